/* <program-filter data-root data-facets>: the list of programs by what they answer. The address is the state;
   nothing is loaded before somebody begins, or opens an address with a query; then the static list makes way. */
(() => {
  'use strict';

  const { need } = customElements.get('page-parts');
  const { load, tellPrograms } = customElements.get('program-columns');
  const { SHOWN } = customElements.get('program-rows');
  const PAUSE = 150;
  const LONGEST = 120;
  const TRACKERS = /^(?:utm_|fbclid|gclid)/;

  const clip = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

  class ProgramFilter extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector('form');
      if (this.kept || !this.form || location.protocol === 'file:') return;
      for (const name of ['count', 'links', 'ignored', 'unknowns', 'chosen', 'close', 'panel']) {
        this[name] = this.querySelector(`:not(small)[data-part="${name}"]`);
      }
      this.facets = this.querySelector('facet-choices');
      this.rows = this.querySelector('program-rows');
      this.words = this.querySelector('filter-words');
      this.still = this.count.textContent;
      this.named = document.title;
      this.kept = []; // what words meant, once they are boxes
      this.panel.open = matchMedia('(min-width: 64rem)').matches;
      [this.links.hidden, this.form.hidden] = [true, false];
      this.form.onsubmit = (event) => {
        event.preventDefault();
        this.settle().then(() => {
          this.panel.open = false;
          this.count.focus();
        });
      };
      this.form.onreset = () => setTimeout(() => this.change());
      this.form.addEventListener('input', ({ target }) => (target.name === 'q' ? this.type() : this.change()));
      for (const way of ['focusin', 'pointerdown']) this.form.addEventListener(way, () => this.begin(), { once: true });
      addEventListener('popstate', () => this.restore());
      addEventListener('pagehide', () => this.remember());
      if (!location.search) return;
      this.toggleAttribute('data-waiting', true); // the static list is out of sight until the chosen rows are there
      this.restore();
    }

    /* Loads what counting needs; true when it is there. */
    begin() {
      this.dataset.state = 'busy';
      this.loading ??= Promise.all([load(this.dataset.facets), need(this.unknowns.dataset.src)]).then(([found]) => this.take(found), () => {
        this.loading = null;
        this.rest();
        this.count.textContent = 'The filters could not be loaded. The list below is complete; try again in a moment.';
      });
      return this.loading;
    }

    rest() {
      this.removeAttribute('data-waiting');
      this.dataset.state = 'shown';
    }

    take(found) {
      [this.total, this.sorts] = [found.programs, found.sorts];
      this.sources = found.parts.map((name) => this.dataset.facets.replace(/[^/]+$/, name));
      this.facets.take(found.facets);
      return true;
    }

    async restore() {
      if (!(await this.begin())) return;
      this.read(new URLSearchParams(location.search));
      const { rows, y } = Object(history.state);
      await this.settle(true, rows > SHOWN && rows <= this.total ? rows : SHOWN);
      if (y > 0) scrollTo({ top: y, behavior: 'instant' });
    }

    warn(text) {
      Object.assign(this.ignored, { textContent: text, hidden: !text });
    }

    /* Where the reader was, for the way back. */
    remember() {
      if (location.search) history.replaceState({ rows: this.rows.querySelectorAll('tbody > tr').length, y: scrollY }, '');
    }

    read(query) {
      const ignored = [];
      const { q, sort } = this.form.elements;
      [q.value, sort.value] = ['', ''];
      for (const [key, value] of this.facets.read(query)) {
        if (key === 'sort' && [...sort.options].some((option) => option.value === value)) sort.value = value;
        else if (key === 'q') {
          q.value = value.slice(0, LONGEST);
          if (value.length > LONGEST) ignored.push(`all but the first ${LONGEST} characters of the search`);
        } else if (!TRACKERS.test(key)) ignored.push(`“${clip(value ? `${key}=${value}` : key)}”`);
      }
      const more = ignored.length > 3 ? ` and ${ignored.length - 3} more` : '';
      this.warn(ignored.length ? `This address holds something that the page does not know, which was ignored: ${ignored.slice(0, 3).join(', ')}${more}.` : '');
    }

    write(replace) {
      const query = new URLSearchParams();
      const { q, sort } = this.form.elements;
      if (q.value.trim()) query.set('q', q.value.trim());
      this.facets.write(query);
      if (sort.value) query.set('sort', sort.value);
      const text = query.toString();
      if (text === location.search.slice(1)) return;
      if (!replace) this.remember();
      history[replace ? 'replaceState' : 'pushState'](null, '', text ? `?${text}` : location.pathname);
    }

    /* One step back for a whole search, not one a letter. */
    type() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.change(this.typing);
        this.typing = true;
      }, PAUSE);
    }

    async change(replace = false) {
      if (!(await this.begin())) return;
      [this.typing, this.kept] = [false, []];
      this.warn('');
      this.facets.look();
      this.write(replace);
      this.show();
    }

    async show(rows = SHOWN) {
      const turn = (this.turn = (this.turn || 0) + 1);
      this.dataset.state = 'busy';
      const { q, sort } = this.form.elements;
      const all = !q.value.trim() && !sort.value && !this.facets.any;
      try {
        const { meanings, mask, left, lost } = await this.split(q.value);
        if (turn !== this.turn) return;
        const found = this.facets.find(this.total, mask, meanings);
        if (this.facets.hold()) {
          this.warn('“Only answers that are current” waits for an answer that you choose.');
          this.write(true);
        }
        this.tell(found, all, lost);
        this.words.show?.(meanings.length ? meanings : this.kept, left, lost);
        if (all) this.rows.reset();
        else {
          await this.rows.programs.open();
          if (sort.value) found.sort(this.rows.order(sort.value, this.sorts));
          await this.rows.show(found, this.sources, rows);
        }
      } catch {
        this.count.textContent = 'The programs could not be loaded. Try again in a moment.';
      }
      await new Promise((then) => { setTimeout(then); });
      if (turn !== this.turn) return;
      this.rows.later?.();
      this.rest();
    }

    async split(text) {
      if (!text.trim()) return { meanings: [], mask: null, left: [], lost: [] };
      for (const script of this.words.dataset.scripts.split(' ')) await need(script);
      return this.words.split(text, this.rows.programs, this.facets.byId);
    }

    /* Enter, or an address that somebody sent: words that mean an answer become its boxes. */
    async settle(replace = false, rows = SHOWN) {
      if (!(await this.begin())) return;
      const { meanings, left } = await this.split(this.form.elements.q.value).catch(() => ({ meanings: [] }));
      for (const { facet, options } of meanings) {
        const group = this.facets.byId.get(facet);
        group.options.forEach(([id], option) => options.includes(id) && this.facets.set(group, option, true));
      }
      if (meanings.length) this.form.elements.q.value = left.join(' ');
      this.kept = meanings;
      this.write(replace);
      await this.show(rows);
    }

    tell(found, all, lost) {
      this.close.textContent = `Show ${tellPrograms(found.length)}`;
      const changed = (change) => this.settle().then(change).then(() => this.write()).then(() => this.show()).then(() => this.count.focus());
      this.facets.tell();
      this.unknowns.show(this.facets.groups, (group) => changed(() => this.facets.include(group)));
      const none = lost.length ? `No program here is named “${lost.join(' ')}”.`
        : `No program has all of these. Take a choice away${this.unknowns.querySelector('button') ? ', or include those without an answer' : ''}.`;
      this.count.textContent = all ? this.still : found.length ? tellPrograms(found.length) : none;
      const chips = this.facets.chips(changed);
      this.chosen.replaceChildren(...chips);
      const said = chips.map((chip) => chip.textContent.slice(0, -2)).join(', '); // without its cross
      document.title = said ? `${tellPrograms(found.length)}: ${said}` : this.named;
    }
  }

  customElements.define('program-filter', ProgramFilter);
})();
