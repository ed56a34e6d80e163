/* <filter-words data-words data-near>: what is typed into the filter: answers that its words mean, names that hold them, or a slip
   of one. It comes once somebody types, after <search-words> and <program-texts>; the paragraphs inside are filled. */
(() => {
  'use strict';

  const { need } = customElements.get('page-parts');
  const { load, lowerFirst } = customElements.get('program-columns');
  const { Words } = customElements.get('search-words');
  const { Texts } = customElements.get('program-texts');

  class FilterWords extends HTMLElement {
    /* A text as choices of the list, the programs that have its other words, these words, and those that nothing here has. */
    async split(text, programs, facets) {
      if (!this.texts) {
        const [words, names] = await Promise.all([load(this.dataset.words), programs.open()]);
        this.texts = new Texts(names, new Words(words));
      }
      return this.texts.split(text, facets);
    }

    /* For what words were taken; where they name nothing, the same search with the name that they are close to. */
    async show(meanings, left, lost) {
      const [meant, near] = this.children;
      meant.textContent = meanings.map(({ label }) => `Your words are read as: ${lowerFirst(label)}.`).join(' ');
      [meant.hidden, near.hidden] = [!meanings.length, true];
      this.left = left;
      if (!lost.length || !(await need(this.dataset.near).then(() => true, () => false)) || this.left !== left) return;
      const found = near.constructor.nearest(left, this.texts.named);
      const known = !this.texts.lost(found.split(' ')).length;
      near.show('', known ? found : '', new URLSearchParams(location.search));
    }
  }

  customElements.define('filter-words', FilterWords);
})();
