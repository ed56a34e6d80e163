/* <fit-card>: a program of the shortlist with the reasons that count and what to ask; `show` is given who it is and what was found. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { Fit, rule } = customElements.get('fit-verdict');
  const REASONS = 3;
  const MARKS = { missed: 'bad', wished: 'mixed', met: 'good' }; // what is open has the mark of a gap

  class FitCard extends HTMLElement {
    show(programs, fit, n, found) {
      const [url, title] = [programs.url(n), programs.title(n)];
      const reasons = ['missed', 'wished', 'against', 'wanted', 'met', 'fits'].flatMap((kind) => found[kind]).slice(0, REASONS);
      const open = [...found.first, ...found.against, ...found.wanted, ...found.fits, ...found.open.filter((item) => !found.first.includes(item))];
      const parts = [
        make('h4', {}, make('a', { href: url }, title)),
        make('p', {}, make('small', {}, programs.place(n))),
        make('p', { 'data-part': 'verdict' }, make('b', {}, Fit.verdict(found))),
        reasons.length > 0 && make('ul', { 'data-part': 'reasons' }, ...reasons.map((item) => make(
          'li',
          {},
          make('span', { class: 'cell', 'data-tone': MARKS[item.kind], 'data-state': MARKS[item.kind] ? null : 'gap' }),
          make('a', { href: `${url}#${item.fit.id}` }, item.fit.label),
          ` ${fit.tell(item)}`,
        ))),
        make('save-program', { 'data-slug': programs.slug(n), 'data-title': title }),
        open.length > 0 && this.asks(open),
      ];
      this.append(...parts.filter(Boolean));
      return this;
    }

    /* The words to ask with, in place: what was said, or that nobody has looked. */
    asks(open) {
      const list = make('dl', {}, ...open.flatMap(({ fit, published }) => [
        make('dt', {}, fit.label, make('small', {}, published.shown ? ` ${rule(published)}${published.mark ? `, ${published.mark}` : ''}` : ' nobody has looked')),
        make('dd', {}, make('q', {}, fit.ask)),
      ]));
      return make('details', {}, make('summary', {}, `What to ask: ${open.map(({ fit }) => fit.label).join(', ')}`), list);
    }
  }

  customElements.define('fit-card', FitCard);
})();
