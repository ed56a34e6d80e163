/* <new-profile>: what a new program is called and where it is; `begin` takes the rules and the catalog. */
(() => {
  'use strict';

  const { fold } = customElements.get('site-search');
  const NEEDED = ['name', 'institution', 'specialty', 'city', 'state'];
  const { make } = customElements.get('page-parts');
  const capital = (text) => text[0].toUpperCase() + text.slice(1);
  const slugOf = (text) => fold(text).replaceAll(' ', '-');

  class NewProfile extends HTMLElement {
    begin(rules, catalog) {
      this.rules = rules;
      this.catalog = catalog;
      this.keys = [...NEEDED, ...rules.identifiers.map(([key]) => key), 'website'];
      this.meta = Object.fromEntries(this.keys.map((key) => [key, '']));
      this.replaceChildren(this.about());
    }

    /* What a draft held: only known fields, and texts. */
    fill(meta) {
      for (const key of this.keys) if (typeof meta?.[key] === 'string') this.meta[key] = meta[key];
      this.replaceChildren(this.about());
    }

    profile() {
      return Object.fromEntries(this.keys.filter((key) => this.meta[key]).map((key) => [key, this.meta[key]]));
    }

    about() {
      const set = (key) => (event) => { this.meta[key] = event.target.value.trim(); this.dispatchEvent(new CustomEvent('edit', { bubbles: true })); };
      const { institutions, specialties, states, identifiers, nouns } = this.rules;
      const field = (label, key) => make('label', {}, label, make('input', { type: 'text', value: this.meta[key], oninput: set(key) }));
      const pick = (key, rows) => {
        const select = make('select', { onchange: set(key) }, [['', 'Choose'], ...rows].map(([value, label]) => make('option', { value }, label)));
        select.value = this.meta[key];
        return make('label', {}, capital(nouns[key]), select);
      };
      return make('fieldset', {}, make('legend', {}, 'The program'),
        field(`The program's own name, without that of the ${nouns.institution}`, 'name'),
        pick('institution', [...institutions].sort((a, b) => a[1].localeCompare(b[1]))),
        make('p', { class: 'soft' }, `The list lacks the ${nouns.institution}? It needs a file of its own first: propose the program as an issue instead.`),
        pick('specialty', specialties), field('City', 'city'), pick('state', states),
        ...identifiers.map(([key, label]) => field(`${label} (may stay empty)`, key)), field('Website (may stay empty)', 'website'));
    }

    wrong() {
      const { meta } = this;
      const { identifiers, nouns, match } = this.rules;
      const missing = NEEDED.filter((key) => !meta[key]).map((key) => nouns[key] || key);
      const wrong = missing.length ? [`These are missing: ${missing.join(', ')}.`] : [];
      for (const [key, label, shape, pattern] of identifiers) {
        if (meta[key] && !new RegExp(`^(?:${pattern})$`, 'u').test(meta[key])) wrong.push(`${label}: must be ${shape}.`);
      }
      if (meta.website && !match.link.test(meta.website)) wrong.push('The website must begin with https://.');
      if (this.catalog.find(this.path().split('/').pop().slice(0, -3))) wrong.push('There is a profile for this program already: change that one instead.');
      return wrong;
    }

    path() {
      const { meta } = this;
      const city = slugOf(meta.city);
      const parts = [meta.institution, meta.institution.includes(city) ? '' : city, meta.specialty];
      return `content/programs/${meta.state.toLowerCase()}/${parts.filter(Boolean).join('-') || 'program'}.md`;
    }
  }

  customElements.define('new-profile', NewProfile);
})();
