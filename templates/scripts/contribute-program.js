/* <contribute-program>: the way in to the form. It loads the questions and one program, and opens what the address asks for:
   its answers (<change-answers>), those that a program confirms (<confirm-answers>), or a new profile. */
(() => {
  'use strict';

  const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const { make, need } = customElements.get('page-parts');
  const Picker = customElements.get('program-picker');
  const { load, Rules } = Picker;

  class ContributeProgram extends HTMLElement {
    async connectedCallback() {
      this.without = [...this.childNodes];
      this.root = this.dataset.root;
      const settings = JSON.parse(this.dataset.config);
      try {
        const [form, catalog] = await Promise.all([load(this.dataset.form), Picker.catalog(this.dataset.src)]);
        const now = new Date().toISOString().slice(0, 10);
        this.rules = new Rules(form, now > settings.today ? now : settings.today);
        this.catalog = catalog;
        this.questions = new Map(form.sections.flatMap((section) => section.questions
          .map((question) => [question.id, { ...question, section: section.id, official: section.official }])));
      } catch {
        this.tell('The form could not be loaded. Try again later, or use one of the other ways:');
        return;
      }
      this.start(new URLSearchParams(location.search));
    }

    tell(text) {
      this.replaceChildren(make('p', { role: 'status' }, text), ...this.without.slice(1).filter((node) => node.nodeType === 1).slice(-1));
    }

    start(asked) {
      this.ignored = [];
      const wanted = asked.get('p') || '';
      const program = SLUG.test(wanted) ? this.catalog.find(wanted) : null;
      if (wanted && !program) this.ignored.push('There is no program of that name here, so choose one.');
      const id = asked.get('question') || asked.get('q') || '';
      if (id && !this.questions.has(id)) this.ignored.push('The question in the address is not known and was left out.');
      this.as = ['program', 'reply'].includes(asked.get('as')) ? asked.get('as') : '';
      this.said = this.rules.date(asked.get('dated') || '') ? asked.get('dated') : this.rules.today;
      if (program) this.open(program.slug, this.questions.get(id)?.id);
      else if (asked.has('new')) this.openNew();
      else this.choose();
    }

    choose() {
      const picker = make('program-picker', { 'data-src': this.dataset.src, 'data-label': 'Which program?' });
      picker.addEventListener('pick', (event) => location.assign(`${location.pathname}?p=${event.detail.slug}${this.as && `&as=${this.as}`}`));
      this.replaceChildren(...this.notes(), picker, make('p', {}, 'Not listed yet? ', make('a', { href: '?new=1' }, 'Write a new profile')));
    }

    notes() {
      return this.ignored.map((text) => make('p', { class: 'notice' }, text));
    }

    async open(slug, asked) {
      this.replaceChildren(make('p', { role: 'status' }, 'Loading the profile'));
      try {
        this.program = await Picker.claims(this.root, slug);
      } catch {
        this.tell('This profile could not be loaded into the form. Use one of the other ways:');
        return;
      }
      const { program } = this;
      this.heading = make('h2', {}, make('a', { href: `${this.root}programs/${slug}/` }, program.title));
      this.claims = new Map(program.answers.map(({ question, claims }) => [question, claims]));
      const all = program.answers.flatMap(({ claims }) => claims.map(({ source }) => source));
      this.pages = [...new Map(all.map((source) => [source.url || source.key, source])).values()];
      if (this.as === 'program') await this.walk();
      else this.show(asked);
    }

    async walk() {
      await need(this.dataset.confirm);
      const walk = make('confirm-answers', {});
      this.replaceChildren(...this.notes(), this.heading, walk);
      walk.begin(this);
    }

    async openNew() {
      await need(this.dataset.fresh);
      const fresh = make('new-profile', {});
      fresh.begin(this.rules, this.catalog);
      this.heading = make('h2', {}, 'A new profile');
      Object.assign(this, { fresh, claims: new Map(), pages: [] });
      this.show();
    }

    show(asked) {
      const answers = make('change-answers', {});
      this.replaceChildren(...this.notes(), this.heading, answers);
      const { rules, catalog, questions, claims, pages, program, as, said, fresh } = this;
      const closed = program && !as && make('closed-program', { 'data-src': this.dataset.src });
      if (closed) closed.begin(rules, catalog);
      answers.begin({ rules, catalog, questions, claims, pages, program, as, said, fresh, closed }, asked);
    }
  }

  customElements.define('contribute-program', ContributeProgram);
})();
