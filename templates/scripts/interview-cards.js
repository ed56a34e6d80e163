/* <interview-cards>: the questions in sight on the checklist, one a screen: what to say, what is published, what to listen
   for, a verdict for the thumb and a note. evaluation-checklist.js fetches it; once open it needs no network. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { VERDICTS } = customElements.get('own-answers');

  class InterviewCards extends HTMLElement {
    /* Opens at the first question in sight that is still open. */
    static open(checklist) {
      const cards = document.querySelector('interview-cards') || document.body.appendChild(make('interview-cards'));
      const questions = checklist.visible;
      const first = questions.findIndex(({ id }) => !checklist.settled(id));
      Object.assign(cards, { checklist, questions, at: Math.max(first, 0) });
      if (!questions.length) {
        checklist.tell(['No question is in sight. Choose another moment, or show those that are settled too.']);
        return;
      }
      cards.box.showModal();
      cards.draw();
    }

    connectedCallback() {
      if (this.box) return;
      this.box = this.appendChild(make('dialog', { 'aria-label': document.querySelector('[data-act="cards"]').textContent }));
      this.box.addEventListener('close', () => this.keepNote());
      this.box.addEventListener('keydown', (event) => {
        if (event.target.localName === 'textarea') return;
        if (event.key === 'ArrowRight') this.move(1);
        if (event.key === 'ArrowLeft') this.move(-1);
      });
    }

    get question() {
      return this.questions[this.at];
    }

    /* What to say: in the words for those whom one meets now, else for the first who may be asked. */
    words() {
      const { item, label, asks } = this.question;
      const now = (this.checklist.view.querySelector('[aria-current]').dataset.asks || '').split(' ').filter(Boolean);
      const links = [...item.querySelectorAll('.asks dt a')];
      const place = links.findIndex((link) => now.some((id) => link.getAttribute('href').includes(`/${id}/`)));
      return asks[Math.max(place, 0)] || ['', label];
    }

    draw() {
      const { item, id, label, shown } = this.question;
      const [whom, words] = this.words();
      const last = this.at === this.questions.length - 1;
      const text = item.querySelector('label span').cloneNode(true);
      text.querySelector('b').remove();
      this.heading = make('h2', { tabindex: -1 }, words);
      this.note = make('textarea', { rows: 2, maxlength: 2000, 'aria-label': `Your note: ${label}`, placeholder: 'Your note' });
      const done = make('button', { type: 'button', onclick: () => this.box.close() }, 'Close');
      this.buttons = ['strong', 'mixed', 'weak', 'unknown'].map((verdict) => make('button', { type: 'button', 'data-verdict': verdict, onclick: () => this.judge(verdict) }, VERDICTS[verdict]));
      this.box.replaceChildren(
        make('p', { class: 'actions' }, make('span', { role: 'status' }, `${this.at + 1} of ${this.questions.length}${whom ? ` · ${whom}` : ''}`), done),
        make('div', { class: 'stack', tabindex: 0, role: 'region', 'aria-label': 'The question' },
          this.heading,
          make('p', { class: 'soft' }, `${label}: ${text.textContent.trim()}`),
          shown.childNodes.length ? shown.cloneNode(true) : null,
          ...[...item.querySelectorAll('.signals')].map((signals) => signals.cloneNode(true))),
        make('footer', {},
          make('div', { role: 'group', 'aria-label': `Your verdict: ${label}` }, this.buttons),
          this.note,
          make('div', {},
            make('button', { type: 'button', 'data-part': 'step', onclick: () => this.move(-1), disabled: this.at === 0 }, 'Back'),
            make('button', { type: 'button', onclick: () => (last ? this.box.close() : this.move(1)) }, last ? 'Finish' : 'Next'))));
      this.note.value = this.checklist.state.answers[id]?.note || '';
      this.mark();
      this.heading.focus();
    }

    mark() {
      const { verdict } = this.checklist.state.answers[this.question.id] || {};
      for (const button of this.buttons) button.setAttribute('aria-pressed', String(button.dataset.verdict === verdict));
    }

    /* A second tap on the same verdict takes it back. */
    judge(verdict) {
      const { id } = this.question;
      const { checklist } = this;
      const same = checklist.state.answers[id]?.verdict === verdict;
      checklist.save(checklist.own.keep(id, 'verdict', same ? '' : verdict));
      this.mark();
    }

    keepNote() {
      const { id } = this.question;
      const text = this.note.value.trim();
      if (text !== (this.checklist.state.answers[id]?.note || '')) this.checklist.save(this.checklist.own.keep(id, 'note', text));
    }

    move(step) {
      const next = this.at + step;
      if (next < 0 || next >= this.questions.length) return;
      this.keepNote();
      this.at = next;
      this.draw();
    }
  }

  customElements.define('interview-cards', InterviewCards);
})();
