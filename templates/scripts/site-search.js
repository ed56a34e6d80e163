/* <site-search>: results while one types. Without it, or when it fails, the form inside leads to the list of programs. */
(() => {
  'use strict';

  const SHOWN = 8;
  const PAUSE = 180;

  // Readers write "X 1B", "x-1b" and "Y-1s"; the index knows one word without hyphen. Any letter-and-number code is treated so.
  // "a" and "i" are left alone: "a 5 year program" holds no code.
  const normalize = (words) => words
    .toLowerCase()
    .replace(/\b([b-hj-z])[\s\u2010-\u2015-]?(\d)(?:-?([a-rt-z]))?s?\b/g, '$1$2$3')
    .replace(/\s+/g, ' ')
    .trim();

  const readDoors = (text) => {
    try {
      const doors = JSON.parse(text || '[]');
      return Array.isArray(doors) ? doors : [];
    } catch {
      return [];
    }
  };

  // Only mark elements of the excerpt become elements; everything else stays text.
  const excerpt = (html) => {
    const line = document.createElement('small');
    for (const part of html.split(/(<mark>.*?<\/mark>)/)) {
      const marked = /^<mark>(.*)<\/mark>$/.exec(part);
      const place = marked ? line.appendChild(document.createElement('mark')) : line;
      place.append(new DOMParser().parseFromString(`<p>${marked ? marked[1] : part}`, 'text/html').body.textContent);
    }
    return line;
  };

  class SiteSearch extends HTMLElement {
    connectedCallback() {
      this.root = this.dataset.root || './';
      this.form = this.querySelector('form');
      this.input = this.querySelector('input');
      this.found = this.querySelector('[data-part="found"]');
      this.said = this.querySelector('[data-part="said"]');
      if (!this.form || !this.input || !this.found || !this.said || this.ready) return;
      this.ready = true;
      this.doors = readDoors(this.dataset.doors);
      this.active = -1;
      this.asked = 0;
      this.found.setAttribute('role', 'listbox');
      this.found.setAttribute('aria-label', 'Search results');
      for (const [name, value] of Object.entries({
        role: 'combobox', 'aria-expanded': 'false', 'aria-controls': this.found.id, 'aria-autocomplete': 'list',
      })) this.input.setAttribute(name, value);
      this.input.addEventListener('focus', () => this.load(), { once: true });
      this.input.addEventListener('input', () => this.wait());
      this.input.addEventListener('keydown', (event) => this.steer(event));
      this.addEventListener('focusout', (event) => {
        if (!this.contains(event.relatedTarget)) this.close();
      });
      this.form.addEventListener('submit', () => {
        this.input.value = this.input.value.trim();
      });
    }

    // The index is fetched only once somebody means to search.
    load() {
      this.index ??= import(new URL(`${this.root}pagefind/pagefind.js`, document.baseURI).href)
        .then(async (index) => {
          await index.init();
          // A large directory has several indexes; the further ones stand in numbered folders beside the first.
          const further = Array.from({ length: (this.dataset.parts || 1) - 1 }, (_, number) => index.mergeIndex(
            new URL(`${this.root}pagefind/${number + 1}/`, document.baseURI).href,
          ));
          await Promise.all(further);
          return index;
        })
        .catch(() => null);
      return this.index;
    }

    wait() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), PAUSE);
    }

    async search() {
      const words = normalize(this.input.value);
      const turn = ++this.asked;
      if (words.length < 2) {
        this.close();
        return;
      }
      const doors = this.doorsOf(words);
      const index = await this.load();
      const answer = await this.find(index, words, doors);
      const pages = await Promise.all(answer.results.slice(0, SHOWN).map((result) => result.data()));
      if (turn !== this.asked) return;
      this.show(doors, pages, answer.results.length, Boolean(index));
    }

    // "x1 springfield" finds no page with both words; the first has its own list, so "springfield" alone is the better search.
    async find(index, words, doors) {
      if (!index) return { results: [] };
      const answer = await index.search(words);
      if (answer.results.length || !doors.length) return answer;
      const spelled = doors.flatMap((door) => door.words.map(normalize));
      const rest = words.split(' ').filter((word) => !spelled.includes(word)).join(' ');
      return rest ? index.search(rest) : answer;
    }

    // Text cannot tell "takes it" from "does not take it"; the list of that answer can.
    doorsOf(words) {
      const padded = ` ${words} `;
      return this.doors.filter((door) => (door.words || []).some((word) => padded.includes(` ${normalize(word)} `)));
    }

    show(doors, pages, total, searched) {
      const options = [
        ...doors.map((door) => this.option(door.label, this.root + door.url, null)),
        ...pages.map((page) => this.option(
          page.meta.title || page.url,
          this.root + (page.raw_url || page.url).replace(/^\//, ''),
          excerpt(page.excerpt || ''),
        )),
      ];
      this.found.replaceChildren(...options);
      this.active = -1;
      this.input.removeAttribute('aria-activedescendant');
      this.toggle(options.length > 0);
      this.said.textContent = this.count(doors.length, pages.length, total, searched);
    }

    count(doors, shown, total, searched) {
      if (!searched) return 'Search could not load. Press Enter to look in the list of programs.';
      const lists = doors ? `${doors} ${doors === 1 ? 'list' : 'lists'} of programs. ` : '';
      if (!total) return `${lists}No page found. Press Enter to look in the list of programs.`;
      const first = total > shown ? `, the first ${shown} shown` : '';
      return `${lists}${total} ${total === 1 ? 'page' : 'pages'} found${first}.`;
    }

    option(label, href, note) {
      const option = document.createElement('a');
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.id = `${this.found.id}-${(this.made = (this.made || 0) + 1)}`;
      option.tabIndex = -1;
      option.href = location.protocol === 'file:' ? href.replace(/\/(?=[?#]|$)/, '/index.html') : href;
      const title = document.createElement('b');
      title.textContent = label;
      option.append(title);
      if (note) option.append(note);
      return option;
    }

    steer(event) {
      const options = [...this.found.children];
      if (event.key === 'Escape') {
        if (!this.found.hidden) event.preventDefault();
        this.close();
      } else if (event.key === 'Enter' && !this.found.hidden && this.active >= 0) {
        event.preventDefault();
        options[this.active].click();
      } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && options.length) {
        event.preventDefault();
        this.toggle(true);
        const step = event.key === 'ArrowDown' ? 1 : -1;
        const from = this.active < 0 && step < 0 ? 0 : this.active;
        this.mark(options, (from + step + options.length) % options.length);
      }
    }

    mark(options, number) {
      this.active = number;
      options.forEach((option, place) => option.setAttribute('aria-selected', String(place === number)));
      this.input.setAttribute('aria-activedescendant', options[number].id);
      options[number].scrollIntoView({ block: 'nearest' });
    }

    toggle(open) {
      this.found.hidden = !open;
      this.input.setAttribute('aria-expanded', String(open));
    }

    close() {
      this.asked += 1;
      this.toggle(false);
      this.active = -1;
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  customElements.define('site-search', SiteSearch);
})();
