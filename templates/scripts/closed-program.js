/* <closed-program>: says that a program closed or became part of another; `begin` takes the rules and the catalog. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');

  class ClosedProgram extends HTMLElement {
    begin(rules, catalog) {
      Object.assign(this, { rules, catalog, closing: { date: '', url: '', into: '' } });
      const field = (label, key, type, more = {}) => make('label', {}, label, make('input', {
        type, ...more, oninput: ({ target }) => { this.closing[key] = target.value.trim(); this.dispatchEvent(new CustomEvent('edit', { bubbles: true })); },
      }));
      const picker = make('program-picker', { 'data-src': this.dataset.src, 'data-label': 'It became part of (may stay empty)' });
      picker.addEventListener('pick', ({ detail }) => { this.closing.into = detail.slug; this.dispatchEvent(new CustomEvent('edit', { bubbles: true })); });
      this.replaceChildren(make('details', {}, make('summary', {}, make('b', {}, 'It closed, or became part of another')),
        make('fieldset', {}, field('Since (2026, 2026-06 or 2026-06-30)', 'date', 'text'),
          field('Link to the page that tells it', 'url', 'url', { placeholder: 'https://', inputmode: 'url' }), picker)));
    }

    get meant() {
      return Boolean(this.closing.date || this.closing.url);
    }

    line() {
      return `Closed: ${this.closing.date || '…'}${this.closing.into ? `, now part of ${this.catalog.find(this.closing.into).title}` : ''}`;
    }

    wrong() {
      const { date, url } = this.closing;
      const when = this.rules.whenWrong(date);
      return [...(when ? [`The day since when it is closed ${when}.`] : []),
        ...(this.rules.match.link.test(url) ? [] : ['The page that says so must have an address that begins with https://.'])];
    }

    proposal(page) {
      const { date, into } = this.closing;
      return { field: 'closed', now: 'none', new: { date, ...(into ? { into } : {}) }, source: page };
    }
  }

  customElements.define('closed-program', ClosedProgram);
})();
