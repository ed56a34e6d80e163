/* <search-results>: one list for everything that a search can mean: choices of programs, names of all kinds, and the text of pages.
   The form around the words is a plain one: Enter opens this page anew, and its address is the search. */
(() => {
  'use strict';

  const { make, need } = customElements.get('page-parts');
  const { load, unpack, tellPrograms, Programs } = customElements.get('program-columns');
  const { Words, score } = customElements.get('search-words');
  const { Texts } = customElements.get('program-texts');
  const { pages: searchText, stem } = customElements.get('site-search');
  const MISSING = ['listed', 'not-stated', 'not-collected'];
  const LONGEST = 120;
  const MOST = 8; // names of one kind
  const FEW = 5; // programs of a choice, and pages by their text
  const [EXACT, WHOLE] = [1000, 400]; // what a name scores that is the words, and one that has them all

  const numbersOf = (mask) => [...mask.keys()].filter((n) => mask[n]);
  const bestFirst = (a, b) => b.score - a.score;

  class SearchResults extends HTMLElement {
    shown = new Set(); // addresses of what is found, each once

    connectedCallback() {
      for (const name of ['said', 'found', 'absent', 'choices', 'near', 'failed']) this[name] = this.querySelector(`[data-part="${name}"]`);
      this.text = (new URLSearchParams(location.search).get('q') || '').trim().slice(0, LONGEST);
      if (!this.text) return;
      document.querySelector('main [name="q"]').value = this.text;
      document.title = `${this.text}: Search, ${document.head.querySelector('[property="og:site_name"]').content}`;
      this.said.textContent = 'Searching …';
      this.open().then(() => this.answer(this.text), () => {
        this.dataset.state = 'failed';
        this.said.textContent = 'The search could not be loaded: start from a list below.';
      });
    }

    /* Loads what words mean, what has a name here, and what programs answer. */
    async open() {
      const { root, words, pages, facets } = this.dataset;
      this.programs = new Programs(root, this.dataset.programs);
      const [spoken, named, counted] = await Promise.all([load(words), load(pages), load(facets), this.programs.open()]);
      this.words = new Words(spoken);
      this.texts = new Texts(this.programs.names, this.words);
      this.pages = named.pages.map(([kind, title, url, note, ...names]) => ({
        kind: named.kinds[kind], title, url, note, names: [title, ...names].map((name) => this.words.name(name)),
      }));
      this.facets = new Map(counted.facets.map((facet) => [facet.id, { ...facet, values: unpack(facet.values) }]));
      this.sources = counted.parts.map((part) => facets.replace(/[^/]+$/, part));
    }

    /* First what the words choose, then what has their name, then what they are close to, then where they stand. */
    async answer(text) {
      const read = this.understand(text);
      const absent = this.words.absentName(text) || this.words.absentName(read.left.join(' '));
      const lost = this.texts.lost(read.left, true);
      this.asked = read.meanings.filter(({ answer }) => answer).map(({ facet }) => this.facets.get(facet).label);
      const names = this.names(read.all);
      const whole = names.filter((page) => page.score >= WHOLE);
      const choice = this.choose(read, whole, lost);
      const namesake = whole[0]?.score === EXACT && read.meanings.every(({ cities }) => cities); // of a place
      const first = namesake ? [...whole, ...choice] : [...choice, ...whole];
      const near = !first.length && !absent && !this.near.textContent && await this.correct(read.all);
      if (near) {
        this.near.show(`Nothing here is named “${text}”.`, near);
        return this.answer(near);
      }
      this.choices.show(choice[0]?.programs ? read.meanings : [], this.text, lost);
      if (absent) this.miss(`${absent} is not in this directory.`);
      const hits = (first.length ? first : names).flatMap((page) => [page, ...(page.programs || []).map((n) => this.program(n))]);
      this.add(hits.slice(0, 1));
      this.dataset.state = 'names';
      await this.list(hits);
      const pages = await this.read(absent || text);
      const here = first.length || absent || names.some(({ url }) => url.startsWith('institutions/')) || pages?.some(({ kind }) => kind === 'Program');
      if (!here) this.miss(`Nothing here is named “${text}”: it is not in this directory.`);
      const count = this.found.children.length;
      this.said.textContent = `${count || 'No'} result${count === 1 ? '' : 's'} for “${text}”${text === this.text ? '' : `, not for “${this.text}”`}`;
      this.dataset.state = 'shown';
    }

    /* What the words mean, of what can be chosen here. */
    understand(text) {
      return this.words.read(text, ({ facet, cities }) => cities || this.facets.has(facet));
    }

    miss(text) {
      this.absent.hidden = false;
      this.absent.querySelector('p').textContent = text;
    }

    /* The words as names here are spelt, where that finds something. */
    async correct(words) {
      await need(this.dataset.near).catch(() => null);
      const { nearest } = customElements.get('near-name') || { nearest: () => '' };
      const cities = this.words.phrases.filter(({ meaning }) => meaning.cities);
      const found = nearest(words, [...this.pages.flatMap(({ names }) => names), ...cities.map((city) => city.words)]);
      const named = this.names(this.words.list(found)).some((page) => page.score >= WHOLE);
      const { meanings, left } = this.understand(found);
      if (!named && (left.length || !meanings.length)) return '';
      const spelt = new Map(this.pages.flatMap(({ title }) => title.split(/[^\p{L}\p{N}]+/u)).map((word) => [word.toLowerCase(), word]));
      return found.split(' ').map((word) => spelt.get(word) ?? word).join(' ');
    }

    /* Pages and programs by name, the best first; what scores alike stays in the order of the file. */
    names(words) {
      if (!words.length) return [];
      const pages = this.pages.map((page) => ({ ...page, score: this.rate(page, words) })).filter((page) => page.score).sort(bestFirst);
      const sponsors = new Map(pages.filter(({ url }) => url.startsWith('institutions/')).map((page) => [page.title, page.score]));
      const { institutions, institution } = this.programs.names;
      const found = numbersOf(this.texts.mask(words))
        .map((n) => ({ n, score: Math.max(WHOLE, (sponsors.get(institutions[institution[n]]) || 0) - 20) }))
        .sort(bestFirst);
      const programs = found.slice(0, MOST).map((each) => ({ ...each, ...this.program(each.n) }));
      const all = { kind: 'List', title: `All ${tellPrograms(found.length)} with these words`, url: `programs/?q=${encodeURIComponent(words.join(' '))}`, score: WHOLE };
      return [...pages.slice(0, 2 * MOST), ...programs, ...(found.length > MOST ? [all] : [])].sort(bestFirst);
    }

    rate({ kind, names }, words) {
      const best = Math.max(...names.map((name, n) => score(name, words) - 10 * (n > 0)));
      if (best >= WHOLE) return best;
      const all = new Set([...names.flat(), ...this.words.name(kind)].map(stem));
      return words.every((word) => all.has(stem(word))) ? WHOLE : Math.max(0, best);
    }

    /* The list of programs that the words mean, with its first programs; where it is empty, what has the name that is left, and
       the lists of each meaning. None where they mean none, or where something has all of them as its name. */
    choose({ meanings, left }, whole, lost) {
      if (!meanings.length || (left.length && whole.length)) return [];
      meanings.sort((a, b) => b.answer - a.answer || Boolean(a.cities) - Boolean(b.cities));
      const kept = left.filter((word) => !lost.includes(word));
      const named = this.texts.mask(kept);
      const found = numbersOf(this.texts.choose(meanings, this.facets)).filter((n) => named[n]);
      const own = meanings.length === 1 && !kept.length && this.pages.find(({ url }) => url === meanings[0].url);
      const { title, url } = own || this.chosenList(meanings, kept);
      const list = { kind: 'List', title, url, note: tellPrograms(found.length) + this.unknown(meanings, named), programs: found.slice(0, FEW) };
      if (found.length) return [list];
      return [...(kept.length ? this.names(kept).filter((page) => page.score >= WHOLE) : [list]), ...meanings.flatMap((meaning) => this.pages.find((page) => page.url === meaning.url) ?? [])];
    }

    /* The list of programs as its address has it: the choices, and words to look for in names. */
    chosenList(meanings, words) {
      const query = new URLSearchParams();
      const sought = [...meanings.filter(({ cities }) => cities).map(({ label }) => label), ...words].join(' ');
      if (sought) query.set('q', sought);
      for (const { facet, options } of meanings) for (const option of options || []) query.append(facet, option);
      return { title: `Programs: ${[...meanings.map(({ label }) => label), ...words].join(' · ')}`, url: `programs/?${query}` };
    }

    /* How many programs a choice leaves out because nobody knows their answer. */
    unknown(meanings, named) {
      const others = meanings.filter(({ answer }) => !answer);
      const open = meanings.filter(({ answer }) => answer).map(({ facet }) => this.facets.get(facet));
      const misses = (n) => open.some(({ options, sets, values }) => sets[values[n]].some((option) => MISSING.includes(options[option][0])));
      const left = numbersOf(this.texts.choose(others, this.facets)).filter((n) => named[n] && misses(n)).length;
      return left ? `; ${left.toLocaleString('en-US')} more left out, without an answer` : '';
    }

    program(n) {
      return { n, kind: 'Program', title: this.programs.title(n), url: `programs/${this.programs.slug(n)}/`, note: this.programs.place(n) };
    }

    /* What is found, each once. */
    add(pages) {
      const fresh = pages.filter(({ url }) => !this.shown.has(url) && this.shown.add(url));
      this.found.append(...fresh.map((page) => make('li', {}, Object.assign(make('search-hit', { 'data-root': this.dataset.root }), { page }))));
    }

    /* Shows pages, programs with what is known of the key questions; where that cannot be loaded the names stand alone. */
    async list(pages) {
      const numbers = pages.flatMap(({ n }) => n ?? []);
      const known = await this.programs.answers(numbers, this.sources).then(() => numbers, () => []);
      this.add(pages);
      const columns = JSON.parse(this.dataset.columns);
      for (const hit of this.found.querySelectorAll('search-hit:not(:has(li))')) {
        if (!known.includes(hit.page.n)) continue;
        const cells = this.programs.cells(hit.page.n).map((cell, column) => [columns[column], cell]);
        hit.answer(cells, this.asked, (cell) => this.programs.answer(cell));
      }
    }

    /* Pages that hold the words in their text, beyond those by name. */
    async read(text) {
      const words = this.words.telling(this.words.plain(text)).join(' ');
      const found = await searchText(this.dataset.root, this.dataset.parts, words, this.found.children.length + FEW);
      if (!found) {
        this.failed.hidden = false;
        return null;
      }
      const pages = found.filter(({ url }) => !this.shown.has(url)).slice(0, FEW).map((page) => {
        const n = page.kind === 'Program' ? this.programs.names.slug.indexOf(page.url.split('/')[1]) : -1;
        return n < 0 ? { ...page, note: page.excerpt } : this.program(n);
      });
      await this.list(pages);
      return pages;
    }
  }

  customElements.define('search-results', SearchResults);
})();
