/* <verify-answers data-root data-form data-config>: one answer at a time, the worst first: its source is opened at its words,
   and the reader says whether it still holds. What was said is kept in this browser until it is sent. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { claims } = customElements.get('program-picker');
  const { seen } = customElements.get('send-change');
  const { read, tellAside } = customElements.get('verify-change');
  const SAID = { still: 'Still so', changed: 'Changed', gone: 'Gone' };
  const KEYS = { o: 'source', s: 'still', c: 'changed', g: 'gone', n: 'skip' };
  const today = () => new Date().toLocaleDateString('sv'); // as 2026-11-21, where the reader is

  class VerifyAnswers extends HTMLElement {
    async connectedCallback() {
      this.root = this.dataset.root;
      this.config = JSON.parse(this.dataset.config);
      const { answers, looked, aside } = read();
      Object.assign(this, { answers, looked });
      this.change = make('verify-change', {});
      this.change.addEventListener('drop', ({ detail }) => this.drop(detail));
      this.change.addEventListener('sent', () => this.finish());
      this.status = make('p', { role: 'status', class: 'visually-hidden' });
      this.card = make('div', {});
      this.filters = make('div', { 'data-part': 'filters' });
      this.addEventListener('keydown', (event) => this.press(event));
      this.form = await fetch(this.dataset.form).then((answer) => answer.json()).catch(() => null);
      if (!this.form) return;
      this.asked = new Map(this.form.sections.flatMap((section) => section.questions.map((question) => [question.id, { ...question, section }])));
      if (await this.load('all')) {
        this.replaceChildren(...tellAside(aside), this.filters, this.card, this.status, this.change);
        this.update();
        this.advance();
      }
    }

    /* --- What waits --- */

    async load(state) {
      this.setAttribute('aria-busy', 'true');
      const address = this.root + this.config.waiting.replace('STATE', state);
      const found = await fetch(address).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
      if (!found) {
        this.status.textContent = 'What waits could not be loaded.';
        return false;
      }
      this.waiting = found;
      this.passed = new Set();
      this.institution = '';
      const known = Object.entries(found.institutions).sort((a, b) => a[1].localeCompare(b[1]));
      const [place, institution] = this.config.nouns;
      this.filters.replaceChildren(
        this.filter(place, [['all', 'All'], ...this.config.states.map(([code, label]) => [code.toLowerCase(), label])], state, async (value) => { await this.load(value); this.advance(); }),
        this.filter('Section', [['', 'All'], ...this.form.sections.map(({ id, label }) => [id, label])], this.section || '', (value) => { this.section = value; this.advance(); }),
        this.filter(institution, [['', 'All'], ...known], '', (value) => { this.institution = value; this.advance(); }));
      return true;
    }

    filter(label, options, value, choose) {
      const select = make('select', { onchange: () => choose(select.value) }, options.map(([id, text]) => make('option', { value: id }, text)));
      select.value = value;
      return make('label', {}, label, select);
    }

    rows() {
      const { programs, waiting } = this.waiting;
      const questions = [...this.asked.keys()];
      return waiting.map(([program, question, why]) => ({ program: programs[program], question: questions[question], why: this.config.whys[why] }))
        .filter(({ program, question }) => (!this.section || this.asked.get(question).section.id === this.section)
          && (!this.institution || program[2] === this.institution) && !this.passed.has(`${program[0]} ${question}`));
    }

    async advance({ focus = false } = {}) {
      const turn = this.turn = {};
      this.setAttribute('aria-busy', 'true');
      const found = await this.next(turn);
      if (this.turn !== turn) return;
      if (found) this.show(found);
      else this.card.replaceChildren(make('h2', { tabindex: -1 }, 'Nothing more waits here'), make('p', {}, 'Choose something else above.'));
      if (focus) this.card.querySelector('h2').focus();
      this.removeAttribute('aria-busy');
    }

    /* The next answer that this reader has not looked at; null where there is none, or where another choice was made. */
    async next(turn) {
      for (const row of this.rows()) {
        const found = await this.open(row).catch(() => null);
        if (this.turn !== turn) return null;
        if (found && !this.looked.has(found.key)) return found;
        this.passed.add(`${row.program[0]} ${row.question}`);
      }
      return null;
    }

    async open({ program: [slug], question, why }) {
      if (this.program?.slug !== slug) this.program = await claims(this.root, slug);
      const { program } = this;
      const item = program.answers.find((answer) => answer.question === question);
      const claim = item?.claims.find((one) => one.source.url && !this.looked.has(this.key(program, question, one)));
      return claim && { program, question, why, item, claim, key: this.key(program, question, claim) };
    }

    file(program, claim) {
      return claim.scope === 'institution' ? `content/institutions/${program.institution.slug}.yml` : program.path;
    }

    key(program, question, claim) {
      return `${this.file(program, claim)} ${question} ${claim.source.key} ${claim.answer.slice(0, 80)}`;
    }

    /* --- The answer at hand --- */

    show(found) {
      this.found = found;
      const { program, question, claim, item, why } = found;
      const about = [claim.strength, claim.note, claim.as_of && `about ${claim.as_of}`, claim.scope === 'institution' && `said by ${program.institution.name} for all its programs`].filter(Boolean).join('; ');
      const link = make('a', { href: claim.opens, target: '_blank', rel: 'noopener nofollow', 'data-part': 'source', onclick: () => this.unlock(), onauxclick: () => this.unlock() }, `Open the source: ${claim.source.title}`);
      const button = (name, text, act) => make('button', { type: 'button', 'data-part': name, disabled: name !== 'skip', onclick: act }, text);
      this.card.replaceChildren(...[
        make('p', { class: 'soft', 'data-part': 'why' }, [why, claim.mark].join(' · ')),
        make('h2', { tabindex: -1 }, `${this.asked.get(question).section.label}: ${item.label}`),
        make('p', {}, make('a', { href: `${this.root}${this.config.programs}${program.slug}/#${question}` }, program.title), `, ${program.place}`),
        make('p', { 'data-part': 'answer' }, make('b', {}, claim.shown), about && make('small', {}, ` ${about}`)),
        claim.words && make('p', {}, 'Its words: ', make('q', {}, claim.words)),
        make('p', {}, link),
        make('div', { class: 'actions', role: 'group', 'aria-label': 'What do you see?' },
          button('still', 'Still so', () => this.say('still', { checked: today() })),
          button('changed', 'Changed', () => this.edit()),
          button('gone', 'Gone', () => this.say('gone', 'none')),
          button('skip', 'Skip', () => this.skip())),
        make('p', { class: 'soft', 'data-part': 'hint' }, 'Open the source first. By keyboard: o opens it, s still so, c changed, g gone, n next.'),
        make('div', { 'data-part': 'edit' }),
      ].filter(Boolean));
    }

    unlock() {
      for (const button of this.card.querySelectorAll('button')) button.disabled = false;
      this.card.querySelector('[data-part="hint"]').textContent = 'What do you see there? By keyboard: s still so, c changed, g gone, n next.';
    }

    press(event) {
      const name = KEYS[event.key];
      if (!name || event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
      event.preventDefault();
      this.card.querySelector(`[data-part="${name}"]`)?.click();
    }

    edit() {
      const asked = this.asked.get(this.found.question);
      const chosen = asked.kind === 'choice';
      const field = chosen ? make('select', {}, [...asked.options, [this.form.notStated, 'Not stated: the page does not say']].map(([id, text]) => make('option', { value: id }, text)))
        : make('input', { type: 'text', maxlength: 200 });
      const words = make('input', { type: 'text', maxlength: 60 });
      const act = () => {
        if (!field.value.trim()) return field.focus();
        return this.say('changed', { answer: field.value.trim(), ...(words.value.trim() && { words: words.value.trim() }), checked: today() });
      };
      this.card.querySelector('[data-part="edit"]').replaceChildren(make('fieldset', {}, make('legend', {}, 'What it says now'),
        make('label', {}, chosen ? 'Answer' : `Answer (${this.form.shapes[asked.kind]})`, field),
        make('label', {}, 'Three to eight words on the page that carry it (may stay empty)', words),
        make('p', { class: 'actions' }, make('button', { type: 'button', 'data-part': 'add', onclick: act }, 'Take it in'))));
      field.focus();
    }

    say(said, next) {
      const { program, question, claim, key, item } = this.found;
      this.answers.push({ key, file: this.file(program, claim), question, label: item.label, program: program.title, said: SAID[said], now: seen(this.asked.get(question), claim), next });
      this.looked.add(key);
      this.update(`${SAID[said]}: ${item.label}.`);
      this.advance({ focus: true });
    }

    skip() {
      this.passed.add(`${this.found.program.slug} ${this.found.question}`);
      this.advance({ focus: true });
    }

    /* --- The change --- */

    drop(n) {
      const [dropped] = this.answers.splice(n, 1);
      this.looked.delete(dropped.key);
      this.update(`Taken out: ${dropped.label}.`);
    }

    finish() {
      this.answers = [];
      this.update('Thank you. What you looked at is not shown again in this browser.');
    }

    update(told = '') {
      this.status.textContent = told;
      this.change.show(this.answers, this.form);
      this.change.keep(this.answers, this.looked);
    }
  }

  customElements.define('verify-answers', VerifyAnswers);
})();
