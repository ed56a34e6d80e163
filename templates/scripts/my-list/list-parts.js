/* <list-parts>: of what My list is made: elements, fields with names, files to take away, and scripts that come when they
   are needed. The element shows nothing; the others take its static members. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');

  const today = () => new Date().toLocaleDateString('sv'); // the reader's own day, as 2026-11-21
  const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
  const button = (label, onclick, about) => make('button', { type: 'button', onclick, 'aria-label': about ? `${label}: ${about}` : false }, label);
  const labeled = (label, field) => make('label', {}, make('span', {}, label), field);
  const options = (choices, first) => Object.entries({ ...first, ...choices }).map(([value, label]) => make('option', { value }, label));

  const stored = (key) => {
    try {
      return localStorage.getItem(key) || '';
    } catch {
      return '';
    }
  };

  const download = (text, name, type) => {
    const href = URL.createObjectURL(new Blob([text], { type }));
    make('a', { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  };

  class ListParts extends HTMLElement {
    static parts = { today, count, button, labeled, options, stored, download };
  }

  customElements.define('list-parts', ListParts);
})();
