/* <ask-pack data-root data-src> around the questions for one audience: with ?program=slug it leaves out what that
   program publishes already, says so, and shows it on demand. */
(() => {
  'use strict';

  const { make, need } = customElements.get('page-parts');

  class AskPack extends HTMLElement {
    async connectedCallback() {
      const asked = new URLSearchParams(location.search).get('program');
      if (!asked || this.said) return;
      this.said = make('p', { class: 'notice', role: 'status' });
      this.prepend(this.said);
      const program = await this.load(asked).catch(() => null);
      if (program) this.leaveOut(program);
      else this.said.textContent = `What “${asked.slice(0, 60)}” publishes could not be found, so all questions are shown.`;
    }

    async load(asked) {
      const get = async (path) => {
        const answer = await fetch(path);
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      };
      if (!/^[a-z0-9-]{1,120}$/.test(asked)) return null;
      const { slug, aliases } = await get(this.dataset.src);
      const now = slug.includes(asked) ? asked : Object.hasOwn(aliases, asked) && slug[aliases[asked]];
      return now && get(`${this.dataset.root}api/v1/programs/${now}.json`);
    }

    quote({ shown, strength, mark, warning, disagree, claims: [{ source }] }) {
      return make('small', { 'data-part': 'said' }, `Said before: ${shown}${strength ? ` ${strength}` : ''} (${source.title}; ${mark}${disagree ? '; sources disagree' : ''}${warning ? `; ${warning}` : ''}).`);
    }

    /* What the program answers that speaks against a letter (data-unwelcome), on either side of a dispute. */
    warn({ slug, answers }) {
      const rules = JSON.parse(this.dataset.unwelcome);
      return answers.flatMap(({ question, label, shown, strength, mark, disagree, claims }) => {
        const told = claims.slice(0, disagree ? undefined : 1).flatMap(({ options }) => options).map((id) => rules[question]?.[id]).find(Boolean);
        return told ? [make('p', { class: 'notice', 'data-tone': 'mixed', 'data-part': 'letter-note' },
          make('a', { href: `${this.dataset.root}programs/${slug}/#${question}` }, `${label}: ${`${shown} ${strength}`.trim()}`), ` (${mark}${disagree ? ', sources disagree' : ''}). ${told}`)] : [];
      });
    }

    /* Where one asks in writing, the ticked questions become a letter; what writes it is fetched now. */
    async offerLetter(title, slug) {
      if (!this.dataset.letter) return;
      for (const src of [this.dataset.list, this.dataset.writer]) await need(src).catch(() => null);
      this.append(make('ask-letter', { 'data-slug': slug, 'data-program': title, 'data-letter': this.dataset.letter }));
    }

    leaveOut(program) {
      const { slug, title, answers } = program;
      // What is old, undated, overtaken or disputed is still to ask, with what was said.
      const stated = new Map(answers.filter((answer) => answer.stated).map((answer) => [answer.question, answer]));
      const items = [...this.querySelectorAll('[data-question]')];
      const known = items.filter((item) => stated.get(item.dataset.question)?.settled);
      const again = items.filter((item) => stated.get(item.dataset.question)?.settled === false);
      for (const item of again) item.append(this.quote(stated.get(item.dataset.question)));
      const show = (all) => {
        for (const item of known) item.hidden = !all;
        for (const section of this.querySelectorAll('section')) section.hidden = !section.querySelector('li:not([hidden])');
      };
      show(false);
      this.said.before(...this.warn(program));
      this.offerLetter(title, slug);
      document.title = `${title}: ${document.title}`;
      this.said.textContent = `For ${title}: ${items.length - known.length} of ${items.length} questions. ${known.length ? 'The others have a current answer and are left out. ' : ''}${again.length ? `For ${again.length} an answer is published that is too old or too unsure to lean on: it stands below the question.` : ''}`;
      if (!known.length) return;
      const turn = ({ target }) => {
        const all = target.getAttribute('aria-pressed') === 'false';
        target.setAttribute('aria-pressed', String(all));
        show(all);
      };
      this.said.after(make('p', { class: 'actions' }, make('button', { type: 'button', 'aria-pressed': 'false', onclick: turn }, 'Show all')));
    }
  }

  customElements.define('ask-pack', AskPack);
})();
