/* <program-filter data-root data-facets data-programs>: the list of programs by what they answer.
   Any choice of a group, all groups together; each count is what choosing it would find. The address is the state.
   Nothing is loaded before somebody begins, or opens an address with a query; then the static list makes way. */
(() => {
  'use strict';

  const { make, load, unpack } = customElements.get('what-fits-me');
  const SHOWN = 25;
  const FIRST = 8; // rows that are made at once; the others follow when these stand
  const PAUSE = 150;
  const LONGEST = 120;
  const TRACKERS = /^(?:utm_|fbclid|gclid)/;
  const SMALL_WORDS = /^(?:in|at|of|the|and|for|[Pp]rograms?|[Rr]esidenc(?:y|ies))$/;

  const clip = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
  const programs = (count) => `${count.toLocaleString('en-US')} program${count === 1 ? '' : 's'}`;

  // "H 1B", "h-1b" and "J-1s" are one spelling; "Mount-Sinai" and "St. Luke’s" have plain words.
  const plain = (text) => text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’.]/g, '')
    .toLowerCase()
    .replace(/\b([b-hj-z])[\s\u2010-\u2015-]?(\d)(?:-?([a-rt-z]))?s?\b/g, '$1$2$3')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

  /* For each text of a list, whether it holds the word: a short word whole, a longer one as a beginning. */
  const marks = (texts, word) => texts.map((text) => ` ${text} `.includes(word.length < 3 ? ` ${word} ` : ` ${word}`));

  class ProgramFilter extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector('form');
      if (this.ready || !this.form || location.protocol === 'file:') return;
      this.ready = true;
      for (const name of ['count', 'results', 'links', 'ignored', 'doors', 'unknowns', 'chosen', 'close']) {
        this[name] = this.querySelector(`:not(small)[data-part="${name}"]`);
      }
      this.fit = this.querySelector('what-fits-me');
      this.still = { count: this.count.textContent, parts: [...this.results.childNodes] };
      this.rows = new Map();
      this.parts = [];
      this.links.hidden = true;
      this.form.hidden = false;
      this.form.onsubmit = (event) => event.preventDefault();
      this.form.onreset = () => setTimeout(() => this.change());
      this.form.addEventListener('input', ({ target }) => (target.name === 'q' ? this.type() : this.change()));
      this.form.addEventListener('focusin', () => this.open(), { once: true });
      this.form.addEventListener('pointerdown', () => this.open(), { once: true });
      this.unknowns.oninput = () => this.change();
      this.close.onclick = () => {
        this.querySelector('[data-part="panel"]').open = false;
        this.count.focus();
      };
      this.addEventListener('fit', () => this.open().then((usable) => usable && this.show()));
      addEventListener('popstate', () => this.restore());
      if (location.search) this.restore();
    }

    /* Loads what counting needs; true when it is there. */
    open() {
      this.loading ??= load(this.dataset.facets).then((found) => this.take(found), () => {
        this.loading = null;
        this.count.textContent = 'The filters could not be loaded. The list below is complete; try again in a moment.';
      });
      return this.loading;
    }

    take(found) {
      this.total = found.programs;
      this.sources = found.parts.map((name) => this.dataset.facets.replace(/[^/]+$/, name));
      this.doorways = found.doors.map((door) => ({ ...door, words: door.words.map(plain) }));
      this.groups = found.facets.map(({ id, label, options, sets, values }) => {
        const group = { id, label, options, sets, values: unpack(values), chosen: new Set(), unknown: false };
        group.hits = new Uint32Array(sets.length);
        group.boxes = options.map(([option]) => {
          const input = this.form.querySelector(`input[name="${id}"][value="${option}"]`);
          return input && { input, count: input.closest('label').querySelector('[data-part="count"]') };
        });
        group.silent = this.form.querySelector(`[data-facet="${id}"] [data-part="unknown"]`);
        group.box = make('input', { type: 'checkbox', name: 'unknown', value: id });
        group.told = make('span');
        group.offer = make('span');
        group.line = make('p', { hidden: true }, group.told, ' ', make('label', {}, group.box, ' ', group.offer));
        return group;
      });
      this.unknowns.append(...this.groups.map((group) => group.line));
      return true;
    }

    /* Names, which only shown rows and typed words need. */
    name() {
      this.naming ??= load(this.dataset.programs).then((names) => (this.names = names));
      return this.naming.catch((error) => {
        this.naming = null;
        throw error;
      });
    }

    /* The answers of some programs stand in parts of 128, as generator/data/browser.py cuts them. */
    answers(found) {
      return Promise.all(found.map((n) => {
        const number = n >> 7;
        this.parts[number] ??= load(this.sources[number]).then(({ columns }) => {
          this.parts[number] = columns.map(({ cells, values }) => ({ cells, values: unpack(values) }));
        });
        return this.parts[number];
      })).catch((error) => {
        this.parts = this.parts.map((part) => (part.then ? undefined : part));
        throw error;
      });
    }

    // --- The address ------------------------------------------------------------------------------

    async restore() {
      this.dataset.state = 'busy';
      if (!(await this.open())) return;
      this.read(new URLSearchParams(location.search));
      this.show();
    }

    read(query) {
      const ignored = [];
      const byId = new Map(this.groups.map((group) => [group.id, group]));
      const { q, sort } = this.form.elements;
      for (const group of this.groups) {
        group.chosen.clear();
        group.unknown = false;
      }
      q.value = '';
      sort.value = '';
      for (const [key, value] of query) {
        const group = byId.get(key);
        const option = group ? group.options.findIndex(([id]) => id === value) : -1;
        if (option >= 0) group.chosen.add(option);
        else if (key === 'unknown' && byId.has(value)) byId.get(value).unknown = true;
        else if (key === 'sort' && value === 'name') sort.value = value;
        else if (key === 'q') {
          q.value = value.slice(0, LONGEST);
          if (value.length > LONGEST) ignored.push(`all but the first ${LONGEST} characters of the search`);
        } else if (!TRACKERS.test(key)) ignored.push(`“${clip(value ? `${key}=${value}` : key)}”`);
      }
      for (const group of this.groups) {
        group.boxes.forEach((box, option) => box && (box.input.checked = group.chosen.has(option)));
        group.box.checked = group.unknown;
      }
      const more = ignored.length > 3 ? ` and ${ignored.length - 3} more` : '';
      this.ignored.textContent = `This address holds something that the page does not know, which was ignored: ${ignored.slice(0, 3).join(', ')}${more}.`;
      this.ignored.hidden = !ignored.length;
    }

    write(replace) {
      const query = new URLSearchParams();
      const { q, sort } = this.form.elements;
      if (q.value.trim()) query.set('q', q.value.trim());
      for (const { id, chosen, options } of this.groups) for (const option of chosen) query.append(id, options[option][0]);
      for (const { id, chosen, unknown } of this.groups) if (unknown && chosen.size) query.append('unknown', id);
      if (sort.value) query.set('sort', sort.value);
      const text = query.toString();
      if (text === location.search.slice(1)) return;
      history[replace ? 'replaceState' : 'pushState'](null, '', text ? `?${text}` : location.pathname);
    }

    // --- The reader's choices ---------------------------------------------------------------------

    /* One step back for a whole search, not one a letter. */
    type() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.change(this.typing);
        this.typing = true;
      }, PAUSE);
    }

    async change(replace = false) {
      this.dataset.state = 'busy';
      if (!(await this.open())) return;
      this.typing = false;
      this.ignored.hidden = true;
      for (const group of this.groups) {
        group.boxes.forEach((box, option) => box && group.chosen[box.input.checked ? 'add' : 'delete'](option));
        group.unknown = group.box.checked;
      }
      this.write(replace);
      this.show();
    }

    set(group, option, on) {
      group.chosen[on ? 'add' : 'delete'](option);
      if (group.boxes[option]) group.boxes[option].input.checked = on;
    }

    // --- Counting -----------------------------------------------------------------------------------

    /* Programs that meet all groups; a program that fails one group alone still counts for that group's options. */
    find(mask) {
      const groups = this.fit?.verdicts ? [...this.groups, this.fitGroup()] : this.groups;
      const active = groups.filter((group) => group.chosen.size);
      for (const group of groups) {
        group.hits.fill(0);
        group.passes = group.sets.map((set, n) => set.some((option) => group.chosen.has(option)) || (n === 0 && group.unknown));
      }
      const found = [];
      for (let n = 0; n < this.total; n += 1) {
        if (mask && !mask[n]) continue;
        let failed = null;
        let fails = 0;
        for (const group of active) {
          if (!group.passes[group.values[n]]) {
            failed = group;
            fails += 1;
            if (fails > 1) break;
          }
        }
        if (fails === 1) failed.hits[failed.values[n]] += 1;
        if (fails) continue;
        found.push(n);
        for (const group of groups) group.hits[group.values[n]] += 1;
      }
      return found;
    }

    fitGroup() {
      const { chosen, verdicts } = this.fit;
      this.fitHits ??= new Uint32Array(4);
      return { chosen, values: verdicts, sets: [[0], [1], [2], [3]], hits: this.fitHits };
    }

    /* The names as words are looked for in them; choosing alone does without. */
    spell(names) {
      const old = {};
      for (const [alias, n] of Object.entries(names.aliases)) old[n] = `${old[n] || ''} ${alias}`;
      const places = new Map();
      this.place = names.city.map((city, n) => {
        const place = `${city} ${names.states[names.state[n]] || ''} ${names.state[n]} ${names.words[n] || ''} ${names.detail[n] || ''} ${old[n] || ''}`;
        if (!places.has(place)) places.set(place, places.size);
        return places.get(place);
      });
      return {
        institution: names.institutions.map(plain),
        specialty: names.specialties.map((words) => plain(words.slice(1).join(' '))),
        place: [...places.keys()].map(plain),
      };
    }

    /* Which programs hold all the words, or null for all; words that mean a visa are left to the facet. */
    mask(words) {
      if (!words.length) return null;
      const found = new Uint8Array(this.total).fill(1);
      this.texts ??= this.spell(this.names);
      for (const word of words) {
        const [house, specialty, place] = ['institution', 'specialty', 'place'].map((name) => marks(this.texts[name], word));
        const { names } = this;
        for (let n = 0; n < found.length; n += 1) {
          found[n] &= house[names.institution[n]] || specialty[names.specialty[n]] || place[this.place[n]];
        }
      }
      return found;
    }

    /* The facet pages that the words name, the longest match first, and the words that are left. */
    split(text) {
      const raw = text.trim().split(/\s+/);
      const kept = raw.filter((word) => !SMALL_WORDS.test(word));
      let words = ` ${plain((kept.length ? kept : raw).join(' '))} `;
      const doors = [];
      const spelled = this.doorways.flatMap((door) => door.words.map((word) => [word, door]));
      for (const [word, door] of spelled.sort((one, other) => other[0].length - one[0].length)) {
        if (!words.includes(` ${word} `)) continue;
        words = words.replace(` ${word} `, ' ');
        doors.push(door);
      }
      return { doors, words: words.split(' ').filter(Boolean) };
    }

    // --- Showing ------------------------------------------------------------------------------------

    async show() {
      const turn = (this.turn = (this.turn || 0) + 1);
      this.dataset.state = 'busy';
      const { q, sort } = this.form.elements;
      const { doors, words } = this.split(q.value);
      const fit = Boolean(this.fit?.verdicts);
      const all = !fit && !q.value.trim() && !sort.value && this.groups.every(({ chosen }) => !chosen.size);
      if (words.length && !this.names) await this.name().catch(() => this.fail());
      if (turn !== this.turn || (words.length && !this.names)) return;
      const found = this.find(this.mask(words));
      this.tell(found, all);
      this.offer(doors);
      if (fit) this.fit.tell(this.fitHits);
      if (all) {
        this.results.replaceChildren(...this.still.parts);
        this.dataset.state = 'shown';
        return;
      }
      try {
        await this.name();
        if (sort.value) this.byName(found);
        await this.answers(found.slice(0, SHOWN));
      } catch {
        this.fail();
        return;
      }
      if (turn !== this.turn) return;
      this.list(found);
      setTimeout(() => {
        if (turn !== this.turn) return;
        this.more?.();
        this.dataset.state = 'shown';
      });
    }

    fail() {
      this.count.textContent = 'The names of the programs could not be loaded. Try again in a moment.';
    }

    tell(found, all) {
      const say = all ? this.still.count : found.length ? programs(found.length) : 'No program has all of these. Take a choice away, or include those whose answer is not known.';
      if (this.count.textContent !== say) this.count.textContent = say;
      this.close.textContent = `Show ${programs(found.length)}`;
      const chips = [];
      for (const group of this.groups) {
        const counts = new Uint32Array(group.options.length);
        group.sets.forEach((set, n) => set.forEach((option) => (counts[option] += group.hits[n])));
        group.boxes.forEach((box, option) => {
          if (box && box.count.textContent !== String(counts[option])) box.count.textContent = counts[option];
        });
        for (const option of group.chosen) chips.push(this.chip(group, option));
        const left = group.hits[0];
        if (group.silent) group.silent.textContent = `${left.toLocaleString('en-US')} not known yet`;
        group.line.hidden = !group.chosen.size || !left;
        if (group.line.hidden) continue;
        const one = left === 1;
        const where = group.unknown ? (one ? 'is included although its' : 'are included although their') : (one ? 'is left out because its' : 'are left out because their');
        group.told.textContent = `${group.label}: ${programs(left)} ${where} answer is not known.`;
        group.offer.textContent = `Include the ${left.toLocaleString('en-US')} whose answer is not known`;
      }
      this.chosen.replaceChildren(...chips);
    }

    chip(group, option) {
      const label = `${group.label}: ${group.options[option][1]}`;
      const button = make('button', { type: 'button', 'aria-label': `Remove ${label}` }, label, make('span', { 'aria-hidden': 'true' }, ' ×'));
      button.onclick = () => {
        this.set(group, option, false);
        this.write();
        this.show();
        this.count.focus();
      };
      return make('li', {}, button);
    }

    /* Words cannot tell "takes H-1B" from "does not take H-1B"; the facet can, so it is offered first. */
    offer(doors) {
      this.doors.replaceChildren(...doors.map((door) => {
        const button = make('button', { type: 'button' }, `Show ${door.lead.charAt(0).toLowerCase()}${door.lead.slice(1).replace(/\.$/, '')}`);
        button.onclick = () => {
          const group = this.groups.find(({ id }) => id === door.facet);
          group.options.forEach(([id], option) => this.set(group, option, door.options.includes(id)));
          this.form.elements.q.value = this.split(this.form.elements.q.value).words.join(' ');
          this.write();
          this.show();
          this.count.focus();
        };
        return button;
      }));
    }

    byName(found) {
      if (!this.order) {
        const { institution, institutions, specialty, specialties, detail } = this.names;
        const rank = (texts) => {
          const places = new Uint32Array(texts.length);
          texts.map((text, n) => [text.toLowerCase(), n]).sort((a, b) => (a[0] < b[0] ? -1 : 1)).forEach(([, n], place) => (places[n] = place));
          return places;
        };
        const [houses, kinds] = [rank(institutions), rank(specialties.map(([, label]) => label))];
        const compare = (a, b) => houses[institution[a]] - houses[institution[b]] || kinds[specialty[a]] - kinds[specialty[b]]
          || ((detail[a] || '') < (detail[b] || '') ? -1 : 1);
        this.order = compare;
      }
      return found.sort(this.order);
    }

    list(found) {
      this.more = null;
      if (!found.length) {
        this.results.replaceChildren();
        return;
      }
      const still = this.still.parts.find((part) => part.querySelector?.('table'));
      const frame = still.cloneNode();
      const table = still.querySelector('table').cloneNode();
      this.heads ??= [...still.querySelectorAll('thead th')].slice(1).map((head) => head.textContent);
      const body = make('tbody');
      table.append(...['caption', 'thead'].map((part) => still.querySelector(part).cloneNode(true)), body);
      frame.append(table);
      const more = make('button', { type: 'button', 'data-part': 'more' });
      const add = (size) => {
        const next = found.slice(body.children.length, body.children.length + size);
        const rows = next.map((n) => this.row(n));
        body.append(...rows);
        const left = found.length - body.children.length;
        more.textContent = `Show ${Math.min(SHOWN, left)} more of ${left.toLocaleString('en-US')}`;
        more.hidden = !left;
        return rows[0];
      };
      add(FIRST);
      this.more = () => add(SHOWN - FIRST);
      more.onclick = () => {
        const from = body.children.length;
        this.answers(found.slice(from, from + SHOWN)).then(() => add(SHOWN).querySelector('a').focus(), () => this.fail());
      };
      this.results.replaceChildren(frame, more);
    }

    row(n) {
      const { names } = this;
      if (!this.rows.has(n)) {
        const [, specialty] = names.specialties[names.specialty[n]];
        const title = `${names.institutions[names.institution[n]]}: ${specialty}${names.detail[n] ? ` (${names.detail[n]})` : ''}`;
        const place = `${names.city[n]}, ${names.states[names.state[n]] || names.state[n]}`;
        const slug = names.slug[n];
        const cells = this.parts[n >> 7].map(({ cells: known, values }) => known[values[n & 127]]);
        const gaps = this.heads.filter((head, column) => cells[column][1] === 'gap');
        const row = make(
          'tr',
          { role: 'row', 'data-slug': slug },
          make('th', { scope: 'row', role: 'rowheader' }, make('a', { href: `${this.dataset.root}programs/${slug}/` }, title), make('small', {}, place), make('save-program', { 'data-slug': slug, 'data-title': title })),
          ...cells.map((cell, column) => this.cell(cell, this.heads[column])),
          gaps.length && make('td', { role: 'cell', 'data-part': 'gaps' }, `Not collected yet: ${gaps.join(', ')}`),
        );
        this.rows.set(n, row);
      }
      const row = this.rows.get(n);
      row.querySelector('[data-part="fit"]')?.remove();
      const why = this.fit?.explain?.(n, names.slug[n]);
      if (why) row.firstChild.append(why);
      return row;
    }

    /* As the components `program-table` and `cell` have it; most programs share their cells, and copies are cheap. */
    cell(cell, label) {
      cell.made ??= make('td', { role: 'cell', 'data-label': label, 'data-gap': cell[1] === 'gap' }, this.answer(cell));
      return cell.made.cloneNode(true);
    }

    answer([shown, tone, strength, age, disagree]) {
      const state = tone === 'gap' || tone === 'not-stated';
      return make(
        'span',
        { class: 'cell', [state ? 'data-state' : 'data-tone']: tone },
        shown,
        ...[
          strength && make('i', {}, strength),
          disagree && make('i', { 'data-part': 'disagree' }, 'Sources disagree'),
          age && make('small', {}, age),
        ].flatMap((part) => (part ? [' ', part] : [])),
      );
    }
  }

  customElements.define('program-filter', ProgramFilter);
})();
