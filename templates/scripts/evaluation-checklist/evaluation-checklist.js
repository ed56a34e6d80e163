/* <evaluation-checklist data-root data-src data-config> around the printed checklist: one moment at a time, with the
   reader's verdicts and notes, blank or for one program (?program=slug&show=moment&open=1), kept by save-program.
   Links, the summary and interview mode have scripts of their own (data-link, data-summary, data-cards), fetched when needed. */
(() => {
  'use strict';

  const { make, need } = customElements.get('page-parts');
  const { STANCE, Own } = customElements.get('own-answers');
  const Question = customElements.get('checklist-question');

  class EvaluationChecklist extends HTMLElement {
    connectedCallback() {
      if (this.questions) return;
      this.Picker = customElements.get('program-picker');
      this.list = customElements.get('save-program').list;
      this.config = JSON.parse(this.dataset.config);
      [this.questions, this.known, this.answered] = [new Map(), new Map(), new Map()];
      this.deciding = this.querySelector('#decides ul');
      this.view = this.querySelector('checklist-view');
      [...this.querySelectorAll('[data-question]')].forEach((item, place) => {
        const question = Question.read(item, place);
        this.questions.set(question.id, question);
        for (const id of question.ids) this.known.set(id, question.id);
      });
      this.addEventListener('change', ({ target }) => this.keep(target));
      this.addEventListener('click', (event) => this.act(event));
      this.addEventListener('toggle', ({ target }) => target.open && this.unfold(target), true);
      this.addEventListener('pick', ({ detail }) => this.view.turn({ program: detail.slug }));
      addEventListener('popstate', () => this.open());
      addEventListener('beforeprint', () => this.querySelectorAll('details.checklist').forEach((section) => { section.open = true; }));
      document.addEventListener('my-list', () => this.shared || this.fill());
      this.open();
    }

    piece(name) {
      return this.querySelector(`:scope > [data-part="${name}"]`);
    }

    /* An element whose script is fetched when it is needed for the first time. */
    async bring(name, src) {
      try {
        await need(src);
        return customElements.get(name);
      } catch {
        this.tell(['A part of this page could not be loaded. Check your connection and try again.']);
        return null;
      }
    }

    unfold(details) {
      if (details.dataset.part === 'summary') this.drawSummary();
      const question = this.questions.get(details.closest('[data-question]')?.dataset.question);
      if (question && !this.shared) Question.unfold(question, () => this.save(this.own.mark(question.id)), this.state);
    }

    act(event) {
      const deed = event.target.closest('button[data-act]')?.dataset.act;
      if (deed === 'print') print();
      if (deed === 'share') this.bring('checklist-link', this.dataset.link).then((Link) => Link?.share(this, this.querySelector('[name=notes]').checked, this.piece('keep')));
      if (deed === 'cards') this.openCards();
    }

    async openCards() {
      const Cards = await this.bring('interview-cards', this.dataset.cards);
      if (!Cards) return;
      this.cardsLook ??= new Promise((resolve) => {
        document.head.append(make('link', { rel: 'stylesheet', href: this.dataset.cardsCss, onload: resolve, onerror: resolve }));
      });
      await this.cardsLook;
      Cards.open(this);
    }

    go(address) {
      history.pushState(null, '', address);
      this.open();
    }

    async open() {
      const turn = (this.turns = (this.turns || 0) + 1);
      const fragment = location.hash;
      // A jump to a question of a shared checklist stays in that checklist.
      if (this.shared && fragment && !fragment.startsWith('#c=')) return;
      const Link = fragment.startsWith('#c=') && await this.bring('checklist-link', this.dataset.link);
      const shared = Link ? Link.decode(fragment, this.known) : null;
      const asked = shared ? shared.program : new URLSearchParams(location.search).get('program') || '';
      const said = [...(shared?.said || [])];
      let [program, claims] = [null, null];
      try {
        if (asked) this.catalog = await this.Picker.catalog(this.dataset.src);
        program = (asked && this.catalog.find(asked)) || null;
        if (asked && !program) said.push(`“${asked.slice(0, 60)}”: no program of this directory goes by that name, so this checklist is for none.`);
        if (program && program.slug !== this.program?.slug) claims = await this.Picker.claims(this.dataset.root, program.slug);
      } catch {
        said.push('What the program publishes could not be loaded. Check your connection and reload the page.');
      }
      if (turn !== this.turns) return;
      this.shared = shared;
      if (!program || program.slug !== this.program?.slug) this.answered = new Map((claims?.answers || []).filter((answer) => answer.stated).map((answer) => [answer.question, answer]));
      this.program = program;
      this.drawTop(said);
      for (const question of this.questions.values()) Question.publish(question, this.answered.get(question.id), this.config.kinds);
      this.fill(true);
      this.view.draw(this);
      this.count();
    }

    tell(sentences) {
      this.piece('said').replaceChildren(...sentences.map((text) => make('p', { class: 'notice', 'data-tone': 'mixed' }, text)));
    }

    drawTop(said) {
      const { program, shared } = this;
      this.toggleAttribute('data-shared', Boolean(shared));
      this.tell(said);
      if (shared && !this.banner) this.piece('subject').before(this.banner = make('checklist-link'));
      if (this.banner) this.banner.hidden = !shared;
      if (shared) this.banner.draw(this);
      this.querySelector('program-picker').hidden = this.piece('keep').hidden = Boolean(shared);
      this.piece('subject').replaceChildren(...(program ? [
        make('b', {}, 'For '), make('a', { href: `${this.dataset.root}programs/${program.slug}/` }, program.title), `, ${program.place}. `,
        ...(shared ? [] : [make('a', { href: location.pathname, 'data-part': 'blank' }, 'Blank checklist')]),
      ] : [shared ? 'For no program in particular.' : 'A blank checklist. What you write stays in this browser.']));
      for (const link of document.querySelectorAll('main a[href*="/ask/"]')) {
        link.setAttribute('href', link.getAttribute('href').split('?')[0] + (program && !shared ? `?program=${program.slug}` : ''));
      }
    }

    get own() {
      return new Own(this.program ? this.program.slug : '', this.known, (slug) => this.catalog?.find(slug));
    }

    keep(field) {
      const id = field.closest('[data-question]')?.dataset.question;
      const part = field.dataset.field;
      if (id && part && !this.shared) this.save(this.own.keep(id, part, part === 'ticked' ? field.checked : field.value.trim()));
    }

    save(saved) {
      this.tell(saved ? [] : [this.list.problem]);
    }

    /* Shows what is kept; `placed` also moves what the reader cannot go without to what decides. */
    fill(placed) {
      this.state = this.shared || this.own.read();
      for (const question of this.questions.values()) {
        Question.fill(question, this.state, Boolean(this.shared));
        if (question.more.open) this.unfold(question.more);
        if (placed) Question.place(question, this.state.musts.includes(question.id) ? this.deciding : question.home, this.questions);
      }
      this.count();
      this.drawSummary();
    }

    // "" open, "neutral" known without a side, or good, mixed, bad; a verdict goes before what is published.
    stance(id) {
      const { verdict } = this.state.answers[id] || {};
      if (verdict) return STANCE[verdict];
      const answer = this.answered.get(id);
      return answer?.settled ? answer.tone : '';
    }

    settled(id) {
      const { verdict, ticked } = this.state.answers[id] || {};
      return Boolean(ticked || verdict || this.answered.get(id)?.settled);
    }

    drawSummary() {
      if (!this.piece('summary').open || !this.state) return;
      this.bring('checklist-summary', this.dataset.summary).then((found) => found && this.piece('summary').lastElementChild.draw(this));
    }

    /* The questions of the moment that is chosen, in their order: at first, what decides. */
    get visible() {
      const place = this.view.moment ? this : this.deciding;
      return [...place.querySelectorAll('[data-question]:not([hidden])')].map((item) => this.questions.get(item.dataset.question));
    }

    count() {
      const concerned = [...this.questions.values()].filter(({ item }) => !item.hasAttribute('data-spared'));
      const settled = (questions) => questions.filter(({ id }) => this.settled(id)).length;
      for (const section of this.querySelectorAll('details.checklist')) {
        const here = concerned.filter(({ item }) => section.contains(item) && !item.hidden);
        section.querySelector('summary small').textContent = `${settled(here)} of ${here.length}`;
      }
      const current = [...this.answered.values()].filter((answer) => answer.settled).length;
      const text = `${settled(concerned)} of ${concerned.length} questions settled${this.answered.size ? `; the program publishes ${this.answered.size} answers, ${current} of them current` : ''}`;
      if (this.piece('progress').textContent !== text) this.piece('progress').textContent = text;
    }
  }

  customElements.define('evaluation-checklist', EvaluationChecklist);
})();
