/* <compare-rows> around a comparison table: counts the rows that the two boxes leave, and takes what is shown along
   as text, as CSV or on paper. The boxes themselves work by CSS, without this script. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const UTF8_MARK = '\ufeff'; // or Excel reads "é" as two letters

  // What a spreadsheet would run as a formula is shown as text.
  const safe = (text) => `\n${text}`.replace(/([\r\n;])(?=[ \xa0\u3000]*[=+@\uff0b\uff0d\uff1d\uff20-]|[\t\r])/g, "$1'").slice(1);
  const cell = (text) => `"${safe(text).replaceAll('"', '""')}"`;

  const words = (part) => (part ? part.textContent.replace(/\s+/g, ' ').trim() : '');

  class CompareRows extends HTMLElement {
    /* Rows of texts as CSV, safe to open in a spreadsheet. */
    static csv(rows) {
      return UTF8_MARK + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
    }

    /* Gives the reader a file. */
    static download(name, text, type) {
      const href = URL.createObjectURL(new Blob([text], { type }));
      make('a', { href, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(href), 1000);
    }

    connectedCallback() {
      this.table = this.querySelector('table');
      this.boxes = this.querySelector('[data-part="only"]');
      if (this.said || !this.table || !this.boxes) return;
      const button = (label, onclick) => make('button', { type: 'button', onclick }, label);
      const actions = make('p', { class: 'actions' },
        button('Copy as text', () => this.copy()),
        button('Download as CSV', () => CompareRows.download('comparison.csv', CompareRows.csv(this.grid()), 'text/csv;charset=utf-8')),
        button('Print', () => print()));
      this.said = make('p', { role: 'status' });
      this.boxes.after(actions, this.said);
      this.boxes.addEventListener('change', () => this.count());
      if (matchMedia('(max-width: 47.99rem)').matches) this.fold();
    }

    /* On a phone a section shows the key questions first, and the others when asked. */
    fold() {
      for (const part of this.table.querySelectorAll('tbody[id]')) {
        const others = part.querySelectorAll('tr[id]:not([data-key])');
        if (!others.length || part.contains(document.getElementById(location.hash.slice(1)))) continue;
        const place = part.querySelector('[data-part="section"] th');
        const button = make('button', { type: 'button', onclick: () => this.turn(part, button, others.length) });
        place.append(button);
        this.turn(part, button, others.length);
      }
    }

    turn(part, button, count) {
      const folded = part.toggleAttribute('data-folded');
      button.setAttribute('aria-expanded', String(!folded));
      button.setAttribute('aria-label', `${folded ? 'Show' : 'Hide'} ${count} more: ${words(part.querySelector('[data-part="section"] span'))}`);
      button.textContent = folded ? `Show ${count} more` : `Hide ${count}`;
    }

    count() {
      const all = this.table.querySelectorAll('tr[id]').length;
      this.said.textContent = `${this.rows().length} of ${all} answered questions shown.`;
    }

    /* The rows in sight: section, question, whether they differ, and an answer for each program. */
    rows() {
      const folded = [...this.table.querySelectorAll('[data-folded]')]; // what is folded goes along; what a box leaves out does not
      for (const part of folded) part.removeAttribute('data-folded');
      const found = [...this.table.querySelectorAll('tbody tr[id]')].filter((row) => row.getClientRects().length).map((row) => ({
        section: words(row.parentElement.querySelector('[data-part="section"] span')),
        question: words(row.querySelector('th a')),
        differs: row.hasAttribute('data-differs'),
        answers: [...row.querySelectorAll('td')].map(CompareRows.answer),
      }));
      for (const part of folded) part.setAttribute('data-folded', '');
      return found;
    }

    static answer(place) {
      const found = place.querySelector('.cell');
      const parts = [found.firstChild, found.querySelector('i:not([data-part])')].map(words).filter(Boolean);
      const link = place.querySelector('a[href]');
      return {
        shown: parts.join(', '),
        age: [...found.querySelectorAll('small, [data-part="disagree"]')].map(words).filter(Boolean).join(', '),
        source: link ? `${words(link)} ${link.href}` : '',
      };
    }

    programs() {
      return [...this.table.querySelectorAll('thead th a')].map(words);
    }

    grid() {
      const head = this.programs().flatMap((title) => [title, `${title}: age`, `${title}: source`]);
      return [
        ['Section', 'Question', 'Differs', ...head],
        ...this.rows().map((row) => [
          row.section, row.question, row.differs ? 'differs' : '',
          ...row.answers.flatMap(({ shown, age, source }) => [shown, age, source]),
        ]),
      ];
    }

    text() {
      const titles = this.programs();
      const lines = [words(this.table.caption), location.href];
      let section = '';
      for (const row of this.rows()) {
        if (row.section !== section) lines.push('', (section = row.section).toUpperCase());
        lines.push('', `${row.question}${row.differs ? ' (differs)' : ''}`);
        row.answers.forEach(({ shown, age, source }, n) => {
          lines.push(`- ${titles[n]}: ${shown}${age ? ` (${age})` : ''}${source ? `. Source: ${source}` : ''}`);
        });
      }
      return `${lines.join('\n')}\n`;
    }

    async copy() {
      try {
        await navigator.clipboard.writeText(this.text());
        this.said.textContent = 'Copied.';
      } catch {
        const field = make('textarea', { 'aria-label': 'The comparison as text', rows: 4 }, this.text());
        this.said.replaceChildren('The browser does not let this page copy. The text is selected: copy it from here.', field);
        field.select();
      }
    }
  }

  customElements.define('compare-rows', CompareRows);
})();
