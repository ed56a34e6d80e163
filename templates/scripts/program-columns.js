/* <program-columns>: names and answers of all programs by number, as generator/data/browser.py packs them, and what reading them
   takes. The element shows nothing; the tools of lists, search and shortlist share what it holds. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');

  const load = async (src) => {
    const answer = await fetch(src);
    if (!answer.ok) throw new Error(`${answer.status} ${src}`);
    return answer.json();
  };

  /* A column of numbers: a letter a number, from "#" on, without the backslash. */
  const unpack = (text) => {
    const numbers = new Uint16Array(text.length);
    for (let n = 0; n < numbers.length; n += 1) {
      const code = text.charCodeAt(n);
      numbers[n] = code - 35 - (code > 92);
    }
    return numbers;
  };

  /* What a published number, or a range, means for a reader's own: "meets", "unknown" or "fails". */
  const judge = (rule, low, high, value) => {
    if (low == null && high == null) return 'meets';
    if (rule === 'floor') return (low ?? high) >= value ? 'meets' : 'fails';
    if (rule === 'at-most') {
      if (value <= (low ?? high)) return 'meets';
      return high != null && value > high ? 'fails' : 'unknown';
    }
    if (value >= (high ?? low)) return 'meets';
    return low != null && value < low ? 'fails' : 'unknown';
  };

  /* A label amid a sentence, as generator/answers/names.py has it: an abbreviation keeps its capitals. */
  const lowerFirst = (text) => (/^\S+[A-Z0-9]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1));

  const tellPrograms = (count) => `${count.toLocaleString('en-US')} program${count === 1 ? '' : 's'}`;

  class Programs {
    constructor(root, src) {
      this.root = root;
      this.src = src;
      this.parts = [];
    }

    /* Names and places, loaded once. */
    open() {
      this.opening ??= load(this.src).then((names) => (this.names = names));
      return this.opening.catch((error) => {
        this.opening = null;
        throw error;
      });
    }

    /* The answers of some programs stand in parts of 128; `sources` are the addresses of all parts. */
    answers(found, sources) {
      return Promise.all(found.map((n) => {
        const number = n >> 7;
        this.parts[number] ??= load(sources[number]).then(({ columns }) => {
          this.parts[number] = columns.map(({ cells, values }) => ({ cells, values: unpack(values) }));
        });
        return this.parts[number];
      })).catch((error) => {
        this.parts = this.parts.map((part) => (part.then ? undefined : part));
        throw error;
      });
    }

    slug(n) {
      return this.names.slug[n];
    }

    url(n) {
      return `${this.root}programs/${this.slug(n)}/`;
    }

    title(n) {
      const { institutions, institution, specialties, specialty, detail } = this.names;
      return `${institutions[institution[n]]}: ${specialties[specialty[n]][1]}${detail[n] ? ` (${detail[n]})` : ''}`;
    }

    place(n) {
      const { city, state, states } = this.names;
      return `${city[n]}, ${states[state[n]] || state[n]}`;
    }

    /* A program's answers to the key questions. */
    cells(n) {
      return this.parts[n >> 7].map(({ cells, values }) => cells[values[n & 127]]);
    }

    /* As the component `cell` has it; most programs share their cells, and copies are cheap. */
    answer(cell) {
      const [shown, tone, strength, standing, mark, warning] = cell;
      const state = tone === 'gap' || tone === 'not-stated';
      cell.made ??= make(
        'span',
        { class: 'cell', [state ? 'data-state' : 'data-tone']: tone, 'data-standing': standing || null },
        shown,
        ...[
          strength && make('i', {}, strength),
          standing === 'disputed' && make('i', { 'data-part': 'disagree' }, 'Sources disagree'),
          mark && make('small', {}, mark),
          warning && make('small', { 'data-part': 'warning' }, warning),
        ].flatMap((part) => (part ? [' ', part] : [])),
      );
      return cell.made.cloneNode(true);
    }
  }

  class ProgramColumns extends HTMLElement {
    static load = load;
    static unpack = unpack;
    static judge = judge;
    static lowerFirst = lowerFirst;
    static tellPrograms = tellPrograms;
    static Programs = Programs;
  }

  customElements.define('program-columns', ProgramColumns);
})();
