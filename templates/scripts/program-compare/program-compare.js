/* <program-compare data-root data-src data-config>: two to four programs side by side, question by question.
   The address holds the whole state: ?p=a,b,c&show=differs,complete. Reading it never touches the reader's own list. */
(() => {
  'use strict';

  const { make, need } = customElements.get('page-parts');
  const MOST = 4;
  const { SHOW } = customElements.get('compared-table');

  const quote = (text) => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

  class ProgramCompare extends HTMLElement {
    /* What an address asks for: known programs once each, four at most, and a sentence on everything else. */
    static read(search, find) {
      const asked = new URLSearchParams(search);
      const ids = (asked.get('p') || '').split(',').map((id) => id.trim()).filter(Boolean);
      const unknown = [...new Set(ids.filter((id) => !find(id)))];
      const known = [...new Set(ids.map(find).filter(Boolean))];
      const said = [];
      if (unknown.length) {
        const named = unknown.slice(0, 3).map(quote).join(', ');
        const more = unknown.length > 3 ? ` and ${unknown.length - 3} more` : '';
        said.push(`${named}${more}: no program of this directory goes by ${unknown.length === 1 ? 'that name, so it was' : 'these names, so they were'} left out.`);
      }
      if (known.length > MOST) {
        said.push(`Only ${MOST} programs fit side by side; ${known.length - MOST} of the ${known.length} asked for ${known.length - MOST === 1 ? 'is' : 'are'} left out.`);
      }
      const show = (asked.get('show') || '').split(',').filter((id) => SHOW.includes(id));
      return { programs: known.slice(0, MOST), show, said };
    }

    connectedCallback() {
      if (this.picker) return;
      this.root = this.dataset.root;
      this.programs = [];
      this.show = [];
      this.picker = make('program-picker', { 'data-src': this.dataset.src, 'data-label': 'Add a program' });
      this.picker.hidden = location.search.includes('p=');
      this.picker.addEventListener('pick', ({ detail }) => this.choose([...this.programs, detail]));
      this.said = make('div', { role: 'status' });
      this.chosen = make('ul', { class: 'chosen', 'aria-label': 'Programs compared' });
      this.listed = make('details', { hidden: true });
      this.drawn = make('compared-table', { class: 'stack' });
      Object.assign(this.drawn, { root: this.root, config: JSON.parse(this.dataset.config) });
      this.querySelector('[data-part="without"]').textContent = 'Or start from a comparison that is made already:';
      this.without = make('section', { hidden: this.picker.hidden }, ...this.childNodes);
      this.append(this.said, this.chosen, this.picker, this.listed, this.drawn, this.without);
      this.classList.add('stack');
      addEventListener('popstate', () => this.open());
      document.addEventListener('my-list', () => this.offerListed());
      this.open();
    }

    async open() {
      let catalog;
      try {
        catalog = await customElements.get('program-picker').catalog(this.dataset.src);
      } catch {
        this.tell(['The list of programs could not be loaded. Check your connection.'], () => this.open());
        return;
      }
      this.catalog = catalog;
      const { programs, show, said } = ProgramCompare.read(location.search, catalog.find);
      this.show = show;
      await this.draw(programs, said);
    }

    async choose(programs, from) {
      this.address('pushState', programs);
      await this.draw(programs, []);
      if (from) (this.chosen.querySelectorAll('button')[from - 1] || this.picker.input).focus();
      else if (programs.length === MOST) this.chosen.querySelector('a').focus();
    }

    address(how, programs) {
      const parts = [];
      if (programs.length) parts.push(`p=${programs.map(({ slug }) => slug).join(',')}`);
      if (this.show.length) parts.push(`show=${this.show.join(',')}`);
      history[how](null, '', `${location.pathname}${parts.length ? `?${parts.join('&')}` : ''}`);
    }

    tell(sentences, again) {
      this.said.replaceChildren(...sentences.map((text) => make('p', { class: 'notice', 'data-tone': 'mixed' }, text)));
      if (again) this.said.append(make('button', { type: 'button', onclick: again }, 'Try again'));
    }

    async draw(programs, said) {
      this.programs = programs;
      this.named ??= document.title;
      document.title = programs.map(({ title }) => title).join(' · ') || this.named;
      this.picker.without = new Set(programs.map(({ slug }) => slug));
      this.picker.hidden = programs.length >= MOST;
      this.without.hidden = programs.length > 0;
      this.drawChosen();
      this.offerListed();
      this.tell(said);
      const turn = (this.turn = (this.turn || 0) + 1);
      if (programs.length < 2) {
        this.drawn.replaceChildren(...(programs.length ? [make('p', {}, 'Add one more program to compare it with.')] : []));
        return;
      }
      try {
        const Picker = customElements.get('program-picker');
        const read = await Promise.all(programs.map(({ slug }) => Picker.claims(this.root, slug)));
        if (turn !== this.turn) return;
        this.needOwn();
        this.drawn.draw(read, this.show, () => this.toggle());
      } catch {
        if (turn !== this.turn) return;
        this.drawn.replaceChildren();
        this.tell([...said, 'The answers of these programs could not be loaded. Check your connection.'], () => this.open());
      }
    }

    drawChosen() {
      this.chosen.hidden = !this.programs.length;
      this.chosen.replaceChildren(...this.programs.map(({ slug, title, place }, n) => make('li', {},
        make('span', {}, make('a', { href: `${this.root}programs/${slug}/` }, title), make('small', {}, place)),
        make('span', { class: 'actions' },
          make('save-program', { 'data-slug': slug, 'data-title': title }),
          make('button', {
            type: 'button', 'aria-label': `Remove ${title}`,
            onclick: () => this.choose(this.programs.filter((program) => program.slug !== slug), n + 1),
          }, 'Remove')))));
    }

    // Programs of the reader's own list that are not compared yet.
    offerListed() {
      const list = customElements.get('save-program')?.list;
      if (!list || !this.catalog) return;
      const own = Object.keys(list.memory.fields)
        .filter((path) => /^p\/[^/]+\/title$/.test(path) && list.get(path) !== undefined)
        .map((path) => this.catalog.find(path.split('/')[1]))
        .filter((program) => program && !this.programs.includes(program) && !this.picker.without.has(program.slug));
      this.listed.hidden = !own.length || this.programs.length >= MOST;
      this.listed.replaceChildren(
        make('summary', {}, `Add from my list (${own.length})`),
        make('p', { class: 'actions' }, own.map((program) => make('button', {
          type: 'button', onclick: () => this.choose([...this.programs, program]),
        }, program.title))),
      );
    }

    /* What shows the reader's own verdicts; a comparison is whole without it. */
    needOwn() {
      const [answers, own] = this.dataset.own.split(' ');
      need(answers).then(() => need(own)).catch(() => null);
    }

    toggle() {
      this.show = [...this.drawn.querySelectorAll('[data-part="only"] :checked')].map((box) => box.value);
      this.address('replaceState', this.programs);
    }
  }

  customElements.define('program-compare', ProgramCompare);
})();
