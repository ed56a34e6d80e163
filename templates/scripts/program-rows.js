/* <program-rows data-root data-programs>: the table of the programs that a reader has chosen, in place of the static one. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { Programs } = customElements.get('program-columns');
  const SHOWN = 25;
  const FIRST = 8; // rows that are made at once; the others follow when these stand

  class ProgramRows extends HTMLElement {
    static SHOWN = SHOWN;

    connectedCallback() {
      if (this.still) return;
      this.still = [...this.childNodes];
      this.made = new Map();
      this.programs = new Programs(this.dataset.root, this.dataset.programs);
    }

    reset() {
      this.later = null;
      this.replaceChildren(...this.still);
    }

    /* The first rows of those found; `left` tells how many follow on demand, `rows` how many are asked for at once. */
    async show(found, sources, rows = SHOWN) {
      await this.programs.open();
      await this.programs.answers(found.slice(0, rows), sources);
      const table = this.frame();
      const body = make('tbody');
      table.append(body);
      const more = make('button', { type: 'button', 'data-part': 'more' });
      const add = (size) => {
        const next = found.slice(body.children.length, body.children.length + size).map((n) => this.row(n));
        body.append(...next);
        const left = found.length - body.children.length;
        more.textContent = `Show ${Math.min(SHOWN, left)} more of ${left.toLocaleString('en-US')}`;
        more.hidden = !left;
        return next[0];
      };
      more.onclick = async () => {
        const from = body.children.length;
        await this.programs.answers(found.slice(from, from + SHOWN), sources);
        add(SHOWN).querySelector('a').focus();
      };
      this.later = () => add(rows - FIRST);
      add(FIRST);
      const frame = make('div', { class: 'program-rows' }, table);
      this.replaceChildren(...(found.length ? [frame, more] : []));
    }

    /* By name or place, or by a number, the largest first; programs without one stand last, in their own order. */
    order(by, sorts) {
      const { institution, institutions, specialty, specialties, detail, city, state } = this.programs.names;
      const rank = (texts) => {
        const places = new Uint32Array(texts.length);
        texts.map((text, n) => [text.toLowerCase(), n]).sort((a, b) => (a[0] < b[0] ? -1 : 1)).forEach(([, n], place) => (places[n] = place));
        return places;
      };
      const numbers = sorts[by];
      if (numbers) return (a, b) => (numbers[b] ?? -1) - (numbers[a] ?? -1) || a - b;
      const [sponsors, kinds] = [rank(institutions), rank(specialties.map(([, label]) => label))];
      const byName = (a, b) => sponsors[institution[a]] - sponsors[institution[b]] || kinds[specialty[a]] - kinds[specialty[b]]
        || ((detail[a] || '') < (detail[b] || '') ? -1 : 1);
      const places = by === 'place' && rank(city.map((name, n) => `${state[n]} ${name}`));
      return places ? (a, b) => places[a] - places[b] || byName(a, b) : byName;
    }

    frame() {
      const still = this.still.map((part) => part.querySelector?.('table')).find(Boolean);
      this.heads ??= [...still.querySelectorAll('thead th')].slice(1).map((head) => head.textContent);
      const table = still.cloneNode();
      table.append(...['caption', 'thead'].map((part) => still.querySelector(part).cloneNode(true)));
      return table;
    }

    row(n) {
      if (!this.made.has(n)) this.made.set(n, this.make(n));
      return this.made.get(n);
    }

    make(n) {
      const { programs, heads } = this;
      const [slug, title, cells] = [programs.slug(n), programs.title(n), programs.cells(n)];
      const gaps = heads.filter((head, column) => cells[column][1] === 'gap');
      return make(
        'tr',
        { 'data-slug': slug },
        make('th', { scope: 'row' }, make('a', { href: programs.url(n) }, title), make('small', {}, programs.place(n)), make('save-program', { 'data-slug': slug, 'data-title': title })),
        ...cells.map((cell, column) => make('td', { 'data-label': heads[column], 'data-gap': cell[1] === 'gap' }, programs.answer(cell))),
        gaps.length > 0 && make('td', { 'data-part': 'gaps' }, `Not collected yet: ${gaps.join(', ')}`),
      );
    }
  }

  customElements.define('program-rows', ProgramRows);
})();
