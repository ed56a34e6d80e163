/* <search-hit>: one page of the results, by its kind; a program with its key answers. `page` is given before it is shown. */
(() => {
  'use strict';

  const { make, addressOf } = customElements.get('page-parts');

  const KEY = 3; // answers of a program

  class SearchHit extends HTMLElement {
    connectedCallback() {
      if (!this.page || this.firstChild) return;
      const { kind, title, url, note } = this.page;
      this.append(make('small', {}, kind), make('a', { href: this.dataset.root + addressOf(url) }, title));
      if (note?.length) this.append(make('p', {}, ...[note].flat()));
      if (kind === 'Program') this.append(make('ul'), make('save-program', { 'data-slug': url.split('/')[1], 'data-title': title }));
    }

    /* What it says on what was asked, though nobody knows it, and then what is known; `draw` makes an answer of a cell. */
    answer(cells, asked, draw) {
      const [wanted, others] = [true, false].map((is) => cells.filter(([head]) => asked.includes(head) === is));
      const shown = [...wanted, ...others.filter(([, [, tone]]) => tone !== 'gap')].slice(0, KEY);
      this.querySelector('ul').append(...shown.map(([head, cell]) => make('li', {}, make('span', {}, head), ' ', draw(cell))));
    }
  }

  customElements.define('search-hit', SearchHit);
})();
