/* <site-search>: results while one types; Enter leads to the page with all of them. Without it the form inside does that alone.
   Its static `pages` searches the text of pages, which the results page does too; `fold` and `stem` are for all that compares words. */
(() => {
  'use strict';

  const { make, addressOf } = customElements.get('page-parts');
  const SHOWN = 6;
  const PAUSE = 180;

  // A text as it is compared, folded as in generator/data/search.py: "Mount-Sinai" and "mount sinai" are one spelling to a reader in a hurry.
  const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f'’.]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();
  // "programs" and "program" are one word, "applying" and "apply" too.
  const stem = (word) => (word.length < 4 ? word : word.replace(/(?:ies|y)$/, 'i').replace(/(?:ing|ed|es|s|e)$/, ''));
  const text = (html) => new DOMParser().parseFromString(`<p>${html}`, 'text/html').body.textContent;

  // Only mark elements of the excerpt become elements; everything else stays text.
  const excerpt = (html) => html.split(/(<mark>.*?<\/mark>)/).map((part) => {
    const marked = /^<mark>(.*)<\/mark>$/.exec(part);
    return marked ? make('mark', {}, text(marked[1])) : text(part);
  });

  // The index shortens a word that it lacks until something begins so; a hit holds the words themselves, or longer ones.
  const holds = (page, words) => {
    const known = fold(`${page.content} ${Object.values(page.meta).join(' ')}`.replace(/([A-Za-z])[-\u2010-\u2015](\d)/g, '$1$2')).split(' ');
    const stems = new Set(known.map(stem));
    return words.every((word) => stems.has(stem(word)) || (word.length > 2 && known.some((each) => each.startsWith(word))));
  };

  class SiteSearch extends HTMLElement {
    static fold = fold;
    static stem = stem;

    // The index is fetched only once somebody means to search; null where it cannot be.
    static open(root, parts) {
      SiteSearch.index ??= import(new URL(`${root}pagefind/pagefind.js`, document.baseURI).href)
        .then(async (index) => {
          await index.init();
          // A large directory has several indexes; the further ones stand in numbered folders beside the first.
          await Promise.all(Array.from({ length: (parts || 1) - 1 }, (_, number) => index.mergeIndex(
            new URL(`${root}pagefind/${number + 1}/`, document.baseURI).href,
          )));
          return index;
        })
        .catch(() => {
          SiteSearch.index = null;
          return null;
        });
      return SiteSearch.index;
    }

    /* Pages whose text holds all the words, the best first; null where the index failed. */
    static async pages(root, parts, words, most) {
      try {
        const index = await SiteSearch.open(root, parts);
        const { results } = await index.search(words);
        const pages = await Promise.all(results.slice(0, 2 * most).map((result) => result.data()));
        return pages.filter((page) => holds(page, fold(words).split(' '))).slice(0, most).map((page) => ({
          title: page.meta.title || page.url,
          kind: page.meta.kind || '',
          url: (page.raw_url || page.url).replace(/^\//, ''),
          excerpt: excerpt(page.excerpt || ''),
        }));
      } catch {
        return null;
      }
    }

    connectedCallback() {
      if (this.input) return;
      this.root = this.dataset.root || './';
      this.input = this.querySelector('input');
      this.found = this.querySelector('[data-part="found"]');
      this.said = this.querySelector('[data-part="said"]');
      Object.assign(this, { spell: [], doors: [], active: -1, asked: 0, made: 0 });
      this.found.setAttribute('role', 'listbox');
      this.found.setAttribute('aria-label', 'Search results');
      for (const [name, value] of Object.entries({
        role: 'combobox', 'aria-expanded': 'false', 'aria-controls': this.found.id, 'aria-autocomplete': 'list',
      })) this.input.setAttribute(name, value);
      this.input.addEventListener('focus', () => this.load(), { once: true });
      this.input.addEventListener('input', () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.search(), PAUSE);
      });
      this.input.addEventListener('keydown', (event) => this.steer(event));
      this.addEventListener('focusout', (event) => {
        if (!this.contains(event.relatedTarget)) this.close();
      });
    }

    /* What a search box needs, fetched once somebody means to search. */
    load() {
      SiteSearch.open(this.root, this.dataset.parts);
      this.loading ??= fetch(this.dataset.suggesting).then((answer) => answer.json()).then((found) => Object.assign(this, found)).catch(() => null);
      return this.loading;
    }

    /* One spelling of each word that people write in several ways. */
    spelled(words) {
      return this.spell.reduce((line, [from, to]) => line.replaceAll(` ${from} `, ` ${to} `), ` ${fold(words)} `);
    }

    async search() {
      await this.load();
      const words = this.spelled(this.input.value);
      const turn = ++this.asked;
      if (words.trim().length < 2) {
        this.close();
        return;
      }
      // Text cannot tell "takes it" from "does not take it"; the list of that answer can.
      const doors = this.doors.filter((door) => door.words.some((word) => words.includes(this.spelled(word))));
      const pages = await SiteSearch.pages(this.root, this.dataset.parts, words.trim(), SHOWN);
      if (turn !== this.asked) return;
      const all = { title: `All results for “${this.input.value.trim()}”`, url: `search/?q=${encodeURIComponent(this.input.value.trim())}` };
      const options = [...doors, ...(pages || []), all].map((page) => this.option(page));
      this.found.replaceChildren(...options);
      this.active = -1;
      this.input.removeAttribute('aria-activedescendant');
      this.toggle(true);
      const count = options.length - 1;
      this.said.textContent = pages ? `${count} ${count === 1 ? 'suggestion' : 'suggestions'}. Press Enter for all results.`
        : 'Suggestions could not be loaded. Press Enter to search by name.';
      this.said.className = pages ? 'visually-hidden' : '';
    }

    option({ title, url, excerpt: note }) {
      this.made += 1;
      return make('a', {
        role: 'option', 'aria-selected': 'false', id: `${this.found.id}-${this.made}`, tabindex: -1,
        href: this.root + addressOf(url),
      }, make('b', {}, title), note && make('small', {}, note));
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
