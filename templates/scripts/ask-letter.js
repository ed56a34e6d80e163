/* <ask-letter data-slug data-program data-letter>: up to three ticked questions of a pack or a profile as a short letter,
   to send by e-mail or to copy; sending marks them as asked, with the day, on the reader's own list. Nothing is sent from here. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const MOST = 3;
  const { list } = customElements.get('save-program');

  class AskLetter extends HTMLElement {
    connectedCallback() {
      if (this.field) return;
      this.pack = this.closest('ask-pack, .profile');
      this.told = make('p', { role: 'status' });
      this.field = make('textarea', { rows: 12, readonly: true, 'aria-label': 'The letter' });
      this.mail = make('a', { onclick: () => this.mark() }, 'Open in my e-mail');
      const copy = make('button', { type: 'button', onclick: () => this.copy() }, 'Copy the letter');
      this.ways = make('p', { class: 'actions' }, this.mail, copy);
      const heading = make(this.pack.matches('ask-pack') ? 'h2' : 'h3', {}, 'Ask by e-mail');
      // What speaks against writing at all stands beside the letter too.
      const notes = [...document.querySelectorAll('[data-part="letter-note"]')].map((note) => make('p', {}, note.textContent));
      this.append(make('div', { class: 'stack notice' }, heading, ...notes, this.field, this.ways, this.told));
      this.pack.addEventListener('change', ({ target }) => this.draw(target));
      this.draw();
    }

    /* The ticked questions that are in sight: what has a current answer is never asked. */
    get ticked() {
      return [...this.pack.querySelectorAll('[data-question]:not([hidden]) input:checked')].map((box) => box.closest('[data-question]'));
    }

    draw(box) {
      if (box?.checked && this.ticked.length > MOST) box.checked = false;
      const items = this.ticked;
      this.field.hidden = this.ways.hidden = !items.length;
      this.told.textContent = items.length ? `${items.length} of at most ${MOST} questions. Two or three are answered more often than ten.`
        : `Tick up to ${MOST} questions above, and the letter writes itself.`;
      const questions = items.map((item, n) => `${n + 1}. ${(item.dataset.words || item.querySelector('label span').textContent).trim()}`).join('\n');
      const { letter, program } = this.dataset;
      this.field.value = letter.replace('{program}', () => program).replace('{questions}', () => questions);
      const subject = encodeURIComponent(`Questions about ${program}`);
      this.mail.href = `mailto:?subject=${subject}&body=${encodeURIComponent(this.field.value.replaceAll('\n', '\r\n'))}`;
    }

    /* Asked today; a program that is asked stands on the list. */
    mark() {
      const { slug, program } = this.dataset;
      const day = new Date().toLocaleDateString('sv');
      const changes = Object.fromEntries(this.ticked.map((item) => [`p/${slug}/asked/${item.dataset.question}`, day]));
      if (!list.get(`p/${slug}/title`)) changes[`p/${slug}/title`] = program;
      this.told.textContent = list.set(changes) ? `Marked as asked on ${day}, on your list.` : list.problem;
    }

    async copy() {
      try {
        await navigator.clipboard.writeText(this.field.value);
        this.mark();
      } catch {
        this.field.focus();
        this.field.select();
        this.told.textContent = 'The browser does not let this page copy. The letter is selected: copy it from the field.';
      }
    }
  }

  customElements.define('ask-letter', AskLetter);
})();
