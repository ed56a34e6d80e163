/* <checklist-question>: one question of the checklist: what the program publishes, and the reader's own answer, whose controls
   are made when somebody opens it: a hundred of them are not read, and slow. The element shows nothing. */
(() => {
  'use strict';

  const NOTE = 2000;
  const { make } = customElements.get('page-parts');
  const { cell, said } = customElements.get('program-picker');
  const { VERDICTS } = customElements.get('own-answers');

  class ChecklistQuestion extends HTMLElement {
    /* A printed question, with places for what is known of it. */
    static read(item, place) {
      const id = item.dataset.question;
      const question = {
        id, item, place,
        ids: [id, ...[...item.querySelectorAll(':scope > span[id]')].map((alias) => alias.id)],
        label: item.querySelector('b').textContent,
        home: item.parentElement,
        section: item.dataset.section,
        box: item.querySelector('input'),
        asks: [...item.querySelectorAll('.asks > div')].map((ask) => [ask.querySelector('dt').textContent, ask.querySelector('dd').textContent]),
        more: item.querySelector('details'),
        shown: make('p', { 'data-part': 'shown' }),
        published: make('div', { 'data-part': 'published' }),
        told: make('p', { 'data-part': 'told' }),
      };
      question.box.dataset.field = 'ticked';
      question.more.before(question.shown, question.told);
      question.more.lastElementChild.prepend(question.published);
      return question;
    }

    static tellAge({ state, words }) {
      return state === 'undated' ? words.replace(state, 'The source shows no date') : `Age of this answer: ${words}`;
    }

    static publish({ shown, published, item }, answer, kinds) {
      item.toggleAttribute('data-published', Boolean(answer));
      shown.replaceChildren(...(answer ? [cell(answer), ...(answer.settled ? [] : [' ', make('b', {}, answer.disagree ? 'Sources disagree: ask.' : 'Ask again.')])] : []));
      published.replaceChildren(...(answer ? answer.claims.map(({ source, ...claim }) => make('p', {}, make('b', {}, said(claim)),
        ` ${claim.scope === 'institution' ? 'Said for the whole institution. ' : ''}${ChecklistQuestion.tellAge(claim.age)}. `,
        /^https?:\/\//.test(source.url) ? make('a', { href: source.url, rel: 'noopener nofollow' }, source.title) : source.title,
        ` ${kinds[source.kind] || source.kind}.`)) : []));
    }

    /* Makes the controls, once; `mark` turns whether the reader cannot go without it. */
    static unfold(question, mark, state) {
      if (question.verdict) return;
      const { label } = question;
      question.verdict = make('select', { 'aria-label': `Your verdict: ${label}`, 'data-field': 'verdict' },
        Object.entries(VERDICTS).map(([value, text]) => make('option', { value }, text)));
      question.note = make('textarea', { 'aria-label': `Your note: ${label}`, 'data-field': 'note', rows: 1, maxlength: NOTE, placeholder: 'Your note' });
      question.must = make('button', { type: 'button', 'aria-label': `Non-negotiable: ${label}`, onclick: mark }, 'Non-negotiable');
      question.more.lastElementChild.prepend(make('div', { 'data-part': 'own' }, question.verdict, question.must, question.note));
      ChecklistQuestion.fill(question, state);
    }

    /* Shows what is kept; of a checklist that somebody `shared` nothing can be changed. */
    static fill({ id, item, box, verdict, note, must, told }, state, shared = false) {
      const answer = state.answers[id] || { verdict: '', note: '', ticked: false };
      const isMust = state.musts.includes(id);
      box.checked = answer.ticked;
      box.disabled = shared;
      item.toggleAttribute('data-must', isMust);
      told.textContent = [isMust && 'Non-negotiable', answer.verdict && VERDICTS[answer.verdict], answer.note].filter(Boolean).join('. ');
      if (!verdict) return;
      verdict.value = answer.verdict;
      if (note !== document.activeElement) note.value = answer.note;
      must.setAttribute('aria-pressed', String(isMust));
    }

    /* Moves it among what decides, or home, in the order of the checklist. */
    static place({ item, home, place }, there, questions) {
      if (item.parentElement === there) return;
      const later = [...there.children].find((other) => questions.get(other.dataset.question).place > place);
      there.insertBefore(item, there === home ? later || null : null);
    }
  }

  customElements.define('checklist-question', ChecklistQuestion);
})();
