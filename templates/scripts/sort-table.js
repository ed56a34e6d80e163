/* <sort-table>: a heading becomes a button that orders the table by its column, and at a second press the other way round. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');

  class SortTable extends HTMLElement {
    connectedCallback() {
      // Where rows are stacked on a phone, the headings are not seen, and nothing in them may take the focus.
      const stacked = getComputedStyle(this.querySelector('thead')).position === 'absolute';
      if (this.heads || stacked) return;
      this.heads = [...this.querySelectorAll('thead th')];
      this.heads.forEach((head, column) => {
        head.replaceChildren(make('button', { type: 'button', onclick: () => this.sort(head, column) }, head.textContent));
      });
    }

    sort(head, column) {
      const body = this.querySelector('tbody');
      const rows = [...body.rows];
      const numbers = rows.every((row) => row.cells[column].dataset.number !== undefined);
      const before = head.getAttribute('aria-sort');
      const down = numbers ? before !== 'descending' : before === 'ascending';
      const text = (row) => row.cells[column].textContent.trim();
      const number = (row) => Number(row.cells[column].dataset.number);
      rows.sort((a, b) => (numbers ? number(a) - number(b) : text(a).localeCompare(text(b))) * (down ? -1 : 1));
      for (const other of this.heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      body.append(...rows);
    }
  }

  customElements.define('sort-table', SortTable);
})();
