/* <list-import>: a tracker's rows beside the programs of the directory: sure matches, weak ones to be asked, and rows
   that the directory lacks, kept as the reader's own. Nothing is taken before he says so, and all of it can be undone. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { fold } = customElements.get('site-search');
  const { read, notes } = customElements.get('sheet-reader');
  const { count } = customElements.get('list-parts').parts;
  const { list } = customElements.get('save-program');
  const [SURE, WEAK, APART] = [0.72, 0.4, 0.1];

  /* How well names agree: the share of a row's words that a program has, rare words counting more. */
  class Matcher {
    constructor(catalog, known) {
      this.programs = catalog.programs.map((program) => ({ ...program, own: new Set(program.words.split(' ').filter(Boolean)) }));
      this.bySlug = new Map(this.programs.map((program) => [program.slug, program]));
      this.find = (slug) => this.bySlug.get(catalog.find(slug)?.slug);
      this.byTitle = new Map(this.programs.map((program) => [fold(program.title), program]));
      this.byCode = new Map(known.flatMap((program) => Object.entries(program).filter(([, value]) => typeof value === 'string' && value)
        .map(([key, value]) => [`${key} ${fold(value)}`, this.bySlug.get(program.slug)])));
      this.often = new Map();
      for (const { own } of this.programs) for (const word of own) this.often.set(word, (this.often.get(word) || 0) + 1);
    }

    weight(word) {
      return Math.log(1 + this.programs.length / (this.often.get(word) || 0.5));
    }

    /* {sure: program} or {weak: [programs]}, {} where nothing comes near. */
    match(row) {
      const slug = /\/programs\/([a-z0-9-]+)\/?$/.exec(row.url || '')?.[1];
      const coded = Object.entries(row.codes).map(([key, code]) => this.byCode.get(`${key} ${fold(code)}`)).find(Boolean);
      const exact = (slug && this.find(slug)) || coded || this.byTitle.get(fold(row.program || ''));
      if (exact) return { sure: exact };
      const words = [...new Set(fold([row.institution, row.program, row.specialty, row.city].filter(Boolean).join(' ')).split(' '))].filter(Boolean);
      const total = words.reduce((sum, word) => sum + this.weight(word), 0);
      const [city, state] = [fold(row.city || ''), fold(row.state || '')];
      const found = this.programs.map((program) => {
        const met = words.reduce((sum, word) => sum + (program.own.has(word) ? this.weight(word) : 0), 0) / (total || 1);
        const place = fold(program.place);
        const elsewhere = (city && !place.includes(city)) || (state && !` ${place} ${[...program.own].join(' ')} `.includes(` ${state} `));
        return [met * (elsewhere ? 0.6 : 1), program];
      }).filter(([score]) => score >= WEAK).sort((a, b) => b[0] - a[0]);
      if (!found.length) return {};
      return found[0][0] >= SURE && found[0][0] - (found[1]?.[0] || 0) >= APART
        ? { sure: found[0][1] } : { weak: found.slice(0, 4).map(([, program]) => program) };
    }
  }

  class ListImport extends HTMLElement {
    /* Shows what was found in a sheet; `take` is told the sentence and the way back. */
    async start(text, { catalog, config, api, take }) {
      const { rows, said } = read(text, config);
      if (!rows.length) return said[0] || 'No rows were found in this file, so nothing was imported.';
      const known = await fetch(api).then((answer) => answer.json()).then(({ programs }) => programs, () => []);
      const matcher = new Matcher(catalog, known);
      this.rows = rows.map((row) => ({ row, ...matcher.match(row) }));
      this.take = take;
      this.draw(said);
      return '';
    }

    draw(said) {
      const sure = this.rows.filter((found) => found.sure);
      const weak = this.rows.filter((found) => found.weak);
      const own = this.rows.filter((found) => !found.sure && !found.weak);
      const name = ({ row }) => [row.institution, row.program, row.city, row.state].filter(Boolean).join(', ') || Object.values(row.codes)[0];
      this.className = 'stack notice';
      this.replaceChildren(
        make('h2', { tabindex: -1 }, `${count(this.rows.length, 'row', 'rows')} read`),
        ...said.map((sentence) => make('p', {}, sentence)),
        make('p', {}, `${count(sure.length, 'row is', 'rows are')} of programs in this directory. ${weak.length ? `${count(weak.length, 'row needs', 'rows need')} your word. ` : ''}${own.length ? `${count(own.length, 'row is', 'rows are')} of programs that the directory lacks: kept as rows of your own.` : ''}`),
        ...weak.map((found) => {
          found.choice = make('select', {},
            make('option', { value: '' }, 'Choose …'),
            ...found.weak.map(({ slug, title, place }) => make('option', { value: slug }, `${title}, ${place}`)),
            make('option', { value: 'own' }, 'None of these: keep it as my own row'),
            make('option', { value: 'out' }, 'Leave it out'));
          return make('label', {}, make('span', {}, `Line ${found.row.line}: ${name(found)}`), found.choice);
        }),
        own.length ? make('details', {}, make('summary', {}, 'Rows of your own'), make('ul', {}, ...own.map((found) => make('li', {}, name(found))))) : '',
        make('p', { class: 'actions' },
          make('button', { type: 'button', onclick: () => this.finish() }, 'Take them into my list'),
          make('button', { type: 'button', onclick: () => this.remove() }, 'Cancel')),
        this.told = make('p', { role: 'status' }));
      this.firstElementChild.focus();
    }

    finish() {
      const open = this.rows.find(({ choice }) => choice && !choice.value);
      if (open) {
        this.told.textContent = 'Choose for each row what it is, or leave it out.';
        open.choice.focus();
        return;
      }
      const changes = {};
      const counts = { added: 0, own: 0, repeated: 0, left: 0, replaced: 0 };
      const seen = new Set();
      for (const found of this.rows) this.gather(found, changes, counts, seen);
      if (list.tooMany(changes)) {
        this.told.textContent = list.LIMITS.programs[1];
        return;
      }
      const before = Object.fromEntries(Object.keys(changes).map((path) => [path, list.get(path) ?? null]));
      list.set(changes);
      this.remove();
      this.take([
        `${count(counts.added, 'program', 'programs')} added${counts.own ? `, ${counts.own} of them as rows of your own` : ''}.`,
        counts.replaced && `${count(counts.replaced, 'value was', 'values were')} replaced by what the sheet says.`,
        counts.repeated && `${count(counts.repeated, 'row stands', 'rows stand')} twice in the sheet and became one.`,
        counts.left && `${counts.left} left out.`,
        list.problem,
      ].filter(Boolean).join(' '), () => list.set(before));
    }

    gather({ row, sure, choice }, changes, counts, seen) {
      const chosen = choice?.value;
      if (chosen === 'out') {
        counts.left += 1;
        return;
      }
      const own = !sure && (!chosen || chosen === 'own');
      const slug = own ? ListImport.ownSlug(row) : sure?.slug || chosen;
      const entry = list.program(slug);
      const title = own ? ListImport.ownTitle(row) : [...this.rows].flatMap((found) => [found.sure, ...(found.weak || [])]).find((program) => program?.slug === slug).title;
      if (seen.has(slug)) counts.repeated += 1;
      else if (!entry.title) {
        counts.added += 1;
        counts.own += own;
      }
      seen.add(slug);
      const put = (path, value) => {
        const now = list.get(`p/${slug}/${path}`);
        if (!value || now === value) return;
        if (now !== undefined) counts.replaced += 1;
        changes[`p/${slug}/${path}`] = value;
      };
      if (!entry.title) put('title', title);
      if (own) put('own', true);
      for (const name of ['status', 'interest', 'tier']) put(name, row[name]);
      put('rank', Number(row.rank) || 0);
      put('reason', (row.reason || '').slice(0, 400));
      for (const [id, day] of Object.entries(row.dates)) put(`day/${id}`, day);
      for (const { id, ...note } of notes(row, entry.notes)) if (!list.get(`p/${slug}/note/${id}`)) changes[`p/${slug}/note/${id}`] = note;
    }

    static ownTitle({ institution = '', program = '', city = '', codes }) {
      const name = [institution, program].filter(Boolean).filter((text, n, all) => !n || !fold(all[0]).includes(fold(text))).join(': ');
      return `${name || Object.values(codes)[0]}${city && !fold(name).includes(fold(city)) ? `, ${city}` : ''}`.slice(0, 200);
    }

    static ownSlug(row) {
      return `own-${fold(ListImport.ownTitle(row)).replaceAll(' ', '-').slice(0, 80).replace(/-$/, '') || 'row'}`;
    }
  }

  customElements.define('list-import', ListImport);
})();
