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

    /* A text as words, without accents and marks, and one of several spellings; a letter and the number after it are one word. */
    plain(text) {
      const spelt = this.spell.reduce((line, [from, to]) => line.replaceAll(` ${from} `, ` ${to} `), ` ${fold(text)} `);
      return spelt.replace(/\b([b-hj-z]) (?=\d)/g, '$1').split(' ').filter(Boolean);
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
    static score = score;

    /* What was understood, or nothing where the words mean only themselves; `lost` are those that name nothing here. */
    show(meanings, text, lost) {
      this.hidden = !meanings.length;
      if (this.hidden) return;
      this.replaceChildren(
        make('p', {}, 'Read as a choice of programs:'),
        make('ul', { 'aria-label': 'Choices', class: 'filter-state' }, ...meanings.map(({ label }) => make('li', {}, make('b', {}, label)))),
        ...lost.slice(0, 1).map(() => make('p', {}, `Left out, since no program is named so: ${lost.map((word) => `“${word}”`).join(', ')}`)),
        make('a', { href: `?q=${encodeURIComponent(`"${text.replaceAll('"', '')}"`)}` }, 'Search for the words themselves'),
      );
    }
  }

  customElements.define('search-words', SearchWords);
})();
