/* <search-words>: says for what the words of a search were taken, with a way to search for the bare words.
   Its static `Words` reads a text by assets/words.json: one spelling of each word, and which words are choices of the list. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { fold } = customElements.get('site-search');

  /* Where one list of words stands in another, or -1; none, such as of a name in other letters than ours, stands nowhere. */
  const place = (words, part) => (part.length ? words.findIndex((word, n) => part.every((each, k) => words[n + k] === each)) : -1);

  class Words {
    constructor({ spell, same, skip, meanings, cities, absent }) {
      this.spell = spell;
      this.same = new Map(Object.entries(same));
      this.skip = new Set(skip);
      this.absent = absent;
      const phrases = [
        ...meanings.flatMap((meaning) => meaning.words.map((name) => ({ name, meaning }))),
        ...this.places(cities),
      ];
      this.codes = new Map();
      for (const { name, meaning } of phrases) if (/^[A-Z]{2}$/.test(name) && meaning.facet === 'state') this.codes.set(name, meaning);
      this.phrases = phrases
        .filter(({ name, meaning }) => this.codes.get(name) !== meaning)
        .map(({ name, meaning }) => ({ words: this.telling(this.list(name)), meaning }))
        .sort((a, b) => b.words.length - a.words.length);
      this.short = new Set(this.phrases.filter(({ words }) => words.length === 1).map(({ words }) => words[0]));
    }

    /* Each name of a city with all cities that have it. */
    places(cities) {
      const found = new Map();
      for (const [city, code, ...others] of cities) {
        for (const name of [city, ...others]) {
          const key = fold(name);
          if (!found.has(key)) found.set(key, { name, meaning: { label: name, facet: '', answer: false, cities: new Set() } });
          found.get(key).meaning.cities.add(`${city}|${code}`);
        }
      }
      return found.values();
    }

    /* A text as words, without accents and marks, and one of several spellings. */
    plain(text) {
      return this.spell.reduce((line, [from, to]) => line.replaceAll(` ${from} `, ` ${to} `), ` ${fold(text)} `).split(' ').filter(Boolean);
    }

    /* The same, with one word for all that are one to those who search. */
    list(text) {
      return this.plain(text).map((word) => this.same.get(word) ?? word);
    }

    /* Those that say something, or all where none does. */
    telling(words) {
      const kept = words.filter((word) => !this.skip.has(word));
      return kept.length ? kept : words;
    }

    /* A name by its telling words. */
    name(text) {
      return this.telling(this.list(text));
    }

    /* The name of what is known to be missing here, where somebody searches for it. */
    absentName(text) {
      const same = (name) => this.list(name).join(' ') === this.list(text).join(' ');
      return this.absent.find((names) => names.some(same))?.[0];
    }

    /* What a search means: choices of the list (those that `may` be one), and the words that are left.
       What stands in quotes means itself. */
    read(text, may = () => true) {
      const quoted = /^\s*["“].*["”]\s*$/.test(text);
      const all = this.telling(this.list(text));
      if (quoted) return { meanings: [], left: all, all };
      const words = this.list(text);
      const found = new Set();
      const take = (meaning, at, size) => {
        found.add(meaning);
        words.splice(at, size, '');
      };
      for (const code of this.capitals(text)) {
        if (may(this.codes.get(code))) take(this.codes.get(code), words.indexOf(code.toLowerCase()), 1);
      }
      for (const { words: phrase, meaning } of this.phrases) {
        const at = may(meaning) ? place(words, phrase) : -1;
        if (at >= 0) take(meaning, at, phrase.length);
      }
      const last = words.length - 1;
      const code = words[last]?.toUpperCase();
      if (this.codes.has(code) && !this.skip.has(words[last]) && may(this.codes.get(code))) take(this.codes.get(code), last, 1);
      const left = words.filter(Boolean);
      return { meanings: [...found], left: found.size ? left.filter((word) => !this.skip.has(word)) : all, all };
    }

    /* Two capitals amid small letters are a state, whatever word they spell. */
    capitals(text) {
      const loud = text.length > 2 && text === text.toUpperCase();
      return loud ? [] : text.split(/[\s,]+/).filter((word) => this.codes.has(word) && !this.short.has(word.toLowerCase()));
    }
  }

  /* What programs are called, for words to be looked for: their institutions, specialties and places. */
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

    /* The words that no program's names hold. */
    lost(words) {
      return words.filter((word) => !this.mask([word]).includes(1));
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

    /* Which programs have all the words: a short one whole, a longer one as a beginning. */
    mask(words) {
      const { institution, specialty } = this.names;
      const found = new Uint8Array(institution.length).fill(1);
      for (const word of words) {
        const sought = word.length < 3 ? ` ${word} ` : ` ${word}`;
        const holds = (text) => text.includes(sought);
        const [houses, kinds, places] = [this.institutions.map(holds), this.specialties.map(holds), this.places.map(holds)];
        for (let n = 0; n < found.length; n += 1) {
          found[n] &= houses[institution[n]] || kinds[specialty[n]] || places[this.place[n]];
        }
      }
      return found;
    }
  }

  /* How well a name (its words) answers what is searched; 0 is not at all. */
  const score = (name, wanted) => {
    const at = place(name, wanted);
    if (at === 0) return name.length === wanted.length ? 1000 : 700 - 5 * (name.length - wanted.length);
    if (at > 0) return 600;
    if (wanted.every((word) => name.includes(word))) return name.length === wanted.length ? 900 : 500;
    if (name.length < wanted.length && place(wanted, name) >= 0 && (name.length > 1 || name[0].length > 3)) return Math.min(390, 200 + 40 * name.length);
    return 0;
  };

  class SearchWords extends HTMLElement {
    static Words = Words;
    static Texts = Texts;
    static score = score;

    /* What was understood, or nothing where the words mean only themselves. */
    show(meanings, text) {
      this.hidden = !meanings.length;
      if (this.hidden) return;
      this.replaceChildren(
        make('p', {}, 'Read as a choice of programs:'),
        make('ul', { 'aria-label': 'Choices', class: 'filter-state' }, ...meanings.map(({ label }) => make('li', {}, make('b', {}, label)))),
        make('a', { href: `?q=${encodeURIComponent(`"${text.replaceAll('"', '')}"`)}` }, 'Search for the words themselves'),
      );
    }
  }

  customElements.define('search-words', SearchWords);
})();
