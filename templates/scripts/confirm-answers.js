/* <confirm-answers>: a program goes through all its answers once a season: each still holds, is wrong, or is disputed. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { said } = customElements.get('program-picker');
  const { blankPage } = customElements.get('claim-editor');
  const Send = customElements.get('send-change');
  const CHOICES = { still: 'Still so', edit: 'Change', remove: 'Remove', dispute: 'Dispute' };

  class ConfirmAnswers extends HTMLElement {
    begin({ rules, questions, claims, pages, program }) {
      Object.assign(this, { rules, pages, program });
      this.rows = [...claims].map(([id, list]) => ({ question: questions.get(id), seen: list[0], act: 'still', fields: { answer: '' }, looked: false }));
      this.send = make('send-change', {});
      this.read = make('input', { type: 'checkbox', onchange: () => this.update() });
      const url = make('input', { type: 'url', placeholder: 'https://', inputmode: 'url', oninput: () => { this.url = url.value.trim(); this.update(); } });
      const role = make('input', { type: 'text', value: 'Program coordinator', maxlength: 60, oninput: () => { this.speaker = role.value.trim(); this.update(); } });
      Object.assign(this, { url: '', speaker: role.value });
      this.addEventListener('edit', () => this.update());
      this.replaceChildren(
        make('p', {}, 'Each answer is marked as still so. Change those that are not; one that is wrong while you look for the right one is shown as disputed.'),
        make('ol', {}, this.rows.map((row) => this.row(row))),
        make('fieldset', {}, make('legend', {}, 'Who says so'),
          make('label', {}, 'Your role (no name)', role),
          make('label', {}, 'A public page that shows it (may stay empty)', url),
          make('label', {}, this.read, ` I read them all, and speak for the program. They hold for ${rules.season}.`)),
        this.send);
      this.update();
    }

    row(row) {
      const { question, seen } = row;
      const place = make('div', {});
      const boxes = Object.entries(CHOICES).map(([act, label]) => make('label', {},
        make('input', { type: 'radio', name: `act-${question.id}`, value: act, checked: act === 'still', onchange: () => this.choose(row, act, place) }), ` ${label}`));
      return make('li', {}, make('fieldset', { 'data-part': 'row' }, make('legend', {}, question.label), make('p', {}, make('b', {}, said(seen)), ` ${seen.source.title}`),
        make('div', { role: 'group', 'aria-label': question.label, 'data-part': 'choices' }, boxes), place));
    }

    choose(row, act, place) {
      row.act = act;
      row.page = blankPage();
      place.replaceChildren();
      if (act === 'edit') {
        const editor = make('claim-editor', {});
        place.append(editor);
        editor.begin({ change: row, pages: this.pages, rules: this.rules });
      }
      this.update();
    }

    // What the program says of itself here, with a page that shows it or without.
    source() {
      const { today, season } = this.rules;
      return { kind: 'program', title: `Confirmed for ${season}`, ...(this.url ? { url: this.url } : {}), dated: today, basis: `said by its ${this.speaker.toLowerCase()}` };
    }

    update() {
      const source = this.source();
      const own = { proposals: [], confirm: {}, source };
      const shared = { proposals: [] };
      for (const row of this.rows) this.add(row, own, shared);
      const { slug, institution, title } = this.program;
      const files = new Map([[slug, own], ...(shared.proposals.length ? [[institution.slug, shared]] : [])]);
      const changed = this.rows.filter(({ act }) => act !== 'still');
      this.send.show({
        lines: this.lines(changed), text: Send.text(files, 'program'), problems: this.wrong(changed), template: 'right-of-reply',
        more: { program: slug, role: this.speaker }, title: `Right of reply: ${title}`, forge: this.rules.forge, email: this.rules.email,
      });
    }

    add(row, own, shared) {
      const { question, seen, act } = row;
      const wide = seen.scope === 'institution';
      const now = Send.seen(question, seen);
      if (act === 'still' && !wide && now.answer) own.confirm[question.id] = now.answer;
      // Years and numbers are known by their source alone, so their line says more.
      else if (act === 'still' && !wide) own.proposals.push({ question: question.id, now, new: { confirmed: 'source' }, source: own.source });
      // What the institution says of all its programs, this one can confirm for itself alone.
      else if (act === 'still') own.proposals.push({ question: question.id, now: 'none', new: { answer: Send.answer(question, seen) }, source: own.source });
      else (wide ? shared : own).proposals.push(Send.proposal(this.filled(row), this.rules.today));
    }

    // Without a page of its own, a change rests on what the program says here.
    filled(row) {
      return row.act === 'edit' && !row.page.url ? { ...row, page: this.source(), looked: false } : row;
    }

    lines(changed) {
      const still = this.rows.length - changed.length;
      const told = { edit: 'changed', remove: 'taken out', dispute: 'disputed' };
      return [...(still ? [`${still} of ${this.rows.length} answers still hold`] : []), ...changed.map(({ question, act }) => `${question.label}: ${told[act]}`)];
    }

    wrong(changed) {
      const wrong = changed.filter(({ act }) => act === 'edit').flatMap((row) => this.rules.changeWrong({ ...this.filled(row), told: true }));
      if (this.url && !this.rules.match.link.test(this.url)) wrong.push('The page must have an address that begins with https://.');
      if (!this.speaker) wrong.push('Your role must be there.');
      if (!this.read.checked) wrong.push('Say that you read them all.');
      return wrong;
    }
  }

  customElements.define('confirm-answers', ConfirmAnswers);
})();
