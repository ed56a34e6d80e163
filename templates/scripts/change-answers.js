/* <change-answers>: what stands there of one program, and what should; `begin` takes the form that holds it.
   It keeps a draft in this browser, and gives what changes to <send-change> as proposals. */
(() => {
  'use strict';

  const KEY = 'contribute:';
  const { make } = customElements.get('page-parts');
  const { said } = customElements.get('program-picker');
  const Send = customElements.get('send-change');
  const isText = (value) => typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
  const button = (text, onclick, about) => make('button', { type: 'button', 'data-part': 'quiet', onclick, 'aria-label': about && `${text}: ${about}` }, text);

  class ChangeAnswers extends HTMLElement {
    /* form: {rules, catalog, questions, claims, pages, program, as, said, fresh}; asked: the question to begin with. */
    begin(form, asked) {
      Object.assign(this, { ...form, changes: [], key: KEY + (form.program?.slug || 'new') });
      this.restore();
      this.send = make('send-change', {});
      const kept = this.changes.length > 0 && make('p', { class: 'notice' }, 'Your draft is back. ',
        button('Discard it', () => { localStorage.removeItem(this.key); location.reload(); }));
      const aside = this.aside && make('div', { class: 'notice', 'data-tone': 'mixed' },
        make('p', {}, 'A draft of this profile could not be read. It was put aside; this is its text.'),
        make('textarea', { readonly: true, rows: 3, 'aria-label': 'The draft that could not be read' }, this.aside));
      if (asked && !this.changes.some(({ question }) => question.id === asked)) this.change(this.questions.get(asked), this.as ? undefined : this.claims.get(asked)?.[0]);
      if (this.as === 'reply' && !asked) {
        this.ask();
        return;
      }
      const sections = this.rules.sections.map((section) => this.section(section, asked));
      const place = asked && make('div', { id: `form-${asked}` });
      if (place) this.fill(this.questions.get(asked), place);
      const rest = place ? [make('details', {}, make('summary', {}, make('b', {}, 'Other answers')), ...sections)] : sections;
      this.replaceChildren(...[kept, aside, this.fresh, place, this.send, ...rest, this.closed].filter(Boolean));
      this.addEventListener('edit', () => this.update());
      this.update();
      if (asked) this.querySelector('fieldset :is(select, input, textarea)').focus();
    }

    ask() { // a reply is about one question, which is chosen first
      const groups = this.rules.sections.map(({ label, questions }) => make('optgroup', { label }, questions.map(({ id, label: name }) => make('option', { value: id }, name))));
      const select = make('select', { onchange: () => location.replace(`?p=${this.program.slug}&as=reply&dated=${this.said}&question=${select.value}`) },
        make('option', { value: '' }, 'Choose'), groups);
      this.replaceChildren(make('label', {}, 'What was the reply about?', select));
      select.focus();
    }

    section({ id, label, questions }, asked) {
      const body = make('div', {});
      const fill = () => body.childElementCount || body.append(...questions.filter((question) => question.id !== asked).map((question) => {
        const place = make('div', { id: `form-${question.id}` });
        this.fill(this.questions.get(question.id), place);
        return place;
      }));
      const open = this.changes.some(({ question }) => question.section === id && question.id !== asked);
      if (open) fill();
      const [known, theirs] = [questions.filter((each) => this.claims.has(each.id)), questions.filter((each) => !each.personal || this.claims.has(each.id))];
      return make('details', { open, ontoggle: fill, 'data-section': id }, make('summary', {}, make('b', {}, label), ` ${known.length} of ${theirs.length} answered`), body);
    }

    fill(question, place) {
      const claims = this.claims.get(question.id) || [];
      const fresh = this.changes.filter((change) => change.question.id === question.id && !change.seen);
      place.replaceChildren(make('h3', {}, question.label), make('p', { class: 'soft' }, question.text),
        ...claims.map((claim) => this.claim(question, claim)), ...fresh.map((change) => this.editor(change)),
        fresh.length || this.changes.some(({ question: { id }, act }) => id === question.id && act === 'edit') ? '' : make('p', {}, button(claims.length ? 'Add what another page says' : 'Add an answer', () => this.change(question), question.label)));
    }

    claim(question, claim) {
      const change = this.changes.find((each) => each.seen === claim);
      const wide = claim.scope === 'institution' ? ` This holds for all ${this.sisters()} programs of ${this.program.institution.name}, and changes for all of them.` : '';
      const line = make('p', {}, make(change?.act === 'remove' ? 'del' : 'b', {}, said(claim)), ` ${claim.source.title}, ${claim.age.short}.${wide} `,
        ...(change ? [button('Leave it as it is', () => this.drop(change), question.label)] : [
          button('Change', () => this.change(question, claim), question.label),
          button('Still so', () => this.change(question, claim, 'still'), question.label),
          button('Take out', () => this.change(question, claim, 'remove'), question.label)]));
      return change?.act === 'edit' ? make('div', {}, line, this.editor(change)) : line;
    }

    sisters() {
      const start = `${this.program.institution.name}:`;
      return this.catalog.programs.filter(({ title }) => title.startsWith(start)).length;
    }

    change(question, seen, act = 'edit') {
      const own = !seen && (this.claims.get(question.id) || []).find(({ scope }) => scope === 'program');
      const answer = ['list', 'series'].includes(question.kind) && seen ? this.listed(question, seen) : seen?.answer ?? '';
      const told = this.as === 'reply';
      const page = told ? { url: '', title: 'Reply to a question', kind: 'program-reply', dated: this.said } : { url: '', title: '', kind: 'program', dated: 'undated' };
      const fields = act === 'edit' ? { answer: seen ? '' : answer, strength: seen?.strength || '' } : { answer };
      this.changes.push({ question, seen, own, act, told, looked: false, fields, page: act === 'edit' ? page : { ...seen.source } });
      this.refresh(question);
    }

    listed(question, { answer, options, series }) {
      if (question.kind === 'series') return series.map(({ year, number }) => `${year}: ${number}`);
      return options.length ? options : answer.split(', ');
    }

    drop(change) {
      this.changes = this.changes.filter((each) => each !== change);
      this.refresh(change.question);
    }

    refresh(question) {
      const place = this.querySelector(`#form-${CSS.escape(question.id)}`);
      if (!place) return;
      this.fill(question, place);
      place.querySelector('fieldset :is(select, input, textarea), button')?.focus();
      this.update();
    }

    editor(change) {
      const editor = make('claim-editor', {});
      editor.begin({ change, pages: this.pages, rules: this.rules });
      return make('div', {}, editor, change.seen ? '' : button('Leave it out', () => this.drop(change), change.question.label));
    }

    /* --- What comes of it --- */

    update() {
      const meant = this.changes.filter(({ act, fields, page }) => act !== 'edit' || fields.answer.length || page.url);
      const files = new Map();
      const gone = this.closed?.meant;
      if (gone) files.set(this.program.slug, { proposals: [this.closed.proposal(Send.page(customElements.get('claim-editor').pageOf(this.closed.closing.url, this.pages)))] });
      if (this.fresh) files.set(this.fresh.path(), { profile: this.fresh.profile(), proposals: [] });
      for (const change of meant) {
        const file = this.fresh ? this.fresh.path() : change.seen?.scope === 'institution' ? this.program.institution.slug : this.program.slug;
        if (!files.has(file)) files.set(file, { proposals: [] });
        files.get(file).proposals.push(Send.proposal(change, this.rules.today));
      }
      const wrong = meant.filter(({ act }) => act === 'edit').flatMap((change) => this.rules.changeWrong({ ...change, question: { ...change.question, paged: this.paged(change) } }));
      const { forge, email } = this.rules;
      this.send.show({
        lines: [...(this.fresh?.meta.name ? [`New: ${this.fresh.meta.name}`] : []), ...(gone ? [this.closed.line()] : []), ...meant.map((change) => this.line(change))],
        text: Send.text(files, 'reader'), problems: [...(this.fresh?.wrong() || []), ...(gone ? this.closed.wrong() : []), ...wrong], template: 'change', forge, email,
        title: `Change: ${this.fresh ? this.fresh.meta.name : this.program.title}`,
      });
      this.save(meant);
    }

    // Whether a page of the program stands behind an answer that only a report gives.
    paged({ question }) {
      return (this.claims.get(question.id) || []).some(({ scope, source }) => scope === 'program' && !this.rules.hearsay.includes(source.kind));
    }

    line({ question, seen, act, fields }) {
      const label = (id) => question.options.find(([option]) => option === id)?.[1] || id;
      const after = [].concat(fields.answer).map(label).join('; ') || '…';
      if (act === 'still') return `${question.label}: ${said(seen)}, checked today`;
      if (act === 'remove') return `${question.label}: taken out, was ${said(seen)}`;
      return `${question.label}: ${seen ? `${said(seen)} → ` : 'new: '}${after}`;
    }

    /* --- Drafts: only known questions, and texts, come back from storage --- */

    save(meant) {
      const changes = meant.map(({ question, seen, act, told, looked, fields, page }) => ({
        question: question.id, seen: seen ? [seen.answer, seen.source.key] : null, act, told, looked, fields, page,
      }));
      try {
        if (changes.length || this.fresh) localStorage.setItem(this.key, JSON.stringify({ changes, meta: this.fresh?.meta }));
        else localStorage.removeItem(this.key);
      } catch { /* without storage there is no draft */ }
    }

    restore() {
      let raw = null;
      let draft = null;
      try {
        raw = localStorage.getItem(this.key);
        draft = JSON.parse(raw);
      } catch { /* a damaged draft is no draft */ }
      if (!Array.isArray(draft?.changes) || !draft.changes.every((each) => each && typeof each === 'object')) this.putAside(raw);
      const tidy = (fields, keys) => Object.fromEntries(keys.filter((key) => isText(fields?.[key])).map((key) => [key, fields[key]]));
      for (const each of this.aside || !draft ? [] : draft.changes) {
        const question = this.questions.get(each.question);
        const seen = Array.isArray(each.seen) && (this.claims.get(question?.id) || []).find((claim) => claim.answer === each.seen[0] && claim.source.key === each.seen[1]);
        // What stood there has changed since, or it is no change at all.
        if (!question || (each.seen && !seen) || !['edit', 'still', 'remove'].includes(each.act)) continue;
        this.changes.push({
          question, seen: seen || undefined, act: each.act, told: each.told === true, looked: each.looked === true,
          own: !seen && (this.claims.get(question.id) || []).find(({ scope }) => scope === 'program'),
          fields: { answer: '', ...tidy(each.fields, this.rules.claimKeys) }, page: { url: '', title: '', kind: 'program', dated: 'undated', ...tidy(each.page, this.rules.sourceKeys) },
        });
      }
      if (!this.aside) this.fresh?.fill(draft?.meta);
    }

    // A draft that cannot be read stays beside the one that takes its place, and the reader sees its text.
    putAside(raw) {
      if (!raw) return;
      this.aside = raw;
      try {
        localStorage.setItem(`${this.key}-rescued`, raw);
      } catch { /* it still stands on the page */ }
    }
  }

  customElements.define('change-answers', ChangeAnswers);
})();
