/* <rank-room data-root data-config data-calendar>: the reader's interviews in the order in which he would go there, by
   dragging or by keyboard, with his verdicts, what he cannot go without, and what is still open. Nothing is scored. */
(() => {
  'use strict';

  const { make, need } = customElements.get('page-parts');
  const { list } = customElements.get('save-program');
  const { STANCE, MUST } = customElements.get('own-answers');

  class RankRoom extends HTMLElement {
    connectedCallback() {
      if (this.order) return;
      this.config = JSON.parse(this.dataset.config);
      this.labels = new Map(this.config.questions.map(([id, label, whom]) => [id, { label, whom }]));
      this.facts = new Map();
      this.count = make('p', { role: 'status' });
      this.order = make('ol', { class: 'ranked' });
      this.others = make('details', {});
      this.said = make('p', { role: 'status' });
      this.replaceChildren(
        this.count, this.order, this.others, this.said,
        make('p', { class: 'actions' },
          make('button', { type: 'button', onclick: () => this.copy() }, 'Copy as text'),
          make('button', { type: 'button', onclick: () => print() }, 'Print'),
          make('button', { type: 'button', onclick: () => this.calendar() }, 'Calendar file (ICS)'),
          make('a', { href: `${this.dataset.root}my-list/` }, 'My list')),
        make('p', { class: 'soft' }, 'The calendar file holds the days of the season and the days on your list. Take the exact days from the official pages before you act on one.'));
      document.addEventListener('my-list', () => this.show());
      this.show();
    }

    show() {
      const all = list.programs();
      const inside = ({ rank, status, days }) => rank || this.config.ranked.includes(status) || this.config.ranked_by.some((id) => days[id]);
      const ranked = all.filter(inside).sort((a, b) => (a.rank || 1e4) - (b.rank || 1e4) || a.title.localeCompare(b.title));
      this.entries = ranked;
      const active = document.activeElement;
      const kept = new Map([...this.order.children].map((row) => [row.dataset.slug, row]));
      const rows = ranked.map((entry) => this.row(entry, kept.get(entry.slug)));
      if (rows.some((row, place) => row !== this.order.children[place]) || rows.length !== this.order.children.length) this.order.replaceChildren(...rows);
      if (this.order.contains(active)) active.focus();
      this.count.textContent = ranked.length ? `${ranked.length} in your order.`
        : this.config.empty;
      const rest = all.filter((entry) => !inside(entry));
      this.others.hidden = !rest.length;
      this.others.replaceChildren(make('summary', {}, `Others on your list (${rest.length})`),
        make('p', { class: 'actions' }, rest.map(({ slug, title }) => make('button', { type: 'button', onclick: () => this.keep([...this.entries.map((entry) => entry.slug), slug]) }, `Add ${title}`))));
    }

    row({ slug, title, own, reason }, kept) {
      if (!kept) {
        const field = make('textarea', { rows: 1, maxlength: 400, 'aria-label': `Why here: ${title}`, placeholder: 'Why here, in your words' });
        field.onchange = () => list.set({ [`p/${slug}/reason`]: field.value.trim() || null });
        const grip = make('span', { 'data-part': 'grip', 'aria-hidden': 'true' }, '⠿');
        kept = make('li', { 'data-slug': slug },
          make('div', { 'data-part': 'name' }, grip,
            make('h2', {}, own ? title : make('a', { href: `${this.dataset.root}programs/${slug}/` }, title)),
            make('span', { 'data-part': 'moves' },
              make('button', { type: 'button', 'data-move': -1, 'aria-label': `Up: ${title}`, onclick: () => this.move(slug, -1) }, '↑'),
              make('button', { type: 'button', 'data-move': 1, 'aria-label': `Down: ${title}`, onclick: () => this.move(slug, 1) }, '↓'))),
          make('dl', {}), field);
        grip.onpointerdown = (event) => this.drag(event, kept);
        if (!own) this.load(slug).then(() => this.tell(slug, kept));
      }
      kept.querySelector('textarea').value = reason;
      this.tell(slug, kept);
      return kept;
    }

    async load(slug) {
      const answer = await fetch(`${this.dataset.root}api/v1/programs/${slug}.json`).catch(() => null);
      if (answer?.ok) this.facts.set(slug, new Map((await answer.json()).answers.filter(({ stated }) => stated).map((found) => [found.question, found])));
    }

    stance(slug, { answers }, id) {
      const verdict = answers[id]?.verdict;
      const found = this.facts.get(slug)?.get(id);
      return verdict ? STANCE[verdict] : found?.settled ? found.tone : '';
    }

    /* What the reader found there: verdicts, what he cannot go without, what is open and whom to ask, days and notes. */
    tellings(slug) {
      const entry = list.program(slug);
      const label = (id) => this.labels.get(id)?.label || id;
      const by = (verdict) => Object.entries(entry.answers).filter(([, answer]) => answer.verdict === verdict).map(([id]) => label(id));
      const open = this.config.deciding.filter((id) => !entry.answers[id]?.verdict && !this.facts.get(slug)?.get(id)?.settled);
      const whom = new Map();
      for (const id of open) whom.set(this.labels.get(id).whom, [...(whom.get(this.labels.get(id).whom) || []), label(id)]);
      return [
        ['Strong', by('strong').join(', ')],
        ['Mixed', by('mixed').join(', ')],
        ['Weak', by('weak').join(', ')],
        ['Non-negotiable', list.musts().map((id) => `${label(id)}: ${MUST[this.stance(slug, entry, id)]}`).join(' · ')],
        ['Still open', entry.own ? '' : [...whom].map(([who, names]) => `${who}: ${names.join(', ')}`).join('\n')],
        ['Days', this.config.dates.filter(([id]) => entry.days[id]).map(([id, name]) => `${name} ${entry.days[id]}`).join(', ')],
        ['Notes', entry.notes.map(({ date, who, text }) => `${date} ${who ? `${who}: ` : ''}${text}`).join('\n')],
      ].filter(([, text]) => text);
    }

    tell(slug, row) {
      row.querySelector('dl').replaceChildren(...this.tellings(slug).map(([name, text]) => make('div', {}, make('dt', {}, name), make('dd', {}, text))));
    }

    /* Keeps an order of slugs as places from 1 on. */
    keep(slugs) {
      list.set(Object.fromEntries(slugs.map((slug, place) => [`p/${slug}/rank`, place + 1])));
      if (list.problem) this.said.textContent = list.problem;
    }

    move(slug, step) {
      const slugs = this.entries.map((entry) => entry.slug);
      const place = slugs.indexOf(slug);
      const next = place + step;
      if (next < 0 || next >= slugs.length) return;
      slugs.splice(next, 0, ...slugs.splice(place, 1));
      this.keep(slugs);
      this.order.querySelector(`[data-slug="${slug}"] [data-move="${step}"]`).focus();
      this.said.textContent = `${this.entries[next].title} is now number ${next + 1} of ${slugs.length}.`;
    }

    drag(event, row) {
      event.preventDefault();
      row.dataset.dragged = '';
      const over = ({ clientX, clientY }) => {
        const other = document.elementFromPoint(clientX, clientY)?.closest('.ranked > li');
        if (!other || other === row) return;
        const { top, height } = other.getBoundingClientRect();
        other[clientY > top + height / 2 ? 'after' : 'before'](row);
      };
      const drop = () => {
        delete row.dataset.dragged;
        removeEventListener('pointermove', over);
        this.keep([...this.order.children].map((each) => each.dataset.slug));
      };
      addEventListener('pointermove', over);
      addEventListener('pointerup', drop, { once: true });
    }

    text() {
      return `${this.entries.map(({ slug, title, reason }, place) => [`${place + 1}. ${title}`, reason, ...this.tellings(slug).map(([name, text]) => `   ${name}: ${text}`)].filter(Boolean).join('\n')).join('\n\n')}\n`;
    }

    async copy() {
      try {
        await navigator.clipboard.writeText(this.text());
        this.said.textContent = 'Copied.';
      } catch {
        const field = make('textarea', { 'aria-label': 'Your order as text', readonly: true, rows: 6 });
        field.value = this.text();
        this.said.replaceChildren('The browser does not let this page copy. The text is selected: copy it from here.', field);
        field.select();
      }
    }

    calendar() {
      const { season, dates, calendar, host } = this.config;
      const days = [
        ...season.map(([id, label, day, note]) => ({ id: `season-${day.slice(0, 4)}-${id}`, day, label, note })),
        ...list.programs().flatMap(({ slug, title, days: kept }) => dates.filter(([id]) => kept[id]).map(([id, name]) => ({ id: `${slug}-${id}`, day: kept[id], label: `${name}: ${title}` }))),
      ];
      need(this.dataset.calendar).then(() => {
        const text = customElements.get('calendar-file').write(days, { title: calendar, host });
        const href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
        make('a', { href, download: `my-season-${new Date().toLocaleDateString('sv')}.ics` }).click();
        setTimeout(() => URL.revokeObjectURL(href), 1000);
        this.said.textContent = `${days.length} days in the file.`;
      }, () => {
        this.said.textContent = 'The calendar file could not be made. Check your connection and try again.';
      });
    }
  }

  customElements.define('rank-room', RankRoom);
})();
