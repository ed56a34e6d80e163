/* <program-filter data-root data-facets data-programs>: the list of programs by what they answer.
   Any choice of a group, all groups together; each count is what choosing it would find. The address is the state.
   Nothing is loaded before somebody begins, or opens an address with a query; then the static list makes way. */
(() => {
  'use strict';

  const { make, load, unpack, judge } = customElements.get('what-fits-me');
  const SHOWN = 25;
  const FIRST = 8; // rows that are made at once; the others follow when these stand
  const PAUSE = 150;
  const LONGEST = 120;
  const TRACKERS = /^(?:utm_|fbclid|gclid)/;
  const MISSING = ['not-stated', 'not-collected']; // whose answer may still be the wanted one
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
      for (const name of ['count', 'results', 'links', 'ignored', 'meant', 'unknowns', 'chosen', 'close']) {
        this[name] = this.querySelector(`:not(small)[data-part="${name}"]`);
      }
      this.fit = this.querySelector('what-fits-me');
      this.still = { count: this.count.textContent, parts: [...this.results.childNodes] };
      this.rows = new Map();
      this.parts = [];
      this.links.hidden = true;
      this.form.hidden = false;
      this.form.onsubmit = (event) => {
        event.preventDefault();
        this.open().then((usable) => usable && this.settle());
      };
      this.form.onreset = () => setTimeout(() => this.change());
      this.form.addEventListener('input', ({ target }) => (target.name === 'q' ? this.type() : this.change()));
      this.form.addEventListener('focusin', () => this.open(), { once: true });
      this.form.addEventListener('pointerdown', () => this.open(), { once: true });
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
      this.groups = found.facets.map((facet) => {
        const { id, options, sets } = facet;
        const group = { ...facet, values: unpack(facet.values), asks: new Set(facet.asks), chosen: new Set(), meant: new Set(), typed: null };
        group.hits = new Uint32Array(sets.length);
        group.number = facet.rule ? this.form.querySelector(`[data-facet="${id}"] input[type="number"]`) : null;
        group.boxes = options.map(([option]) => {
          const input = this.form.querySelector(`input[name="${id}"][value="${option}"]`);
          const [count, settled] = ['count', 'settled'].map((part) => input?.closest('label').querySelector(`[data-part="${part}"]`));
          return input && { input, count, settled };
        });
        group.missing = options.flatMap(([option], n) => (MISSING.includes(option) ? [n] : []));
        group.line = make('p', { hidden: true });
        return group;
      });
      this.unknowns.append(...this.groups.map((group) => group.line));
      this.sorts = found.sorts;
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
      this.settle(true, true);
    }

    read(query) {
      const ignored = [];
      const byId = new Map(this.groups.map((group) => [group.id, group]));
      const { q, sort, current } = this.form.elements;
      for (const group of this.groups) {
        group.chosen.clear();
        group.typed = null;
      }
      q.value = '';
      sort.value = '';
      current.checked = false;
      for (const [key, value] of query) {
        const group = byId.get(key);
        const option = group ? group.options.findIndex(([id]) => id === value) : -1;
        if (option >= 0) group.chosen.add(option);
        else if (group?.number && /^\d{1,3}$/.test(value)) group.typed = Number(value);
        else if (key === 'unknown' && byId.has(value)) byId.get(value).missing.forEach((missing) => byId.get(value).chosen.add(missing));
        else if (key === 'current' && value === '1') current.checked = true;
        else if (key === 'sort' && [...sort.options].some((known) => known.value === value)) sort.value = value;
        else if (key === 'q') {
          q.value = value.slice(0, LONGEST);
          if (value.length > LONGEST) ignored.push(`all but the first ${LONGEST} characters of the search`);
        } else if (!TRACKERS.test(key)) ignored.push(`“${clip(value ? `${key}=${value}` : key)}”`);
      }
      for (const group of this.groups) {
        group.boxes.forEach((box, option) => box && (box.input.checked = group.chosen.has(option)));
        if (group.number) group.number.value = group.typed ?? '';
      }
      const more = ignored.length > 3 ? ` and ${ignored.length - 3} more` : '';
      this.ignored.textContent = `This address holds something that the page does not know, which was ignored: ${ignored.slice(0, 3).join(', ')}${more}.`;
      this.ignored.hidden = !ignored.length;
    }

    write(replace) {
      const query = new URLSearchParams();
      const { q, sort, current } = this.form.elements;
      if (q.value.trim()) query.set('q', q.value.trim());
      for (const { id, chosen, options } of this.groups) for (const option of chosen) query.append(id, options[option][0]);
      for (const { id, typed } of this.groups) if (typed !== null) query.append(id, typed);
      if (current.checked) query.set('current', '1');
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
      this.kept = null;
      this.ignored.hidden = true;
      for (const group of this.groups) {
        group.boxes.forEach((box, option) => box && group.chosen[box.input.checked ? 'add' : 'delete'](option));
        if (group.number) group.typed = group.number.value && group.number.validity.valid ? Number(group.number.value) : null;
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
      const current = this.form.elements.current.checked;
      for (const group of groups) {
        group.hits.fill(0);
        const wanted = group.chosen.size || group.typed != null ? group.chosen : group.meant || group.chosen;
        group.active = wanted.size > 0 || group.typed != null;
        group.passes = group.sets.map((set, n) => (set.some((option) => wanted.has(option)) || this.allows(group, n, set))
          && !(current && group.asks?.has(n)));
      }
      const active = groups.filter((group) => group.active);
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

    /* Whether a number that the reader typed meets an answer; a preference speaks against nobody. */
    allows(group, n, set) {
      if (group.typed == null) return false;
      const number = group.numbers[n];
      if (!number) return set.length > 0 && !['disputed', ...MISSING].includes(group.options[set[0]][0]);
      const [low, high, strength] = number;
      return strength === 'preferred' || judge(group, { shown: true, low, high }, group.typed) === 'meets';
    }

    fitGroup() {
      const { chosen, verdicts } = this.fit;
      this.fitHits ??= new Uint32Array(5);
      return { chosen, values: verdicts, sets: [[0], [1], [2], [3], [4]], hits: this.fitHits };
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
        doors.push({ ...door, said: word });
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
      for (const group of this.groups) {
        group.meant = new Set(doors.filter(({ facet }) => facet === group.id)
          .flatMap((door) => door.options.map((id) => group.options.findIndex(([option]) => option === id))));
      }
      const all = !fit && !q.value.trim() && !sort.value && this.groups.every(({ chosen, typed }) => !chosen.size && typed === null);
      if (words.length && !this.names) await this.name().catch(() => this.fail());
      if (turn !== this.turn || (words.length && !this.names)) return;
      const found = this.find(this.mask(words));
      this.tell(found, all);
      this.explain(doors.length ? doors : this.kept || []);
      if (fit) this.fit.tell(this.fitHits);
      if (all) {
        this.results.replaceChildren(...this.still.parts);
        this.dataset.state = 'shown';
        return;
      }
      try {
        await this.name();
        if (sort.value) this.sort(found, sort.value);
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
        const settled = new Uint32Array(group.options.length);
        let left = 0;
        const out = new Uint32Array(group.options.length);
        group.sets.forEach((set, n) => {
          for (const option of set) {
            counts[option] += group.hits[n];
            if (!group.asks.has(n)) settled[option] += group.hits[n];
            if (!group.passes[n]) out[option] += group.hits[n];
          }
          if (!group.passes[n]) left += group.hits[n];
        });
        group.boxes.forEach((box, option) => {
          if (!box) return;
          if (box.count.textContent !== String(counts[option])) box.count.textContent = counts[option];
          if (box.settled) box.settled.textContent = settled[option] ? `${settled[option]} current` : '';
        });
        for (const option of group.chosen) chips.push(this.chip(group, option));
        if (group.typed !== null) chips.push(this.chip(group, null));
        this.leaveOut(group, left, out);
      }
      this.chosen.replaceChildren(...chips);
    }

    /* What a choice leaves out, part by part, and the way to those whose answer is missing. */
    leaveOut(group, left, out) {
      group.line.hidden = !group.active || !left || !group.missing.length;
      if (group.line.hidden) return;
      const parts = group.options.flatMap(([, label], option) => (out[option] ? [`${label.charAt(0).toLowerCase()}${label.slice(1)} ${out[option].toLocaleString('en-US')}`] : []));
      const missing = group.missing.reduce((sum, option) => sum + out[option], 0);
      const include = make('button', { type: 'button' }, `Include the ${missing.toLocaleString('en-US')} without an answer`);
      include.onclick = () => {
        this.settle(false);
        group.missing.forEach((option) => this.set(group, option, true));
        this.write();
        this.show();
        this.count.focus();
      };
      group.line.replaceChildren(`${group.label}: ${programs(left)} left out${parts.length ? `: ${parts.join(' · ')}` : ''}. `, ...(missing ? [include] : []));
    }

    chip(group, option) {
      const label = `${group.label}: ${option === null ? group.typed : group.options[option][1]}`;
      const button = make('button', { type: 'button', 'aria-label': `Remove ${label}` }, label, make('span', { 'aria-hidden': 'true' }, ' ×'));
      button.onclick = () => {
        if (option === null) {
          group.typed = null;
          group.number.value = '';
        } else this.set(group, option, false);
        this.write();
        this.show();
        this.count.focus();
      };
      return make('li', {}, button);
    }

    /* Words cannot tell "takes H-1B" from "does not take H-1B"; the facet can, so words that name one choose it. */
    explain(doors) {
      this.meant.textContent = doors.map(({ label, said }) => `“${said}” is read as: ${label.charAt(0).toLowerCase()}${label.slice(1)}.`).join(' ');
      this.meant.hidden = !doors.length;
    }

    /* Enter, or an address that somebody sent: words that name a facet become its boxes. */
    settle(show = true, replace = false) {
      const { q } = this.form.elements;
      const { doors, words } = this.split(q.value);
      for (const door of doors) {
        const group = this.groups.find(({ id }) => id === door.facet);
        group.options.forEach(([id], option) => door.options.includes(id) && this.set(group, option, true));
      }
      if (doors.length) {
        q.value = words.join(' ');
        this.kept = doors;
      }
      if (!show) return;
      this.write(replace);
      this.show();
    }

    /* By name or place, or by a number, the largest first; programs without one stand last, in their own order. */
    sort(found, by) {
      const { institution, institutions, specialty, specialties, detail, city, state } = this.names;
      const rank = (texts) => {
        const places = new Uint32Array(texts.length);
        texts.map((text, n) => [text.toLowerCase(), n]).sort((a, b) => (a[0] < b[0] ? -1 : 1)).forEach(([, n], place) => (places[n] = place));
        return places;
      };
      const numbers = this.sorts[by];
      if (numbers) return found.sort((a, b) => (numbers[b] ?? -1) - (numbers[a] ?? -1) || a - b);
      this.ranks ??= { houses: rank(institutions), kinds: rank(specialties.map(([, label]) => label)), places: rank(city.map((name, n) => `${state[n]} ${name}`)) };
      const { houses, kinds, places } = this.ranks;
      const byName = (a, b) => houses[institution[a]] - houses[institution[b]] || kinds[specialty[a]] - kinds[specialty[b]]
        || ((detail[a] || '') < (detail[b] || '') ? -1 : 1);
      return found.sort(by === 'place' ? (a, b) => places[a] - places[b] || byName(a, b) : byName);
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

    answer([shown, tone, strength, standing, mark, warning]) {
      const state = tone === 'gap' || tone === 'not-stated';
      return make(
        'span',
        { class: 'cell', [state ? 'data-state' : 'data-tone']: tone, 'data-standing': standing || null },
        shown,
        ...[
          strength && make('i', {}, strength),
          standing === 'disputed' && make('i', { 'data-part': 'disagree' }, 'Sources disagree'),
          mark && make('small', {}, mark),
          warning && make('small', { 'data-part': 'warning' }, warning),
        ].flatMap((part) => (part ? [' ', part] : [])),
      );
    }
  }

  customElements.define('program-filter', ProgramFilter);
})();
