/* <list-parts>: of what My list is made: fields with names, what programs publish in words, and files to take away.
   The element shows nothing; the others take its static members. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');

  const today = () => new Date().toLocaleDateString('sv'); // as 2026-11-21, where the reader is
  const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

  // Of what a program publishes: its answer to a question, in words, and how old it is.
  const lead = (facts, id) => facts?.answers.find((answer) => answer.question === id);
  const words = ({ shown, strength }) => shown + (strength ? ` (${strength})` : '');
  const aged = ({ mark, warning }) => mark + (warning ? `, ${warning}` : '');

  const button = (label, onclick, about) => make('button', { type: 'button', onclick, 'aria-label': about && `${label}: ${about}` }, label);
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
    static parts = { today, count, button, labeled, options, stored, download, lead, words, aged };
  }

  customElements.define('list-parts', ListParts);
})();
