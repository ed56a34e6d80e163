/* <search-hit>: one page of the results, by its kind; a program with its key answers. `page` is given before it is shown. */
(() => {
  'use strict';

  const { make, addressOf } = customElements.get('page-parts');

  class SearchHit extends HTMLElement {
    connectedCallback() {
      if (!this.page || this.firstChild) return;
      const { kind, title, url, note } = this.page;
      this.append(make('small', {}, kind), make('a', { href: this.dataset.root + addressOf(url) }, title));
      if (note?.length) this.append(make('p', {}, ...[note].flat()));
      if (kind === 'Program') this.append(make('ul'), make('save-program', { 'data-slug': url.split('/')[1], 'data-title': title }));
    }

    answer(cells) {
      this.querySelector('ul').append(...cells.map(([head, cell]) => make('li', {}, make('span', {}, head), ' ', cell)));
    }
  }

  customElements.define('search-hit', SearchHit);
})();
