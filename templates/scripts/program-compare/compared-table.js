/* <compared-table> with its root and config: the answers of some programs side by side, as the page of a comparison has them. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { cell, said } = customElements.get('program-picker');
  const SHOW = { differs: ' differ', complete: ' all of them answer' };

  class ComparedTable extends HTMLElement {
    static SHOW = Object.keys(SHOW);

    /* The table of these programs; `show` are the boxes that are ticked, and `choose` is told of a change. */
    draw(read, show, choose) {
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
      this.replaceChildren(
        make('p', { class: 'notice' }, `${count.differ} of ${count.rows} answered questions differ`),
        make('compare-rows', {}, make('div', { class: 'compare-table', 'data-programs': read.length },
          make('fieldset', { 'data-part': 'only', onchange: choose },
            make('legend', {}, 'Show only rows that'),
            Object.entries(SHOW).map(([id, label]) => {
              const box = make('input', { type: 'checkbox', value: id });
              box.checked = show.includes(id);
              return make('label', { 'data-only': id }, box, label);
            })),
          table,
          count.unknown > 0 && make('details', { 'data-part': 'ask' },
            make('summary', {}, `No answer for any of them: ${count.unknown} ${count.unknown === 1 ? 'question' : 'questions'} to ask each`), asks)),
        make('compare-own', {})));
    }

    section(section, read, answers, asks, count) {
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
      return [
        make('span', { class: 'cell', 'data-state': 'gap' }, 'Not collected yet'),
        this.ask('Ask this', question, program),
      ];
    }

    ask(label, question, program) {
      return make('details', {},
        make('summary', {}, label, make('span', { class: 'visually-hidden' }, `: ${question.label}, ${program.title}`)),
        make('q', {}, question.words));
    }

    answer(answer, question, program) {
      const { claims, settled } = answer;
      const [lead] = claims;
      return [
        cell(answer),
        make('details', {},
          make('summary', {}, `${settled ? '' : 'Ask again · '}${this.config.kinds[lead.source.kind] || lead.source.kind}`,
            make('span', { class: 'visually-hidden' }, `: source for ${question.label}, ${program.title}`)),
          !settled && make('q', {}, question.words),
          claims.map((claim, n) => this.evidence(claim, n))),
      ];
    }

    evidence({ shown, strength, note, scope, age, checked, source }, place) {
      const link = /^https?:\/\//.test(source.url)
        ? make('a', { href: source.url, rel: 'noopener nofollow' }, source.title) : source.title;
      const words = [
        `${this.config.kinds[source.kind] || source.kind}.`,
        `Age of this answer: ${age.words}.`,
        checked ? `Checked on the live page ${checked}.` : 'Not checked on the live page yet.',
        note && `${note}.`,
        scope === 'institution' && 'Holds for the whole institution.',
      ].filter(Boolean).join(' ');
      return make('p', { 'data-part': 'source' }, place > 0 && make('b', {}, `${said({ shown, strength })}: `), link, ` ${words}`);
    }
  }

  customElements.define('compared-table', ComparedTable);
})();
