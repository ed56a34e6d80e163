/* <search-results>: one list for everything that a search can mean: choices of programs, names of all kinds, and the text of pages.
   The form around the words is a plain one: Enter opens this page anew, and its address is the search. */
(() => {
  'use strict';

  const { make, need } = customElements.get('page-parts');
  const { load, unpack, Programs } = customElements.get('program-columns');
  const { Words, Texts, score } = customElements.get('search-words');
  const SiteSearch = customElements.get('site-search');
  const MISSING = ['listed', 'not-stated', 'not-collected'];
  const LONGEST = 120;
  const MOST = 8; // names of one kind
  const FEW = 5; // programs of a choice, and pages by their text
  const KEY = 3; // answers of a program
  const WHOLE = 400; // what a name scores that has all the words

  const tell = (count) => `${count.toLocaleString('en-US')} program${count === 1 ? '' : 's'}`;

  class SearchResults extends HTMLElement {
    connectedCallback() {
      this.text = (new URLSearchParams(location.search).get('q') || '').trim().slice(0, LONGEST);
      const input = document.querySelector('main [name="q"]');
      for (const name of ['said', 'found', 'absent', 'choices', 'near', 'failed']) this[name] ??= this.querySelector(`[data-part="${name}"]`);
      if (!this.text) return;
      input.value = this.text;
      document.title = `${this.text}: ${document.title}`;
      this.shown = new Set();
      this.said.textContent = 'Searching …';
      this.search();
    }

    async search() {
      const { root, words, pages, facets } = this.dataset;
      this.programs = new Programs(root, this.dataset.programs);
      try {
        const [spoken, named, counted] = await Promise.all([load(words), load(pages), load(facets), this.programs.open()]);
        this.words = new Words(spoken);
        this.texts = new Texts(this.programs.names, this.words);
        this.pages = named.pages.map(([kind, title, url, note, ...names]) => ({
          kind: named.kinds[kind], title, url, note, names: [title, ...names].map((name) => this.words.name(name)),
        }));
        this.facets = new Map(counted.facets.map((facet) => [facet.id, { ...facet, values: unpack(facet.values) }]));
        this.spelt = new Map(this.pages.flatMap(({ title }) => title.split(/[^\p{L}\p{N}]+/u)).map((word) => [word.toLowerCase(), word]));
        this.sources = counted.parts.map((part) => facets.replace(/[^/]+$/, part));
      } catch {
        this.dataset.state = 'failed';
        this.said.textContent = 'The search could not be loaded: start from a list below.';
        return;
      }
      this.answer(this.text);
    }

    /* First what the words choose, then what has their name, then what they are close to, then where they stand. */
    async answer(text) {
      const read = this.words.read(text, ({ facet, cities }) => cities || this.facets.has(facet));
      const absent = this.words.absent.find((names) => names.some((name) => this.words.list(name).join(' ') === this.words.list(text).join(' ')));
      const names = this.names(read.all);
      const whole = names.filter((page) => page.score >= WHOLE);
      const choice = this.choose(read, whole);
      const chosen = choice && !(read.left.length && whole.length);
      const exact = chosen && read.meanings.every(({ cities }) => cities) && whole[0]?.score === 1000;
      const first = !chosen ? whole : exact ? [...whole, ...choice] : [...choice, ...whole];
      const near = !first.length && !absent && !this.near.textContent && await this.correct(read.all);
      if (near) {
        this.near.show(text, near);
        await this.answer(near);
        return;
      }
      this.choices.show(chosen ? read.meanings : [], this.text);
      if (absent) this.miss(`${absent[0]} is not in this directory.`);
      const hits = (first.length ? first : names).flatMap((page) => [page, ...(page.programs || []).map((n) => ({ n }))]);
      this.add(hits.slice(0, 1));
      this.dataset.state = 'names';
      await this.fill(hits.flatMap(({ n }) => (n === undefined ? [] : [n])), () => this.add(hits));
      const pages = await this.read(absent ? absent[0] : text);
      if (!first.length && !absent && !pages?.some(({ kind }) => kind === 'Program')) {
        this.miss(`Nothing here is named “${text}”: it is not in this directory.`);
      }
      const count = this.found.children.length;
      this.said.textContent = `${count || 'No'} result${count === 1 ? '' : 's'} for “${text}”`;
      this.dataset.state = 'shown';
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
      const found = nearest(words, [...this.pages.flatMap((page) => page.names), ...cities.map((city) => city.words)]);
      const named = this.names(this.words.list(found)).some(({ score: rate }) => rate >= WHOLE);
      const { meanings, left } = this.words.read(found, ({ facet, cities }) => cities || this.facets.has(facet));
      if (!named && (left.length || !meanings.length)) return '';
      return found.split(' ').map((word) => this.spelt.get(word) ?? word).join(' ');
    }

    /* Pages and programs by name, the best first; what scores alike stays in the order of the file. */
    names(words) {
      if (!words.length) return [];
      const scored = this.pages.map((page) => ({ ...page, score: this.rate(page, words) })).filter((page) => page.score);
      const mask = this.texts.mask(words);
      const houses = new Map(scored.filter(({ url }) => url.startsWith('institutions/')).map(({ title, score: rate }) => [title, rate]));
      const { institutions, institution } = this.programs.names;
      const found = [...mask.keys()].filter((n) => mask[n])
        .map((n) => ({ kind: 'Program', n, score: Math.max(WHOLE, (houses.get(institutions[institution[n]]) || 0) - 20) }))
        .sort((a, b) => b.score - a.score);
      const rows = found.slice(0, MOST);
      if (found.length > MOST) {
        rows.push({ kind: 'List', title: `All ${tell(found.length)} with these words`, url: `programs/?q=${encodeURIComponent(words.join(' '))}`, score: WHOLE });
      }
      return [...scored.sort((a, b) => b.score - a.score).slice(0, 2 * MOST), ...rows].sort((a, b) => b.score - a.score);
    }

    rate({ kind, names }, words) {
      const best = Math.max(...names.map((name, n) => score(name, words) - 10 * (n > 0)));
      if (best >= WHOLE) return best;
      const all = new Set([...names.flat(), ...this.words.name(kind)].map(SiteSearch.stem));
      return words.every((word) => all.has(SiteSearch.stem(word))) ? WHOLE : Math.max(0, best);
    }

    /* The list of programs that the words mean, with its first programs, or where it is empty the lists of each;
       null where they mean none. */
    choose({ meanings, left }, whole) {
      if (!meanings.length) return null;
      meanings.sort((a, b) => b.answer - a.answer || Boolean(a.cities) - Boolean(b.cities));
      const mask = this.texts.choose(meanings, this.facets);
      const named = left.length ? this.texts.mask(left) : null;
      const both = [...mask.keys()].filter((n) => mask[n] && (!named || named[n]));
      if (named && !both.length && whole.length) return null;
      const found = both.length ? both : [...mask.keys()].filter((n) => mask[n]);
      const query = new URLSearchParams();
      const words = [...meanings.filter(({ cities }) => cities).map(({ label }) => label), ...(both.length ? left : [])].join(' ');
      if (words) query.set('q', words);
      for (const { facet, options } of meanings) for (const option of options || []) query.append(facet, option);
      const own = meanings.length === 1 && !left.length && this.pages.find(({ url }) => url === meanings[0].url);
      return [{
        kind: 'List',
        title: own ? own.title : `Programs: ${[...meanings.map(({ label }) => label), ...(both.length ? left : [])].join(' · ')}`,
        url: own ? own.url : `programs/?${query}`,
        note: `${tell(found.length)}${this.unknown(meanings)}`,
        programs: found.slice(0, FEW),
      }, ...(found.length ? [] : meanings.map(({ url }) => this.pages.find((page) => page.url === url)).filter(Boolean))];
    }

    /* How many programs a choice leaves out because nobody knows their answer. */
    unknown(meanings) {
      const others = meanings.filter(({ answer }) => !answer);
      const mask = this.texts.choose(others, this.facets);
      const open = meanings.filter(({ answer }) => answer).map(({ facet }) => this.facets.get(facet));
      const misses = (n) => open.some(({ options, sets, values }) => sets[values[n]].some((option) => MISSING.includes(options[option][0])));
      const left = [...mask.keys()].filter((n) => mask[n] && misses(n)).length;
      return left ? `; ${left.toLocaleString('en-US')} more left out, without an answer` : '';
    }

    /* What is found, each once. */
    add(pages) {
      const whole = pages.map((page) => (page.title ? page : this.program(page.n)));
      const fresh = whole.filter(({ url }) => !this.shown.has(url) && this.shown.add(url));
      this.found.append(...fresh.map((page) => make('li', {}, Object.assign(make('search-hit', { 'data-root': this.dataset.root }), { page }))));
    }

    program(n) {
      return { n, kind: 'Program', title: this.programs.title(n), url: `programs/${this.programs.slug(n)}/`, note: this.programs.place(n) };
    }

    /* What is known of the key questions stands in place before anything follows; without it the names stand alone. */
    async fill(numbers, then) {
      const columns = JSON.parse(this.dataset.columns);
      const known = await this.programs.answers(numbers, this.sources).catch(() => null);
      then();
      for (const hit of known ? this.found.querySelectorAll('search-hit:not(:has(li))') : []) {
        if (!numbers.includes(hit.page.n)) continue;
        const cells = this.programs.cells(hit.page.n).map((cell, column) => [columns[column], cell]);
        hit.answer(cells.filter(([, [, tone]]) => tone !== 'gap').slice(0, KEY).map(([head, cell]) => [head, this.programs.answer(cell)]));
      }
    }

    /* Pages that hold the words in their text, beyond those by name. */
    async read(text) {
      const found = await SiteSearch.pages(this.dataset.root, this.dataset.parts, this.words.telling(this.words.plain(text)).join(' '), this.found.children.length + FEW);
      if (!found) {
        this.failed.hidden = false;
        return null;
      }
      const { slug } = this.programs.names;
      const rows = found.filter(({ url }) => !this.shown.has(url)).slice(0, FEW)
        .map((page) => ({ ...page, n: page.kind === 'Program' ? slug.indexOf(page.url.split('/')[1]) : undefined }))
        .map((page) => (page.n >= 0 ? this.program(page.n) : { ...page, note: page.excerpt }));
      await this.fill(rows.flatMap(({ n }) => (n >= 0 ? [n] : [])), () => this.add(rows));
      return rows;
    }
  }

  customElements.define('search-results', SearchResults);
})();
