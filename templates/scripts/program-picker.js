/* <program-picker data-src data-label>: finds a program by name, city, specialty or abbreviation.
   Fires "pick" with {slug, title, place}; its property `without` (a Set of slugs) leaves programs out.
   Other elements of a page read the list of programs through its static methods. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { fold } = customElements.get('site-search');
  const SHOWN = 12;
  const catalogs = new Map();

  const load = async (src) => {
    const answer = await fetch(src);
    if (!answer.ok) throw new Error(`${answer.status} ${src}`);
    return answer.json();
  };

  const readCatalog = (columns) => {
    const programs = columns.slug.map((slug, n) => {
      const [, label, short, known = ''] = columns.specialties[columns.specialty[n]];
      const institution = columns.institutions[columns.institution[n]];
      const detail = columns.detail[n] ? ` (${columns.detail[n]})` : '';
      const state = columns.state[n];
      const program = {
        slug,
        title: `${institution}: ${label}${detail}`,
        place: `${columns.city[n]}, ${columns.states[state] || state}`,
      };
      program.words = ` ${fold([program.title, program.place, state, short, known, columns.words[n] || ''].join(' '))}`;
      return program;
    });
    const bySlug = new Map(programs.map((program) => [program.slug, program]));
    for (const [old, n] of Object.entries(columns.aliases)) if (!bySlug.has(old)) bySlug.set(old, programs[n]);
    return { programs, find: (slug) => bySlug.get(slug) };
  };

  class ProgramPicker extends HTMLElement {
    static load = load;

    /* All programs, loaded once: {programs, find(slug or old slug)}. */
    static catalog(src) {
      if (!catalogs.has(src)) {
        const loading = load(src).then(readCatalog);
        loading.catch(() => catalogs.delete(src));
        catalogs.set(src, loading);
      }
      return catalogs.get(src);
    }

    /* One program with its claims, by a slug that the catalog knows. */
    static claims(root, slug) {
      return load(`${root}api/v1/programs/${slug}.json`);
    }

    /* An answer as text alone, and as the component `cell` has it: how far one may lean on it is said by its standing, in words and looks. */
    static said = ({ shown, strength }) => `${shown} ${strength}`.trim();

    static cell({ stated, tone, shown, strength, standing, mark, warning }) {
      return make('span', { class: 'cell', [stated ? 'data-tone' : 'data-state']: stated ? tone : 'not-stated', 'data-standing': standing },
        shown,
        strength && [' ', make('i', {}, strength)],
        standing === 'disputed' && [' ', make('i', { 'data-part': 'disagree' }, 'Sources disagree')],
        ' ', make('small', {}, mark),
        warning && [' ', make('small', { 'data-part': 'warning' }, warning)]);
    }

    /* Copies a text; where the browser forbids it, shows it selected in `place`, to be copied by hand. */
    static async copy(text, place) {
      try {
        await navigator.clipboard.writeText(text);
        return 'Copied.';
      } catch {
        const field = make('textarea', { 'aria-label': 'Text to copy', readonly: true, rows: 4 });
        field.value = text;
        place.append(field);
        field.focus();
        field.select();
        return 'The browser does not let this page copy. The text is selected: copy it from the field.';
      }
    }

    connectedCallback() {
      if (this.input) return;
      const id = `picker-${document.querySelectorAll('program-picker [role="listbox"]').length + 1}`;
      this.without = new Set();
      this.active = -1;
      this.className = 'site-search';
      this.dataset.size = 'field';
      this.input = make('input', {
        id, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', maxlength: 120,
        'aria-expanded': 'false', 'aria-controls': `${id}-found`, 'aria-autocomplete': 'list',
        placeholder: 'Name or city', onfocus: () => this.load(), oninput: () => this.search(),
        onkeydown: (event) => this.steer(event),
      });
      this.found = make('ul', { id: `${id}-found`, role: 'listbox', 'aria-label': 'Programs found', 'data-part': 'found', hidden: true });
      this.said = make('p', { role: 'status', class: 'visually-hidden' });
      this.found.addEventListener('mousedown', (event) => event.preventDefault());
      this.addEventListener('focusout', (event) => this.contains(event.relatedTarget) || this.close());
      this.append(make('label', { for: id }, this.dataset.label || 'Find a program'), this.input, this.found, this.said);
    }

    load() {
      return ProgramPicker.catalog(this.dataset.src).catch(() => null);
    }

    async search() {
      const words = fold(this.input.value).split(' ').filter(Boolean);
      const catalog = words.length ? await this.load() : null;
      if (words.join(' ') !== fold(this.input.value)) return;
      if (!words.length || !catalog) {
        this.close();
        this.said.textContent = words.length ? 'The list of programs could not be loaded. Try again.' : '';
        return;
      }
      // Whole words first: "GL" means glass before it means "Glenn".
      const rank = (program) => words.filter((word) => !`${program.words} `.includes(` ${word} `)).length;
      this.hits = catalog.programs
        .filter((program) => !this.without.has(program.slug) && words.every((word) => program.words.includes(` ${word}`)))
        .map((program) => [rank(program), program])
        .sort((one, other) => one[0] - other[0])
        .map(([, program]) => program);
      this.show();
    }

    show() {
      const shown = this.hits.slice(0, SHOWN);
      this.found.replaceChildren(...shown.map((program, n) => make('li', {
        id: `${this.found.id}-${n}`, role: 'option', 'aria-selected': 'false', onclick: () => this.pick(program),
      }, make('b', {}, program.title), program.place)));
      this.mark(-1);
      this.toggle(shown.length > 0);
      const total = this.hits.length;
      this.said.textContent = !total ? 'No program found.'
        : `${total} ${total === 1 ? 'program' : 'programs'} found${total > SHOWN ? `, the first ${SHOWN} shown` : ''}.`;
    }

    steer(event) {
      const count = this.found.children.length;
      if (event.key === 'Escape') {
        if (!this.found.hidden) event.preventDefault();
        this.close();
      } else if (event.key === 'Enter' && !this.found.hidden) {
        event.preventDefault();
        this.pick(this.hits[Math.max(this.active, 0)]);
      } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count) {
        event.preventDefault();
        this.toggle(true);
        const step = event.key === 'ArrowDown' ? 1 : -1;
        this.mark(this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count);
      }
    }

    mark(number) {
      this.active = number;
      [...this.found.children].forEach((option, n) => option.setAttribute('aria-selected', String(n === number)));
      const option = this.found.children[number];
      if (option) this.input.setAttribute('aria-activedescendant', option.id);
      else this.input.removeAttribute('aria-activedescendant');
      option?.scrollIntoView({ block: 'nearest' });
    }

    toggle(open) {
      this.found.hidden = !open;
      this.input.setAttribute('aria-expanded', String(open));
    }

    close() {
      this.toggle(false);
      this.mark(-1);
    }

    pick({ slug, title, place }) {
      this.input.value = '';
      this.found.replaceChildren();
      this.close();
      this.said.textContent = `${title} chosen.`;
      this.dispatchEvent(new CustomEvent('pick', { detail: { slug, title, place }, bubbles: true }));
    }
  }

  customElements.define('program-picker', ProgramPicker);
})();
