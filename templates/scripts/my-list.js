/* <my-list>: the reader's own programs, with what they publish and his notes; export, import, CSV, print.
   Search, and the answers of the shortlist, are not always used, so their scripts (data-picker, data-columns, data-fit) load when they are. */
(() => {
  'use strict';

  const SORTS = { added: 'When added', tier: 'Tier', interest: 'Interest', status: 'Status', title: 'Name' };
  const FIELDS = { interest: 'Interest', tier: 'Tier', status: 'Status' };
  const { list } = customElements.get('save-program');
  const COPIED = `${list.KEY}-copied`;

  /* An element with attributes, listeners (on…) and children; texts stay text. */
  const make = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) made[key] = value;
      else if (value !== false) made.setAttribute(key, value === true ? '' : value);
    }
    made.append(...children.flat().filter(Boolean));
    return made;
  };

  const scripts = new Map();
  const loadScript = (src) => {
    if (!scripts.has(src)) {
      scripts.set(src, new Promise((loaded, failed) => {
        document.head.append(make('script', { src, onload: loaded, onerror: () => failed(scripts.delete(src)) }));
      }));
    }
    return scripts.get(src);
  };

  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
  const button = (label, onclick, about) => make('button', { type: 'button', onclick, 'aria-label': about ? `${label}: ${about}` : false }, label);
  const labeled = (label, field) => make('label', {}, make('span', {}, label), field);
  const options = (choices, first) => Object.entries({ ...first, ...choices }).map(([value, label]) => make('option', { value }, label));

  const download = (text, name, type) => {
    const href = URL.createObjectURL(new Blob([text], { type }));
    make('a', { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  };

  const lead = (facts, id) => facts?.answers.find((answer) => answer.question === id);
  const words = (claim) => (claim ? `${claim.shown}${claim.strength ? ` (${claim.strength})` : ''}` : '');
  const aged = ({ mark, warning }) => mark + (warning ? `, ${warning}` : '');

  class MyList extends HTMLElement {
    connectedCallback() {
      if (this.cards) return;
      this.cards = new Map();
      this.facts = new Map();
      this.config = JSON.parse(this.dataset.config);
      list.CHOICES.status = this.config.statuses;
      this.root = this.dataset.root;
      this.build();
      document.addEventListener('my-list', () => this.show());
      this.show();
      this.rename();
    }

    build() {
      this.adding = make('div', { class: 'actions' }, button('Add a program', () => this.add()), this.dataset.shortlist && make('a', { href: this.dataset.shortlist }, 'Shortlist: what fits you'), make('a', { href: this.dataset.rank }, 'Rank room and calendar'));
      this.notice = make('div', { class: 'notice', 'data-tone': 'mixed', role: 'alert', hidden: true });
      this.said = make('p', { role: 'status' });
      this.count = make('p', { role: 'status' });
      this.sort = make('select', { onchange: () => this.show() }, options(SORTS));
      this.file = make('input', { type: 'file', accept: '.json,.csv,.tsv,.txt,application/json,text/csv', onchange: () => this.take() });
      this.compare = make('p', {});
      this.rows = make('ul', { class: 'own-rows' });
      this.more = make('p', {});
      this.rest = make('div', {});
      this.replaceChildren(
        this.notice, this.count, this.adding,
        make('div', { class: 'own-tools' }, labeled('Sort by', this.sort), this.compare), this.said,
        this.rows, this.more, this.rest,
        make('section', { 'data-part': 'keep' },
          make('h2', {}, 'Keep it, move it, print it'),
          make('p', {}, 'Everything here is kept in this browser only: nothing is sent anywhere, and no one else can see it. If you clear the browser’s data, it is gone, and some browsers clear it by themselves after a week without a visit, so save a copy now and then. A copy also brings your list to another device. A sheet may have columns of any order and many names; days, notes and rows that this directory lacks come along.'),
          make('div', { class: 'own-tools' },
            button('Save a copy (JSON)', () => this.saveCopy()),
            button('Spreadsheet (CSV)', () => this.spreadsheet()),
            button('Print', () => print()),
            labeled('Bring in a copy (JSON) or a sheet (CSV)', this.file),
            button('Delete everything', () => this.removeAll()))),
      );
    }

    async saveCopy() {
      try {
        await loadScript(this.dataset.out);
      } catch {
        this.say('The copy could not be made. Check your connection and try again.');
        return;
      }
      download(customElements.get('list-export').copy(), `my-list-${today()}.json`, 'application/json');
      try {
        localStorage.setItem(COPIED, today());
      } catch { /* what keeps nothing needs no reminder */ }
      this.show();
    }

    /* How long ago a copy was saved, where that is worth a word. */
    reminder(entries) {
      const days = Math.floor((Date.now() - Date.parse(this.copied())) / 864e5);
      return entries < 3 || days < 14 ? '' : days ? ` You saved a copy ${days} days ago; it is time for another.` : ' No copy is saved yet: see “Keep it” below.';
    }

    copied() {
      try {
        return localStorage.getItem(COPIED) || '';
      } catch {
        return '';
      }
    }

    say(sentence, undo) {
      this.said.replaceChildren(sentence, ' ');
      if (!undo) return;
      const back = button('Undo', () => {
        undo();
        this.say('It is back.');
        this.said.tabIndex = -1;
        this.said.focus();
      });
      this.said.append(back);
      back.focus();
    }

    /* Takes values away by path, with a way back. */
    forget(start, sentence) {
      const before = Object.fromEntries(list.live(start).map(([rest, value]) => [start + rest, value]));
      list.set(Object.fromEntries(Object.keys(before).map((path) => [path, null])));
      this.say(sentence, () => list.set(before));
    }

    removeAll() {
      this.forget('', 'Everything you kept here is deleted.');
    }

    async catalog() {
      await loadScript(this.dataset.picker);
      return customElements.get('program-picker').catalog(this.dataset.src);
    }

    async add() {
      await this.catalog().then(() => {
        this.picker ??= make('program-picker', { 'data-src': this.dataset.src, 'data-label': 'Add a program' });
        this.picker.addEventListener('pick', ({ detail }) => {
          const added = { [`p/${detail.slug}/title`]: detail.title };
          if (list.tooMany(added)) return this.say(list.LIMITS.programs[1]);
          list.set(added);
          this.say(`${detail.title} added.`);
        });
        this.adding.firstChild.replaceWith(this.picker);
        this.show();
        this.picker.input.focus();
      }, () => this.say('The list of programs could not be loaded. Try again, or add programs on their profiles.'));
    }

    /* What the reader answered in the shortlist, held against each program. */
    showFit() {
      try {
        if (!localStorage.getItem(`${document.documentElement.dataset.storage}-fit/1`)) return;
      } catch {
        return;
      }
      const { fitSrc, src } = this.dataset;
      loadScript(this.dataset.columns).then(() => loadScript(this.dataset.fit)).then(() => {
        for (const [slug, { fit }] of this.cards) {
          if (!fit.firstChild) fit.append(make('fit-verdict', { 'data-root': this.root, 'data-src': fitSrc, 'data-programs': src, 'data-slug': slug }));
        }
      }, () => null);
    }

    /* Old names of questions are known; a program is looked for among renamed ones when it is not found. */
    rename() {
      const questions = {};
      for (const [id, , aliases] of this.config.questions) for (const old of aliases) questions[old] = id;
      list.rename({ questions });
    }

    async findRenamed(slug) {
      const known = (await this.catalog()).find(slug);
      if (!known || known.slug === slug) throw new Error(slug);
      list.rename({ programs: { [slug]: known.slug } });
      return null;
    }

    show() {
      const all = this.sorted(list.programs());
      const entries = all.slice(0, this.most ||= list.LIMITS.shown[0]);
      const ticked = this.ticked();
      const shown = new Set(entries.map(({ slug }) => slug));
      for (const [slug, card] of this.cards) {
        if (shown.has(slug)) continue;
        card.row.remove();
        this.cards.delete(slug);
      }
      const rows = entries.map((entry) => this.card(entry).row);
      if (rows.some((row, place) => this.rows.children[place] !== row)) {
        const active = document.activeElement;
        this.rows.replaceChildren(...rows);
        if (this.rows.contains(active)) active.focus();
      }
      if (this.picker) this.picker.without = new Set(entries.map((entry) => entry.slug));
      this.showFit();
      this.count.textContent = all.length ? `${count(all.length, 'program', 'programs')} on your list.${this.reminder(all.length)}`
        : 'Your list is empty. Add a program here, or with the button on any profile or list.';
      this.showMore(all.length - entries.length);
      this.showRest();
      this.showNotice();
      if (ticked.length !== this.ticked().length || !this.compare.textContent) this.showCompare();
    }

    showMore(more) {
      this.more.replaceChildren(...(more > 0 ? [`${more} ${list.LIMITS.shown[1]} `, button('Show the next', () => {
        this.most += list.LIMITS.shown[0];
        this.show();
      })] : []));
    }

    sorted(entries) {
      const by = this.sort.value;
      if (by === 'title') return entries.sort((a, b) => a.title.localeCompare(b.title));
      if (!FIELDS[by]) return entries.sort((a, b) => this.added(a) - this.added(b));
      const order = [...Object.keys(list.CHOICES[by]), ''];
      return entries.sort((a, b) => order.indexOf(a[by]) - order.indexOf(b[by]) || a.title.localeCompare(b.title));
    }

    added({ slug }) {
      return list.memory.fields[`p/${slug}/title`][1];
    }

    showNotice() {
      const sentences = [...new Set([list.told, list.problem])].filter(Boolean);
      const raw = list.rescued();
      this.notice.hidden = !sentences.length && !raw;
      if (this.notice.hidden || this.notice.dataset.said === sentences.join()) return;
      this.notice.dataset.said = sentences.join();
      this.notice.replaceChildren(make('p', {}, sentences.join(' ') || 'An earlier list that could not be read is put aside.'));
      if (raw) this.notice.append(button('Download the text as it was', () => download(raw, 'my-list-as-it-was.txt', 'text/plain')));
    }

    showRest() {
      const others = list.others();
      this.rest.replaceChildren();
      if (!others.length) return;
      this.rest.append(make('h2', {}, 'Not on your list, but with notes or answers'), make('ul', {}, others.slice(0, list.LIMITS.shown[0]).map(({ slug }) => make('li', {},
        make('a', { href: `${this.root}programs/${slug}/` }, slug), ' ',
        button('Delete', () => this.forget(`p/${slug}/`, 'Notes and answers are deleted.'), slug)))));
      if (others.length > list.LIMITS.shown[0]) this.rest.append(`${others.length - list.LIMITS.shown[0]} ${list.LIMITS.shown[1]}`);
    }

    ticked() {
      return [...this.rows.querySelectorAll('[name=compare]:checked')].map((box) => box.value);
    }

    showCompare() {
      const slugs = this.ticked();
      const fine = slugs.length >= 2 && slugs.length <= 4;
      this.compare.replaceChildren(fine
        ? make('a', { href: `${this.root}compare/?p=${slugs.join()}` }, `Compare the ${slugs.length} that you ticked`)
        : `Tick two to four programs to compare them${slugs.length > 4 ? ` (you ticked ${slugs.length})` : ''}.`);
    }

    card(entry) {
      const { slug, title } = entry;
      if (!this.cards.has(slug)) this.cards.set(slug, this.newCard(entry));
      const card = this.cards.get(slug);
      for (const name in FIELDS) card[name].value = entry[name];
      const notes = JSON.stringify(entry.notes);
      if (card.noted !== notes) this.showNotes(card, entry);
      card.noted = notes;
      this.showDays(card, entry);
      const answers = Object.values(entry.answers);
      const strong = answers.filter((answer) => answer.verdict === 'strong').length;
      const weak = answers.filter((answer) => answer.verdict === 'weak').length;
      card.progress.textContent = answers.length ? ` ${count(answers.length, 'question', 'questions')} begun, ${strong} strong, ${weak} weak` : '';
      return card;
    }

    newCard({ slug, title, own }) {
      const card = { published: make('div', { 'data-part': 'published' }), fit: make('p', {}), notes: make('ul', { 'data-part': 'notes' }), progress: make('small', {}) };
      for (const [name, label] of Object.entries(FIELDS)) {
        card[name] = make('select', { 'aria-label': `${label}: ${title}`, onchange: () => this.store(slug, name, card[name].value) },
          options(list.CHOICES[name], { '': 'Not set' }));
      }
      const box = make('input', { type: 'checkbox', name: 'compare', value: slug, 'aria-label': `Compare: ${title}`, onchange: () => this.showCompare() });
      card.row = make('li', { 'data-slug': slug },
        make('h2', {}, own ? title : make('a', { href: `${this.root}programs/${slug}/` }, title)),
        card.published, card.fit,
        make('div', { class: 'own-tools' }, Object.entries(FIELDS).map(([name, label]) => labeled(label, card[name]))),
        this.newDays(card, slug, title), card.notes, this.newForm(card, slug, title),
        make('div', { class: 'own-tools' }, own ? '' : [make('label', {}, box, ' Compare'),
          make('p', {}, make('a', { href: `${this.root}checklist/?program=${slug}` }, 'Checklist', make('span', { class: 'visually-hidden' }, ` for ${title}`)), card.progress)],
          button('Remove', () => this.forget(`p/${slug}/`, `${title} removed, with its notes and answers.`), title)));
      if (!own) this.publish(card, slug);
      else card.published.append(make('p', { class: 'soft' }, 'A row of your own: this directory does not have the program. ', make('a', { href: `${this.root}contribute/` }, 'Add it')));
      return card;
    }

    store(slug, name, value) {
      list.set({ [`p/${slug}/${name}`]: value || null });
    }

    /* Days of applying, of an interview …; what makes their fields is fetched when somebody opens them. */
    newDays(card, slug, title) {
      card.daysSaid = make('span', {});
      card.days = make('details', { ontoggle: () => loadScript(this.dataset.days).then(() => {
        card.fields ??= card.days.appendChild(make('list-days', { 'data-slug': slug, 'data-dates': JSON.stringify(this.config.dates) }));
      }, () => this.say('The fields could not be loaded. Check your connection.')) },
      make('summary', {}, 'Days', make('span', { class: 'visually-hidden' }, ` of ${title}`), card.daysSaid));
      return card.days;
    }

    showDays(card, { days, asked }) {
      const said = this.config.dates.filter(([id]) => days[id]).map(([id, label]) => `${label} ${days[id]}`);
      const when = Object.values(asked).sort();
      if (when.length) said.push(`${count(when.length, 'question', 'questions')} asked, last ${when.at(-1)}`);
      card.daysSaid.textContent = said.length ? `: ${said.join(' · ')}` : '';
    }

    newForm(card, slug, title) {
      card.date = make('input', { type: 'date', required: true, value: today(), max: '2999-12-31' });
      card.who = make('input', { maxlength: 80, autocomplete: 'off' });
      card.text = make('textarea', { maxlength: 4000, required: true, rows: 3 });
      card.form = make('details', { 'data-part': 'form' },
        make('summary', {}, 'Write a note', make('span', { class: 'visually-hidden' }, ` on ${title}`)),
        make('form', { class: 'own-tools', onsubmit: (event) => this.note(event, card, slug) },
          labeled('Date', card.date), labeled('Who said it', card.who), labeled('Note', card.text), make('button', {}, 'Save note')));
      return card.form;
    }

    note(event, card, slug) {
      event.preventDefault();
      const text = card.text.value.trim();
      if (!text) return;
      const id = card.editing || Date.now().toString(36) + Math.random().toString(36).slice(2, 7);
      const saved = list.set({ [`p/${slug}/note/${id}`]: { date: card.date.value, who: card.who.value.trim(), text } });
      card.editing = '';
      card.text.value = '';
      if (saved) this.say('Note saved.');
      card.form.querySelector('summary').focus();
      card.form.open = false;
    }

    showNotes(card, { slug, notes }) {
      card.notes.replaceChildren(...notes.map(({ id, date, who, text }) => make('li', {},
        make('p', {}, make('time', { datetime: date }, date), who ? ` ${who}: ` : ' ', text),
        button('Edit', () => {
          Object.assign(card, { editing: id });
          [['date', date], ['who', who], ['text', text]].forEach(([name, value]) => { card[name].value = value; });
          card.form.open = true;
          card.text.focus();
        }, `note of ${date}`),
        make('a', { href: `${this.root}contribute/program/?p=${slug}&as=reply&dated=${date}` }, 'Pass on what they said'),
        button('Delete', () => this.forget(`p/${slug}/note/${id}`, 'Note deleted.'), `note of ${date}`))));
    }

    load(slug) {
      if (!this.facts.has(slug)) {
        this.facts.set(slug, fetch(`${this.root}api/v1/programs/${slug}.json`)
          .then((answer) => (answer.ok ? answer.json() : this.findRenamed(slug)))
          .catch(() => null));
      }
      return this.facts.get(slug);
    }

    async publish(card, slug) {
      const facts = await this.load(slug);
      if (!facts) {
        card.published.replaceChildren(make('p', { class: 'soft' }, 'What it publishes could not be loaded. Your own notes are here all the same.'));
        return;
      }
      const labels = new Map(this.config.questions);
      const unknown = this.config.columns.filter((id) => !lead(facts, id)).map((id) => labels.get(id));
      card.published.replaceChildren(
        make('p', { class: 'soft' }, facts.place),
        make('dl', {}, this.config.columns.map((id) => [id, lead(facts, id)]).filter(([, claim]) => claim).map(([id, claim]) => make('div', {},
          make('dt', {}, labels.get(id)),
          make('dd', {}, make('span', { class: 'cell', 'data-standing': claim.standing, ...(claim.stated ? { 'data-tone': claim.tone } : { 'data-state': 'not-stated' }) },
            words(claim), make('small', {}, aged(claim))))))),
        unknown.length ? make('p', { class: 'soft' }, make('small', {}, `Not collected yet: ${unknown.join(', ')}`)) : '',
      );
    }

    async spreadsheet() {
      const entries = this.sorted(list.programs());
      try {
        const [all] = await Promise.all([Promise.all(entries.map((entry) => (entry.own ? null : this.load(entry.slug)))), loadScript(this.dataset.out)]);
        download(list.csv(customElements.get('list-export').rows(entries, all, this.config, today())), `my-list-${today()}.csv`, 'text/csv');
        if (entries.some((entry, place) => !entry.own && !all[place])) this.say('Some programs could not be loaded, so what they publish is missing in the spreadsheet.');
      } catch {
        this.say('The spreadsheet could not be made. Check your connection and try again.');
      }
    }

    async take() {
      const [file] = this.file.files;
      if (!file) return;
      const text = file.size > list.LIMITS.file[0] ? '' : await file.text();
      this.file.value = '';
      await loadScript(this.dataset.out).catch(() => null);
      if (!customElements.get('list-export')) this.say('What reads a copy could not be loaded. Check your connection and try again.');
      else this.say(text ? await customElements.get('list-export').bring(text, this, { make, loadScript }) : list.LIMITS.file[1]);
      this.rename();
    }
  }

  customElements.define('my-list', MyList);
})();
