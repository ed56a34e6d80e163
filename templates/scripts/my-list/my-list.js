/* <my-list>: the reader's own programs in the order of his choice, each on its <own-card>, with a way back from what he takes away.
   Search, and the answers of the shortlist, are not always used, so their scripts (data-picker, data-columns, data-fit) load when they are. */
(() => {
  'use strict';

  const SORTS = { added: 'When added', tier: 'Tier', interest: 'Interest', status: 'Status', title: 'Name' };
  const { list } = customElements.get('save-program');
  const { FIELDS } = customElements.get('own-card');
  const { make, need } = customElements.get('page-parts');
  const { count, button, labeled, options, download } = customElements.get('list-parts').parts;

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
      this.copies = make('own-copies').fill(this);
      this.compare = make('p', {});
      this.rows = make('ul', { class: 'own-rows' });
      this.more = make('p', {});
      this.rest = make('div', {});
      this.replaceChildren(
        this.notice, this.count, this.adding,
        make('div', { class: 'own-tools' }, labeled('Sort by', this.sort), this.compare), this.said,
        this.rows, this.more, this.rest,
        this.copies,
      );
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

    async catalog() {
      await need(this.dataset.picker);
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
      this.count.textContent = all.length ? `${count(all.length, 'program', 'programs')} on your list.${this.copies.reminder(all.length)}`
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
      const { slug } = entry;
      if (!this.cards.has(slug)) this.cards.set(slug, make('own-card').fill(this, entry));
      this.cards.get(slug).draw(entry);
      return this.cards.get(slug);
    }

    load(slug) {
      if (!this.facts.has(slug)) {
        this.facts.set(slug, fetch(`${this.root}api/v1/programs/${slug}.json`)
          .then((answer) => (answer.ok ? answer.json() : this.findRenamed(slug)))
          .catch(() => null));
      }
      return this.facts.get(slug);
    }

  }

  customElements.define('my-list', MyList);
})();
