/* <program-texts>: what programs are called: the names of their institutions, specialties and places. It shows nothing; its static
   `Texts` finds the programs whose names hold some words, as <search-words> reads them. */
(() => {
  'use strict';

  class Texts {
    constructor(names, words) {
      this.names = names;
      this.words = words;
      const old = {};
      for (const [alias, n] of Object.entries(names.aliases)) old[n] = `${old[n] || ''} ${alias}`;
      const places = new Map();
      this.place = names.city.map((city, n) => {
        const text = `${city} ${names.states[names.state[n]] || ''} ${names.state[n]} ${names.words[n] || ''} ${names.detail[n] || ''} ${old[n] || ''}`;
        if (!places.has(text)) places.set(text, places.size);
        return places.get(text);
      });
      const spell = (text) => ` ${words.list(text).join(' ')} `;
      this.institutions = names.institutions.map(spell);
      this.specialties = names.specialties.map(([, ...each]) => spell(each.join(' ')));
      this.places = [...places.keys()].map(spell);
    }

    /* A typed text as a choice of programs: words that mean an answer are that choice; the others are looked for in names,
       unless all of them mean places and specialties: "Springfield" is the city then, not the works of that name elsewhere. */
    split(text, facets) {
      const known = ({ facet, cities }) => cities || facets.has(facet);
      const whole = this.words.read(text, known);
      const { meanings, left } = whole.left.length ? this.words.read(text, (meaning) => meaning.answer && known(meaning)) : whole;
      const choices = meanings.filter(({ answer }) => !answer);
      const mask = left.length ? this.mask(left) : this.choose(choices, facets);
      return { meanings: meanings.filter(({ answer }) => answer), mask, left: [...left, ...choices.map(({ label }) => label)], lost: this.lost(left) };
    }

    /* The words that no program's names hold, or hold as they are. */
    lost(words, whole = false) {
      return words.filter((word) => !this.mask([word], whole).includes(1));
    }

    /* All names as lists of words. */
    get named() {
      return [...this.institutions, ...this.specialties, ...this.places].map((text) => text.trim().split(' '));
    }

    /* Which programs the meanings choose: either of one facet, all facets together; `facets` by id. */
    choose(meanings, facets) {
      const { city, state } = this.names;
      const found = new Uint8Array(city.length).fill(1);
      for (const facet of new Set(meanings.map((meaning) => meaning.facet))) {
        const group = facets.get(facet);
        const any = meanings.filter((meaning) => meaning.facet === facet);
        const passes = group?.sets.map((set) => set.some((option) => any.some(({ options }) => options.includes(group.options[option][0]))));
        for (let n = 0; n < found.length; n += 1) {
          found[n] &= group ? passes[group.values[n]] : any.some(({ cities }) => cities.has(`${city[n]}|${state[n]}`));
        }
      }
      return found;
    }

    /* Which programs have all the words: a short one whole, a longer one as a beginning, or each `whole`. */
    mask(words, whole = false) {
      const { institution, specialty } = this.names;
      const found = new Uint8Array(institution.length).fill(1);
      for (const word of words) {
        const sought = whole || word.length < 3 ? ` ${word} ` : ` ${word}`;
        const holds = (text) => text.includes(sought);
        const [sponsors, kinds, places] = [this.institutions.map(holds), this.specialties.map(holds), this.places.map(holds)];
        for (let n = 0; n < found.length; n += 1) {
          found[n] &= sponsors[institution[n]] || kinds[specialty[n]] || places[this.place[n]];
        }
      }
      return found;
    }
  }

  class ProgramTexts extends HTMLElement {
    static Texts = Texts;
  }

  customElements.define('program-texts', ProgramTexts);
})();
