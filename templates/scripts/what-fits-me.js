/* <what-fits-me data-root data-src>: holds the reader's own situation against what programs publish. No score, nothing sent.
   `verdicts` has a number a program (1 meets, 2 unknown, 3 does not meet) or is null; `explain(n, slug)` says why, as an element.
   Fires "fit" when either the answers or the chosen verdicts change; `tell(counts)` shows how many programs have which. */
(() => {
  'use strict';

  const KEY = `${document.documentElement.dataset.storage}-fit/1`;
  const VERDICTS = ['', 'Meets what it publishes', 'Unknown: ask', 'Does not meet'];
  const [MEETS, UNKNOWN, FAILS] = [1, 2, 3];

  /* An element with attributes and children; texts stay text. */
  const make = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === true) made.setAttribute(key, '');
      else if (value !== false && value != null) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child != null && child !== false && child !== ''));
    return made;
  };

  const load = async (src) => {
    const answer = await fetch(src);
    if (!answer.ok) throw new Error(`${answer.status} ${src}`);
    return answer.json();
  };

  /* A column as generator/data/browser.py packs it: a letter a number, from "#" on, without the backslash. */
  const unpack = (text) => {
    const numbers = new Uint16Array(text.length);
    for (let n = 0; n < numbers.length; n += 1) {
      const code = text.charCodeAt(n);
      numbers[n] = code - 35 - (code > 92);
    }
    return numbers;
  };

  /* What one published answer means for one reader's value: "" (not held against it), "meets", "unknown" or "fails". */
  const judge = ({ rule, allows }, published, value) => {
    if (rule === 'allows' && !allows[value]) return '';
    if (!published.shown) return 'unknown';
    if (rule === 'allows') return published.options?.some((id) => allows[value].includes(id)) ? 'meets' : 'fails';
    const { low, high } = published;
    if (low == null && high == null) return 'meets';
    if (rule === 'floor') return (low ?? high) >= value ? 'meets' : 'fails';
    if (rule === 'at-most') {
      if (value <= (low ?? high)) return 'meets';
      return high != null && value > high ? 'fails' : 'unknown';
    }
    if (value >= (high ?? low)) return 'meets';
    return low != null && value < low ? 'fails' : 'unknown';
  };

  class WhatFitsMe extends HTMLElement {
    static make = make;
    static load = load;
    static unpack = unpack;
    static judge = judge;

    connectedCallback() {
      if (this.form || location.protocol === 'file:') return;
      this.verdicts = null;
      this.chosen = new Set();
      this.form = make('form', {});
      this.said = make('p', { role: 'status' });
      this.summary = make('summary', {}, 'What fits me');
      this.panel = make('details', {}, this.summary, this.said, this.form);
      this.append(this.panel);
      this.form.onsubmit = (event) => event.preventDefault();
      this.panel.ontoggle = () => this.panel.open && this.open();
      if (this.remembered()) this.open();
    }

    remembered() {
      try {
        const raw = localStorage.getItem(KEY);
        const sound = /^\{(?:"[a-z0-9-]{1,100}":"[^"\\]{0,20}",?)*\}$/.test(raw);
        if (raw && !sound) localStorage.setItem(`${KEY}-rescued`, raw); // before anything takes its place
        return sound ? JSON.parse(raw) : null;
      } catch {
        return null;
      }
    }

    open() {
      this.loading ??= load(this.dataset.src).then((found) => this.build(found)).catch(() => {
        this.loading = null;
        this.said.textContent = 'This could not be loaded. Close and open it to try again.';
      });
      return this.loading;
    }

    build({ start, fields, fits }) {
      this.start = start;
      this.fields = fields;
      this.fits = fits.map((fit) => ({ ...fit, values: unpack(fit.values) }));
      this.boxes = VERDICTS.slice(1).map((label, n) => {
        const input = make('input', { type: 'checkbox', name: 'verdict', value: n + 1 });
        return { input, count: make('small'), label };
      });
      this.results = make('fieldset', { hidden: true }, make('legend', {}, 'Show only'), ...this.boxes.map(
        ({ input, count, label }) => make('label', {}, input, ' ', make('span', {}, label), ' ', count),
      ));
      this.remember = make('input', { type: 'checkbox' });
      this.form.append(
        make('p', {}, 'Answer what you like. Nothing leaves this browser, and no program is hidden unless you choose so below.'),
        make('div', {}, ...fields.filter((field) => !field.derived).map((field) => this.ask(field))),
        make('label', {}, this.remember, ' ', make('span', {}, 'Remember on this device')),
        this.results,
        make('button', { type: 'reset' }, 'Clear my answers'),
      );
      this.form.oninput = () => this.change();
      this.form.onreset = () => setTimeout(() => this.change());
      this.said.textContent = '';
      this.fill(this.remembered());
    }

    ask(field) {
      const id = `fit-${field.id}`;
      const choice = field.options.length > 0;
      const input = choice
        ? make('select', { id }, make('option', { value: '' }, 'No answer'), ...field.options.map(([value, label]) => make('option', { value }, label)))
        : make('input', { id, type: 'number', inputmode: 'numeric', min: field.low, max: field.high, step: 1 });
      if (field.help) input.setAttribute('aria-describedby', `${id}-help`);
      field.input = input;
      field.row = make('div', {}, make('label', { for: id }, field.label), input, field.help && make('small', { id: `${id}-help` }, field.help));
      return field.row;
    }

    /* Only answers that the fields know are taken from storage. */
    fill(stored) {
      if (!stored) return;
      for (const field of this.fields) {
        if (field.input && Object.hasOwn(stored, field.id)) field.input.value = stored[field.id];
      }
      this.remember.checked = true;
      this.change();
    }

    /* The reader's answers that count: within bounds, and not made needless by another. */
    read() {
      const values = {};
      for (const field of this.fields) {
        const { id, input, low, high } = field;
        if (!input) {
          if (field.derived in values) values[id] = Math.max(0, this.start - values[field.derived]);
          continue;
        }
        const needless = Object.entries(field.unless).some(([other, answer]) => values[other] === answer);
        field.row.hidden = needless;
        if (needless || !input.value || !input.validity.valid) continue;
        values[id] = field.options.length ? input.value : Number(input.value);
        if (low != null && (values[id] < low || values[id] > high)) delete values[id];
      }
      return values;
    }

    change() {
      const values = this.read();
      this.values = values;
      this.chosen = new Set(this.boxes.filter(({ input }) => input.checked).map(({ input }) => Number(input.value)));
      const wrong = this.fields.filter(({ input }) => input && !input.validity.valid);
      this.said.textContent = wrong.map(({ label, low, high }) => `${label}: a whole number from ${low} to ${high}.`).join(' ');
      this.store();
      this.asked = this.fits.filter((fit) => fit.field in values)
        .map((fit) => ({ fit, results: fit.sets.map((published) => judge(fit, published, values[fit.field])) }))
        .filter(({ results }) => results.some(Boolean));
      this.verdicts = this.asked.length ? this.sum() : null;
      if (!this.verdicts) this.results.hidden = true;
      this.summary.textContent = 'What fits me';
      if (!this.verdicts) this.chosen.clear();
      this.dispatchEvent(new Event('fit', { bubbles: true }));
    }

    /* A preference that is not met speaks against no program; it is only said. */
    sum() {
      const verdicts = new Uint16Array(this.fits[0].values.length).fill(MEETS);
      for (const { fit, results } of this.asked) {
        const weight = results.map((result, n) => {
          if (result === 'unknown') return UNKNOWN;
          return result === 'fails' && fit.sets[n].strength !== 'preferred' ? FAILS : MEETS;
        });
        for (let n = 0; n < verdicts.length; n += 1) {
          const found = weight[fit.values[n]];
          if (found > verdicts[n]) verdicts[n] = found;
        }
      }
      return verdicts;
    }

    store() {
      try {
        if (!this.remember.checked) localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(this.fields.filter(({ input }) => input?.value).map(({ id, input }) => [id, input.value]))));
      } catch {
        if (this.remember.checked) this.said.textContent = 'This browser does not let the page keep anything, so your answers last until you leave.';
      }
    }

    /* How many programs have which verdict: counts[1] to counts[3]. */
    tell(counts) {
      this.results.hidden = false;
      this.boxes?.forEach(({ count, input }) => {
        count.textContent = counts[input.value] || 0;
      });
      this.summary.textContent = `What fits me: ${counts[MEETS]} meet, ${counts[UNKNOWN]} unknown, ${counts[FAILS]} do not`;
    }

    /* Why a program has its verdict, each rule with a link to its claim; null where the reader has said nothing. */
    explain(n, slug) {
      if (!this.verdicts) return null;
      const parts = { meets: [], fails: [], unknown: [], prefers: [] };
      for (const { fit, results } of this.asked) {
        const published = fit.sets[fit.values[n]];
        const kind = results[fit.values[n]];
        if (kind) parts[kind === 'fails' && published.strength === 'preferred' ? 'prefers' : kind].push({ fit, published });
      }
      const link = ({ fit }) => make('a', { href: `${this.dataset.root}programs/${slug}/#${fit.id}` }, fit.label);
      const line = (title, items, rest) => items.length > 0 && make('span', {}, make('b', {}, title), ' ', ...items.flatMap(
        (item, place) => [place ? ', ' : '', link(item), rest(item)],
      ));
      const yours = ({ fit }) => {
        const field = this.fields.find(({ id }) => id === fit.field);
        const value = this.values[fit.field];
        return field.options.find(([id]) => id === value)?.[1] ?? value;
      };
      const rule = (item) => ` ${item.published.shown}${item.published.strength ? ` ${item.published.strength}` : ''} (you: ${yours(item)})`;
      return make(
        'span',
        { 'data-part': 'fit', 'data-verdict': this.verdicts[n] },
        line('Does not meet:', parts.fails, rule),
        line('Unknown: ask about', parts.unknown, (item) => (item.published.shown ? rule(item) : '')),
        line('Prefers', parts.prefers, (item) => ` ${item.published.shown}: you have ${yours(item)}`),
        line(this.verdicts[n] === MEETS ? 'Meets what it publishes:' : 'Meets:', parts.meets, (item) => ` ${item.published.shown}`),
      );
    }
  }

  customElements.define('what-fits-me', WhatFitsMe);
})();
