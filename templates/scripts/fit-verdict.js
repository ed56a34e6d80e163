/* <fit-verdict data-root data-src data-slug data-programs>: what a reader's answers mean for one program, in a line; nothing where
   there are none. Its static `Fit` holds the answers against what programs publish: met, missed, only a wish, or open. No score, nothing sent. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { load, unpack, judge, Programs } = customElements.get('program-columns');
  const KEY = `${document.documentElement.dataset.storage}-fit/1`;
  const RESCUE = `${KEY}-rescued`;
  const DECIDED = ['missed', 'wished', 'met'];
  const SAID = ['against', 'wanted', 'fits']; // open: what was said is not current
  const OPEN = ['disputed', 'unclear', 'unknown']; // nothing to hold against the reader: see weigh
  const GROUPS = [
    ['Meet what they publish', 'Nothing current speaks against you; what is open is yours to ask.'],
    ['Meet, but miss a preference', 'They would rather have something that you do not have. A preference is no rule.'],
    ['Open, and what they said before fits', 'Their answers are old, undated or overtaken by a rule: ask again before you pay.'],
    ['Open, and what they said before fits but for a preference', 'Their answers are old, undated or overtaken; a preference is no rule. Ask again.'],
    ['Open on what decides', 'What decides is not known here, whatever else fits: ask that first.'],
    ['Open, and what is published does not settle it', 'Sources disagree, or your number lies inside the range that they give: ask.'],
    ['Open, with nothing published', 'Nobody has found an answer on your points: ask.'],
    ['Open, and an older rule is against you', 'It may no longer hold: ask before you give them up.'],
    ['Do not meet', 'A current rule speaks against you.'],
  ];
  const BEST = ['met', 'fits', ...OPEN, 'wanted', 'against', 'wished', 'missed'];

  /* What one published answer means for a reader's value. One that is old, disputed or silent decides nothing. */
  const weigh = ({ rule, allows, prefers }, published, value) => {
    const { options = [], low, high, strength, settled } = published;
    if (published.disputed) return 'disputed';
    if (!published.shown || (!settled && !options.length && low == null && high == null)) return 'unknown';
    const meets = rule === 'allows'
      ? (options.some((id) => allows[value].includes(id)) ? 'meets' : 'fails')
      : judge(rule, low, high, value);
    if (meets === 'unknown') return 'unclear';
    if (meets === 'meets') return settled ? 'met' : 'fits';
    if (strength === 'preferred' || options.some((id) => prefers.includes(id))) return settled ? 'wished' : 'wanted';
    return settled ? 'missed' : 'against';
  };

  const rule = ({ shown, strength }) => [shown, strength].filter(Boolean).join(' ');
  const count = (number, noun) => `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;

  class Fit {
    static GROUPS = GROUPS;

    constructor({ start, fields, fits, changes, notes, regions }) {
      Object.assign(this, { start, fields, changes, notes, regions });
      this.fits = fits.map((fit) => ({ ...fit, values: unpack(fit.values) }));
      this.byId = new Map(fields.map((field) => [field.id, field]));
    }

    /* What is kept, as texts by field. What is not understood is put aside before anything takes its place. */
    static stored() {
      try {
        const raw = localStorage.getItem(KEY);
        const sound = /^\{(?:"[a-z0-9-]{1,100}":"[^"\\]{0,40}",?)*\}$/.test(raw);
        if (raw && !sound) Fit.putAside(raw);
        return sound ? JSON.parse(raw) : {};
      } catch {
        return {};
      }
    }

    /* What was put aside, as text, or ''. */
    static aside() {
      try {
        return localStorage.getItem(RESCUE) || '';
      } catch {
        return '';
      }
    }

    static putAside(raw) {
      const aside = Fit.aside();
      if (!aside.includes(raw)) localStorage.setItem(RESCUE, aside ? `${aside}\n${raw}` : raw);
    }

    /* Keeps the answers until they are cleared; false where this browser keeps nothing. */
    static store(answers) {
      try {
        if (Object.keys(answers).length) localStorage.setItem(KEY, JSON.stringify(answers));
        else localStorage.removeItem(KEY);
        return true;
      } catch {
        return false;
      }
    }

    needless(field, answers) {
      return Object.entries(field.unless).some(([other, answer]) => answers[other] === answer);
    }

    /* The answers that count: within bounds, not made needless by another, and what follows from them. */
    take(answers) {
      this.values = {};
      for (const field of this.fields) {
        const { id, kind, derived, low, high, options } = field;
        const value = Object.hasOwn(answers, id) ? String(answers[id]) : '';
        if (derived) {
          if (derived in this.values) this.values[id] = Math.max(0, this.start - this.values[derived]);
        } else if (value && !this.needless(field, answers)) {
          if (kind === 'number' && /^\d{1,4}$/.test(value) && value >= low && value <= high) this.values[id] = Number(value);
          if (kind === 'choice' && options.some(([option]) => option === value)) this.values[id] = value;
          if ((kind === 'specialty' || kind === 'place')) this.values[id] = value;
        }
      }
      this.asked = this.fits.filter(({ field, rule, allows, when }) => field in this.values
        && (rule !== 'allows' || Object.hasOwn(allows, this.values[field]))
        && Object.entries(when).every(([other, some]) => some.includes(this.values[other])))
        .map((fit) => ({ fit, kinds: fit.sets.map((published) => weigh(fit, published, this.values[fit.field])) }));
      return this.asked.length > 0;
    }

    /* One program: a list of {fit, published, kind} a kind, in the order of the questions. */
    judge(n) {
      const items = this.asked.map(({ fit, kinds }) => ({ fit, published: fit.sets[fit.values[n]], kind: kinds[fit.values[n]] }));
      const found = Object.fromEntries([...DECIDED, ...SAID, ...OPEN].map((kind) => [kind, []]));
      for (const item of items) {
        // Where one of several is enough, the best of them stands; a refusal counts only where all refuse.
        const { field } = item.fit;
        const others = this.byId.get(field).either.includes(this.values[field]) ? items.filter(({ fit }) => fit.field === field) : [item];
        const best = BEST.find((kind) => others.some((other) => other.kind === kind));
        if (item.kind === best) found[best].push(item);
      }
      found.open = OPEN.flatMap((kind) => found[kind]);
      found.first = found.open.filter(({ fit }) => this.byId.get(fit.field).decides);
      return found;
    }

    /* The place of a program's group: see GROUPS. */
    static group({ missed, wished, met, against, wanted, fits, disputed, unclear, first }) {
      if (missed.length) return 8;
      if (against.length) return 7;
      if (first.length && [wished, met, wanted, fits].some((items) => items.length)) return 4;
      if (wished.length) return 1;
      if (met.length) return 0;
      if (wanted.length) return 3;
      if (fits.length) return 2;
      return disputed.length || unclear.length ? 5 : 6;
    }

    static verdict(found) {
      const [missed, wished, met, against, wanted, fits, disputed, unclear, all] = [...DECIDED, ...SAID, 'disputed', 'unclear', 'open'].map((kind) => found[kind].length);
      const open = against + wanted + fits + all;
      return [
        `Meets ${count(met, 'point')}; ${open} to ask`,
        `${met ? `Meets ${count(met, 'point')}, but misses` : 'Misses'} ${count(wished, 'preference')}; ${open} to ask`,
        `What it said before fits on ${count(fits, 'point')}: ask again`,
        `What it said before fits on ${count(fits, 'point')}, but misses ${count(wanted, 'preference')}: ask again`,
        `What decides is open: ${found.first.map(({ fit }) => fit.label).join(', ')}. Ask that first`,
        disputed ? `Sources disagree on ${count(disputed, 'point')}: ask` : `Your number lies inside the range given on ${count(unclear, 'point')}: ask`,
        'Nothing published on your points: ask',
        `${count(against, 'older rule')} against you: ask whether it still holds`,
        `Does not meet ${count(missed, 'rule')}`,
      ][Fit.group(found)];
    }

    /* An answer in words, with what the reader has where that is not enough. */
    tell({ fit, published, kind }) {
      const value = this.values[fit.field];
      const { options } = this.byId.get(fit.field);
      const mine = options.find(([id]) => id === value)?.[1] ?? value;
      const mark = published.mark ? ` (${published.mark})` : '';
      const yours = ['missed', 'wished', 'against', 'wanted'].includes(kind) ? `; you: ${mine}` : '';
      return `${rule(published)}${mark}${yours}`;
    }
  }

  class FitVerdict extends HTMLElement {
    static Fit = Fit;
    static rule = rule;

    async connectedCallback() {
      const answers = Fit.stored();
      if (this.firstChild || !Object.keys(answers).length) return;
      const { root, src, programs: names, slug } = this.dataset;
      FitVerdict.loading ??= Promise.all([load(src), new Programs(root, names).open()]);
      const [found, { slug: slugs }] = await FitVerdict.loading.catch(() => [null, { slug: [] }]);
      const n = slugs.indexOf(slug);
      const fit = found && new Fit(found);
      if (n >= 0 && fit.take(answers) && !this.firstChild) this.append(make('a', { href: `${this.dataset.root}shortlist/` }, Fit.verdict(fit.judge(n))));
    }
  }

  customElements.define('fit-verdict', FitVerdict);
})();
