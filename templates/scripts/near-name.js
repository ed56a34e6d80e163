/* <near-name>: "Did you mean …?" Its static `nearest` finds the name that is a slip or two away from what was typed. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');

  /* How many letters differ, are missing, are too many or have changed places; more than `most` is not counted. */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, n) => n)];
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const same = a[i - 1] === b[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + !same);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  };

  /* How many slips a word of this length may hold; a short word with two is another word. */
  const slips = (length) => (length < 4 ? 0 : length < 6 ? 1 : length < 12 ? 2 : 3);

  /* The numbers of a text: where they differ, so does what is meant. */
  const numbers = (text) => text.match(/\S*\d\S*/g)?.join(' ') ?? '';

  const closest = (word, names) => {
    let best = '';
    let least = slips(word.length) + 1;
    for (const name of names) {
      if (name[0] !== word[0] || numbers(name) !== numbers(word)) continue;
      const found = distance(word, name, least - 1);
      if (found < least) [best, least] = [name, found];
    }
    return best;
  };

  class NearName extends HTMLElement {
    /* A text that is spelt like the names that are here (each a list of words), "" where there is none. */
    static nearest(words, names) {
      const phrases = [...new Set(names.map((name) => name.join(' ')))];
      const known = new Set(names.flat());
      const vocabulary = [...known].filter((word) => word.length > 3);
      const each = words.map((word) => (known.has(word) || /\d/.test(word) ? word : closest(word, vocabulary)));
      if (each.every(Boolean) && each.some((word, n) => word !== words[n])) return each.join(' ');
      const whole = words.join(' ');
      return whole.length > 5 ? closest(whole, phrases) : '';
    }

    /* `said` stands before the question; `query` is what the search asks for besides. */
    show(said, near, query = new URLSearchParams()) {
      this.hidden = !near;
      if (this.hidden) return;
      query.set('q', near);
      this.replaceChildren(make(
        'p',
        {},
        `${said} Did you mean `.trimStart(),
        make('a', { href: `?${query}` }, near),
        '?',
      ));
    }
  }

  customElements.define('near-name', NearName);
})();
