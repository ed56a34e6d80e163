/* <compare-own> inside a comparison: the reader's verdicts, notes and non-negotiables beside what is published, and no
   questions that do not concern him (data-unless). Without anything of his own it stays empty. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { Own, VERDICTS, STANCE, MUST, spares } = customElements.get('own-answers');

  class CompareOwn extends HTMLElement {
    connectedCallback() {
      if (this.place) return;
      this.place = this.closest('compare-rows') || this.parentElement;
      this.table = this.place.querySelector('table');
      if (!this.table) return;
      this.rows = new Map([...this.table.querySelectorAll('tbody tr[id]')].map((row) => [row.id, row]));
      this.known = new Map([...this.rows.keys()].map((id) => [id, id]));
      for (const [id, row] of this.rows) for (const alias of row.querySelectorAll('th span[id]')) this.known.set(alias.id, id);
      this.slugs = [...this.table.querySelectorAll('thead th a')].map((link) => /programs\/([^/]+)\//.exec(link.getAttribute('href'))?.[1] || '');
      document.addEventListener('my-list', () => this.show());
      this.show();
    }

    show() {
      if (!this.isConnected) return;
      for (const old of this.place.querySelectorAll('[data-own]')) old.remove();
      const read = this.slugs.map((slug) => new Own(slug, this.known).read());
      const musts = read[0]?.musts || [];
      read.forEach(({ answers }, column) => {
        for (const [id, { verdict, note }] of Object.entries(answers)) {
          if (verdict || note) this.rows.get(id).cells[column + 1].append(make('p', { 'data-own': '' }, [verdict && `You: ${VERDICTS[verdict].toLowerCase()}`, note].filter(Boolean).join('. ')));
        }
      });
      for (const [id, row] of this.rows) row.toggleAttribute('data-must', musts.includes(id));
      const rows = [
        musts.length && this.row('Non-negotiable', read.map(({ answers }, column) => musts.map((id) => `${this.label(id)}: ${MUST[this.stance(id, answers, column)]}`).join('\n'))),
        this.row('Your notes', this.slugs.map((slug) => this.notes(slug))),
      ].filter(Boolean);
      if (rows.length) this.table.tHead.after(make('tbody', { 'data-own': '' }, ...rows));
      this.spare();
    }

    label(id) {
      return this.rows.get(id).querySelector('th a').textContent;
    }

    /* A verdict goes before what is published; what is old or unsure decides nothing. */
    stance(id, answers, column) {
      const { verdict } = answers[id] || {};
      const cell = this.rows.get(id).cells[column + 1].querySelector('.cell');
      return verdict ? STANCE[verdict] : /confirmed|current|side/.test(cell.dataset.standing) ? cell.dataset.tone || '' : '';
    }

    notes(slug) {
      const { list } = customElements.get('save-program');
      return Object.entries(list.memory.fields)
        .filter(([path, [value]]) => path.startsWith(`p/${slug}/note/`) && value)
        .map(([, [{ date, who, text }]]) => `${date} ${who ? `${who}: ` : ''}${text}`).sort().join('\n');
    }

    row(name, texts) {
      return texts.some(Boolean) && make('tr', {}, make('th', { scope: 'row' }, name), ...texts.map((text) => make('td', {}, text)));
    }

    /* What the reader said of himself hides what does not concern him, with a word and a way back. */
    spare() {
      const parts = [...this.place.querySelectorAll('[data-unless]')].filter((part) => spares(JSON.parse(part.dataset.unless)));
      for (const part of parts) part.hidden = !this.all;
      if (this.all || !parts.length) return;
      const names = [...new Set(parts.map((part) => (part.querySelector('[data-part="section"], h2')).textContent.trim()))];
      const show = () => {
        this.all = true;
        this.show();
      };
      this.table.before(make('p', { 'data-own': '', class: 'notice' }, `Left out: ${names.join(', ')}, since you said of yourself that it does not concern you. `, make('button', { type: 'button', onclick: show }, 'Show them')));
    }
  }

  customElements.define('compare-own', CompareOwn);
})();
