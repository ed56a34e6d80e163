/* <left-out>: what each choice of facets leaves out, part by part so that the parts sum, and a way to those without an answer. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { judge, lowerFirst } = customElements.get('program-columns');
  const BEYOND = { 'at-most': 'a lower limit', 'at-least': 'a higher minimum', floor: 'less than that' }; // numbers that fail

  const count = (number) => number.toLocaleString('en-US');

  /* What an answer that is left out says. */
  const partOf = ({ meets, typed, numbers, rule, options }, n, set) => {
    if (meets[n]) return 'as chosen, but not current';
    if (set.length) return set.length > 1 ? 'other answers' : lowerFirst(options[set[0]][1]);
    if (typed === null) return 'a number';
    const [low, high] = numbers[n];
    return judge(rule, low, high, typed) === 'unknown' ? 'a range around it' : BEYOND[rule];
  };

  class LeftOut extends HTMLElement {
    /* `include` is given the facet of which those without an answer are wanted too. */
    show(groups, include) {
      this.replaceChildren(...groups.filter(({ active, missing }) => active && missing.length).map((group) => this.line(group, include)).filter(Boolean));
    }

    line(group, include) {
      const parts = new Map(group.options.map(([, label]) => [lowerFirst(label), 0]));
      let [left, missing] = [0, 0];
      group.sets.forEach((set, n) => {
        const hits = group.passes[n] ? 0 : group.hits[n];
        if (!hits) return;
        const part = partOf(group, n, set);
        parts.set(part, (parts.get(part) || 0) + hits);
        left += hits;
        if (group.missing.includes(set[0])) missing += hits;
      });
      const told = [...parts].filter(([, number]) => number).map(([part, number]) => `${part} ${count(number)}`).join(' · ');
      return left > 0 && make('p', {}, `${group.label}: ${count(left)} program${left === 1 ? '' : 's'} left out: ${told}. `,
        missing > 0 && make('button', { type: 'button', onclick: () => include(group) }, `Include the ${count(missing)} without an answer`));
    }
  }

  customElements.define('left-out', LeftOut);
})();
