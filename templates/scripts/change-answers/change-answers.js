/* <change-answers>: what stands there of one program, and what should; `begin` takes the form that holds it.
   What changes is kept as a draft (change-draft.js), and goes to <send-change> as proposals. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { said } = customElements.get('program-picker');
  const { pageOf } = customElements.get('claim-editor');
  const { Draft } = customElements.get('change-draft');
  const Send = customElements.get('send-change');
  const FIELDS = 'fieldset :is(select, input, textarea)';
  const button = (text, onclick, about) => make('button', { type: 'button', 'data-part': 'quiet', onclick, 'aria-label': about && `${text}: ${about}` }, text);

  class ChangeAnswers extends HTMLElement {
    /* form: {rules, catalog, questions, claims, pages, program, as, said, fresh, closed}; asked: the question to begin with. */
    begin(form, asked) {
      Object.assign(this, form);
      this.draft = new Draft(form);
      this.fresh?.fill(this.draft.meta);
      if (this.as === 'reply' && !asked) {
        this.ask();
        return;
      }
      const told = this.tellDraft();
      const first = this.questions.get(asked);
      if (first && !this.draft.changesOf(first).length) this.draft.begin(first, this.as ? undefined : this.draft.claimsOf(first)[0]);
      this.send = make('send-change');
      this.replaceChildren(...[...told, this.fresh, ...this.parts(first), this.closed].filter(Boolean));
      this.addEventListener('edit', () => this.update());
      this.update();
      if (first) this.querySelector(FIELDS).focus();
    }

    /* A reply is about one question, which is chosen first. */
    ask() {
      const groups = this.rules.sections.map(({ label, questions }) => make('optgroup', { label }, questions.map(({ id, label: name }) => make('option', { value: id }, name))));
      const select = make('select', { onchange: () => location.replace(`?p=${this.program.slug}&as=reply&dated=${this.said}&question=${select.value}`) },
        make('option', { value: '' }, 'Choose'), groups);
      this.replaceChildren(make('label', {}, 'What was the reply about?', select));
      select.focus();
    }

    tellDraft() {
      const { draft } = this;
      const discard = () => {
        draft.discard();
        location.reload();
      };
      return [
        draft.changes.length > 0 && make('p', { class: 'notice' }, 'Your draft is back. ', button('Discard it', discard)),
        draft.aside && make('div', { class: 'notice', 'data-tone': 'mixed' },
          make('p', {}, 'A draft of this profile could not be read. It was put aside; this is its text.'),
          make('textarea', { readonly: true, rows: 3, 'aria-label': 'The draft that could not be read' }, draft.aside)),
      ];
    }

    /* --- The questions, with what stands there --- */

    /* All by section; where one was asked for, it stands first and the others are folded. */
    parts(first) {
      const sections = this.rules.sections.map((section) => this.section(section, first));
      if (!first) return [this.send, ...sections];
      return [this.place(first), this.send, make('details', {}, make('summary', {}, make('b', {}, 'Other answers')), sections)];
    }

    /* Its questions but the first, which stands elsewhere; they are made when somebody opens it. */
    section({ id, label, questions }, first) {
      const body = make('div');
      const others = questions.map((question) => this.questions.get(question.id)).filter((question) => question !== first);
      const fill = () => body.childElementCount || body.append(...others.map((question) => this.place(question)));
      const open = others.some((question) => this.draft.changesOf(question).length);
      if (open) fill();
      const known = questions.filter((question) => this.claims.has(question.id));
      const theirs = questions.filter((question) => !question.personal || this.claims.has(question.id));
      return make('details', { open, ontoggle: fill, 'data-section': id }, make('summary', {}, make('b', {}, label), ` ${known.length} of ${theirs.length} answered`), body);
    }

    place(question) {
      const place = make('div', { id: `form-${question.id}` });
      this.fill(question, place);
      return place;
    }

    /* The question with its claims, what is written beside them, and where nothing is written, a way to begin. */
    fill(question, place) {
      const claims = this.draft.claimsOf(question);
      const changes = this.draft.changesOf(question);
      const fresh = changes.filter(({ seen }) => !seen);
      const written = fresh.length > 0 || changes.some(({ act }) => act === 'edit');
      const add = button(claims.length ? 'Add what another page says' : 'Add an answer', () => this.change(question), question.label);
      place.replaceChildren(make('h3', {}, question.label), make('p', { class: 'soft' }, question.text),
        ...claims.map((claim) => this.claim(question, claim)), ...fresh.map((change) => this.editor(change)),
        written ? '' : make('p', {}, add));
    }

    claim(question, claim) {
      const change = this.draft.changes.find(({ seen }) => seen === claim);
      const wide = claim.scope === 'institution' ? ` This holds for all ${this.sisters()} programs of ${this.program.institution.name}, and changes for all of them.` : '';
      const act = (text, onclick) => button(text, onclick, question.label);
      const line = make('p', {}, make(change?.act === 'remove' ? 'del' : 'b', {}, said(claim)), ` ${claim.source.title}, ${claim.age.short}.${wide} `,
        change ? act('Leave it as it is', () => this.drop(change)) : [
          act('Change', () => this.change(question, claim)),
          act('Still so', () => this.change(question, claim, 'still')),
          act('Take out', () => this.change(question, claim, 'remove'))]);
      return change?.act === 'edit' ? make('div', {}, line, this.editor(change)) : line;
    }

    sisters() {
      const start = `${this.program.institution.name}:`;
      return this.catalog.programs.filter(({ title }) => title.startsWith(start)).length;
    }

    editor(change) {
      const editor = make('claim-editor');
      editor.begin({ change, pages: this.pages, rules: this.rules });
      return make('div', {}, editor, change.seen ? '' : button('Leave it out', () => this.drop(change), change.question.label));
    }

    change(question, seen, act) {
      this.draft.begin(question, seen, act);
      this.refresh(question);
    }

    drop(change) {
      this.draft.drop(change);
      this.refresh(change.question);
    }

    refresh(question) {
      const place = this.querySelector(`#form-${CSS.escape(question.id)}`);
      this.fill(question, place);
      place.querySelector(`${FIELDS}, button`)?.focus();
      this.update();
    }

    /* --- What comes of it --- */

    update() {
      const { draft, fresh, program, rules: { forge, email } } = this;
      const closed = this.closed?.meant ? this.closed : null;
      this.send.show({
        lines: [fresh?.meta.name && `New: ${fresh.meta.name}`, closed?.line(), ...draft.meant.map((change) => this.line(change))].filter(Boolean),
        text: Send.text(this.files(closed), 'reader'),
        problems: [...(fresh?.wrong() || []), ...(closed?.wrong() || []), ...draft.meant.flatMap((change) => draft.wrong(change))],
        title: `Change: ${fresh ? fresh.meta.name : program.title}`, template: 'change', forge, email,
      });
      draft.keep(fresh?.meta);
    }

    /* What is proposed, by the file that it changes. */
    files(closed) {
      const { draft, fresh, program } = this;
      const files = new Map();
      const of = (file) => files.get(file) || files.set(file, { proposals: [] }).get(file);
      if (closed) of(program.slug).proposals.push(closed.proposal(Send.page(pageOf(closed.closing.url, this.pages))));
      if (fresh) of(fresh.path()).profile = fresh.profile();
      for (const change of draft.meant) {
        const file = fresh ? fresh.path() : change.seen?.scope === 'institution' ? program.institution.slug : program.slug;
        of(file).proposals.push(Send.proposal(change, this.rules.today));
      }
      return files;
    }

    line({ question, seen, act, fields }) {
      const label = (id) => question.options.find(([option]) => option === id)?.[1] || id;
      const after = [].concat(fields.answer).map(label).join('; ') || '…';
      if (act === 'still') return `${question.label}: ${said(seen)}, checked today`;
      if (act === 'remove') return `${question.label}: taken out, was ${said(seen)}`;
      return `${question.label}: ${seen ? `${said(seen)} → ` : 'new: '}${after}`;
    }
  }

  customElements.define('change-answers', ChangeAnswers);
})();
