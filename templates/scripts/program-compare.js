/* <program-compare data-root data-src data-config>: two to four programs side by side, question by question.
   The address holds the whole state: ?p=a,b,c&show=differs,complete. Reading it never touches the reader's own list. */
(() => {
  'use strict';

  const MOST = 4;
  const SHOW = ['differs', 'complete'];
  const LABELS = { differs: ' differ', complete: ' all of them answer' };

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
        said.push(`${named}${more}: no program of this directory goes by that name, so it was left out.`);
      }
      if (known.length > MOST) {
        said.push(`Only ${MOST} programs fit side by side; ${known.length - MOST} of the ${known.length} asked for are left out.`);
      }
      const show = (asked.get('show') || '').split(',').filter((id) => SHOW.includes(id));
      return { programs: known.slice(0, MOST), show, said };
    }

    connectedCallback() {
      if (this.picker) return;
      const Picker = customElements.get('program-picker');
      this.make = Picker.make;
      this.config = JSON.parse(this.dataset.config);
      this.root = this.dataset.root;
      this.programs = [];
      this.show = [];
      this.picker = this.make('program-picker', { 'data-src': this.dataset.src, 'data-label': 'Add a program' });
      this.picker.hidden = location.search.includes('p=');
      this.picker.addEventListener('pick', ({ detail }) => this.choose([...this.programs, detail]));
      this.said = this.make('div', { role: 'status' });
      this.chosen = this.make('ul', { class: 'chosen', 'aria-label': 'Programs compared' });
      this.listed = this.make('details', { hidden: true });
      this.drawn = this.make('div', { class: 'stack' });
      this.querySelector('[data-part="without"]').textContent = 'Or start from a comparison that is made already:';
      this.without = this.make('section', { hidden: this.picker.hidden }, ...this.childNodes);
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
      const { make } = this;
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
        this.drawn.replaceChildren(...(programs.length ? [this.make('p', {}, 'Add one more program to compare it with.')] : []));
        return;
      }
      try {
        const Picker = customElements.get('program-picker');
        const read = await Promise.all(programs.map(({ slug }) => Picker.claims(this.root, slug)));
        if (turn === this.turn) this.drawTable(read);
      } catch {
        if (turn !== this.turn) return;
        this.drawn.replaceChildren();
        this.tell([...said, 'The answers of these programs could not be loaded. Check your connection.'], () => this.open());
      }
    }

    drawChosen() {
      const { make } = this;
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
        this.make('summary', {}, `Add from my list (${own.length})`),
        this.make('p', { class: 'actions' }, own.map((program) => this.make('button', {
          type: 'button', onclick: () => this.choose([...this.programs, program]),
        }, program.title))),
      );
    }

    drawTable(read) {
      const { make } = this;
      const answers = read.map((program) => new Map(program.answers.map((answer) => [answer.question, answer])));
      const count = { rows: 0, differ: 0, unknown: 0 };
      const asks = [];
      const bodies = this.config.sections.map((section) => this.section(section, read, answers, asks, count));
      const title = `Compare: ${read.map((program) => program.title).join(' · ')}`;
      const table = make('table', {},
        make('caption', { class: 'visually-hidden' }, title),
        make('thead', {}, make('tr', {}, make('td', {}), read.map((program) => make('th', { scope: 'col' },
          make('a', { href: `${this.root}programs/${program.slug}/` }, program.title), make('small', {}, program.place))))),
        bodies.filter(Boolean));
      this.needOwn();
      this.drawn.replaceChildren(
        make('p', { class: 'notice' }, `${count.differ} of ${count.rows} answered questions differ`),
        make('compare-rows', {}, make('div', { class: 'compare-table', 'data-programs': read.length },
          make('fieldset', { 'data-part': 'only', onchange: () => this.toggle() },
            make('legend', {}, 'Show only rows that'),
            SHOW.map((id) => {
              const box = make('input', { type: 'checkbox', value: id });
              box.checked = this.show.includes(id);
              return make('label', { 'data-only': id }, box, LABELS[id]);
            })),
          table,
          count.unknown > 0 && make('details', { 'data-part': 'ask' },
            make('summary', {}, `No answer for any of them: ${count.unknown} ${count.unknown === 1 ? 'question' : 'questions'} to ask each`), asks)),
        make('compare-own', {})));
    }

    /* What shows the reader's own verdicts; a comparison is whole without it. */
    needOwn() {
      this.owned ??= this.dataset.own.split(' ').reduce((before, src) => before.then(() => new Promise((resolve) => {
        document.head.append(this.make('script', { src, onload: resolve }));
      })), Promise.resolve());
    }

    toggle() {
      this.show = [...this.drawn.querySelectorAll('[data-part="only"] :checked')].map((box) => box.value);
      this.address('replaceState', this.programs);
    }

    section(section, read, answers, asks, count) {
      const { make } = this;
      const unless = Object.keys(section.unless).length > 0 && JSON.stringify(section.unless);
      const rows = [];
      const unknown = [];
      for (const question of section.questions) {
        const found = answers.map((known) => known.get(question.id));
        if (found.some(Boolean)) rows.push(this.row(question, found, read, count));
        else if (!question.personal) unknown.push(question);
      }
      if (unknown.length) {
        count.unknown += unknown.length;
        asks.push(make('section', { 'data-unless': unless },
          make('h2', {}, section.label),
          make('ul', { class: 'gaps' }, unknown.map((question) => make('li', {},
            make('a', { href: this.root + question.url }, question.label), ' ', make('q', {}, question.words), ' ',
            question.audience && make('small', {}, question.audience))))));
      }
      return rows.length && make('tbody', { id: `section-${section.id}`, 'data-unless': unless },
        make('tr', { 'data-part': 'section' },
          make('th', { scope: 'rowgroup', colspan: read.length + 1 }, make('span', {}, section.label))), rows);
    }

    row(question, found, read, count) {
      const { make } = this;
      const stated = found.filter((answer) => answer?.claims[0].stated).map(({ claims: [lead] }) => `${lead.shown}|${lead.strength}`);
      const differs = new Set(stated).size > 1;
      count.rows += 1;
      count.differ += differs;
      return make('tr', { id: question.id, 'data-key': Boolean(question.key), 'data-differs': differs, 'data-complete': stated.length === found.length },
        make('th', { scope: 'row' },
          make('a', { href: this.root + question.url }, question.label), differs && [' ', make('em', {}, 'differs')]),
        found.map((answer, n) => make('td', { 'data-label': read[n].title }, answer
          ? this.answer(answer, question, read[n]) : this.unknown(question, read[n]))));
    }

    unknown(question, program) {
      const { make } = this;
      return [
        make('span', { class: 'cell', 'data-state': 'gap' }, 'Not collected yet'),
        this.ask('Ask this', question, program),
      ];
    }

    ask(label, question, program) {
      const { make } = this;
      return make('details', {},
        make('summary', {}, label, make('span', { class: 'visually-hidden' }, `: ${question.label}, ${program.title}`)),
        make('q', {}, question.words));
    }

    answer(answer, question, program) {
      const { make } = this;
      const { claims, settled } = answer;
      const [lead] = claims;
      return [
        customElements.get('program-picker').cell(answer),
        make('details', {},
          make('summary', {}, `${settled ? '' : 'Ask again · '}${this.config.kinds[lead.source.kind] || lead.source.kind}`,
            make('span', { class: 'visually-hidden' }, `: source for ${question.label}, ${program.title}`)),
          !settled && make('q', {}, question.words),
          claims.map((claim, n) => this.evidence(claim, n))),
      ];
    }

    evidence({ shown, note, scope, age, checked, source }, place) {
      const { make } = this;
      const link = /^https?:\/\//.test(source.url)
        ? make('a', { href: source.url, rel: 'noopener nofollow' }, source.title) : source.title;
      const words = [
        `${this.config.kinds[source.kind] || source.kind}.`,
        `Age of this answer: ${age.words}.`,
        checked ? `Checked on the live page ${checked}.` : 'Not checked on the live page yet.',
        note && `${note}.`,
        scope === 'institution' && 'Holds for the whole institution.',
      ].filter(Boolean).join(' ');
      return make('p', { 'data-part': 'source' }, place > 0 && make('b', {}, `${shown}: `), link, ` ${words}`);
    }
  }

  customElements.define('program-compare', ProgramCompare);
})();
