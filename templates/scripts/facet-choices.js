/* <facet-choices>: the boxes and numbers of all facets. Any choice of a group, all groups together;
   each count is what choosing it would find. `take` gives it what assets/facets.json holds. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { unpack, judge } = customElements.get('program-columns');
  const MISSING = ['listed', 'not-stated', 'not-collected']; // whose answer may still be the wanted one

  const count = (number) => number.toLocaleString('en-US');

  class FacetChoices extends HTMLElement {
    take(facets) {
      this.groups = facets.map((facet) => ({
        ...facet,
        values: unpack(facet.values),
        asks: new Set(facet.asks),
        dated: Boolean(facet.asks),
        chosen: new Set(),
        meant: new Set(), // by words, until they are settled
        typed: null,
        hits: new Uint32Array(facet.sets.length),
        number: facet.rule ? this.querySelector(`[data-facet="${facet.id}"] input[type="number"]`) : null,
        boxes: facet.options.map(([option]) => this.box(facet.id, option)),
        missing: facet.options.flatMap(([option], n) => (MISSING.includes(option) ? [n] : [])),
      }));
      this.current = this.querySelector('[name="current"]');
      this.byId = new Map(this.groups.map((group) => [group.id, group]));
    }

    box(id, option) {
      const input = this.querySelector(`input[name="${id}"][value="${option}"]`);
      const [counted, settled] = ['count', 'settled'].map((part) => input?.closest('label').querySelector(`[data-part="${part}"]`));
      return input && { input, counted, settled };
    }

    /* Takes its choices from an address; gives what it does not know. */
    read(query) {
      for (const group of this.groups) {
        group.chosen.clear();
        group.typed = null;
      }
      this.current.checked = query.get('current') === '1';
      const rest = [];
      for (const [key, value] of query) {
        const group = this.byId.get(key);
        const option = group ? group.options.findIndex(([id]) => id === value) : -1;
        if (option >= 0) group.chosen.add(option);
        else if (group?.number && /^\d{1,3}$/.test(value)) group.typed = Number(value);
        else if (key === 'unknown' && this.byId.has(value)) this.include(this.byId.get(value));
        else if (key !== 'current' || value !== '1') rest.push([key, value]);
      }
      for (const { boxes, chosen, number, typed } of this.groups) {
        boxes.forEach((box, option) => box && (box.input.checked = chosen.has(option)));
        if (number) number.value = typed ?? '';
      }
      return rest;
    }

    /* The choices as they stand in an address. */
    write(query) {
      for (const { id, chosen, options } of this.groups) for (const option of chosen) query.append(id, options[option][0]);
      for (const { id, typed } of this.groups) if (typed !== null) query.append(id, typed);
      if (this.current.checked) query.append('current', 1);
    }

    /* What the reader has ticked and typed. */
    look() {
      for (const group of this.groups) {
        group.boxes.forEach((box, option) => box && group.chosen[box.input.checked ? 'add' : 'delete'](option));
        if (group.number) group.typed = group.number.value && group.number.validity.valid ? Number(group.number.value) : null;
      }
    }

    set(group, option, on) {
      group.chosen[on ? 'add' : 'delete'](option);
      if (group.boxes[option]) group.boxes[option].input.checked = on;
    }

    include(group) {
      group.missing.forEach((option) => this.set(group, option, true));
    }

    get any() {
      return this.groups.some(({ chosen, typed }) => chosen.size || typed !== null);
    }

    /* What words mean counts as long as nothing of the same group is chosen. */
    mean(meanings) {
      for (const group of this.groups) {
        const options = meanings.filter(({ facet }) => facet === group.id).flatMap((meaning) => meaning.options);
        group.meant = new Set(options.map((id) => group.options.findIndex(([option]) => option === id)));
      }
    }

    /* Programs that meet all groups; a program that fails one group alone still counts for that group's options. */
    find(total, mask, meanings) {
      this.mean(meanings);
      for (const group of this.groups) {
        group.hits.fill(0);
        const wanted = group.chosen.size || group.typed !== null ? group.chosen : group.meant;
        group.active = wanted.size > 0 || group.typed !== null;
        group.meets = group.sets.map((set, n) => set.some((option) => wanted.has(option)) || this.allows(group, n, set));
        group.passes = group.meets.map((meets, n) => meets && !(this.current.checked && group.asks.has(n)));
      }
      const active = this.groups.filter((group) => group.active);
      const found = [];
      for (let n = 0; n < total; n += 1) {
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
        for (const group of this.groups) group.hits[group.values[n]] += 1;
      }
      return found;
    }

    /* Whether a number that the reader typed meets an answer; a preference speaks against nobody. */
    allows({ typed, numbers, options, rule }, n, set) {
      if (typed === null) return false;
      if (!numbers[n]) return set.length > 0 && !['disputed', ...MISSING].includes(options[set[0]][0]);
      const [low, high, strength] = numbers[n];
      return strength === 'preferred' || judge(rule, low, high, typed) === 'meets';
    }

    /* The numbers beside the boxes. */
    tell() {
      for (const group of this.groups) {
        const [all, settled] = [0, 0].map(() => new Uint32Array(group.options.length));
        group.sets.forEach((set, n) => set.forEach((option) => {
          all[option] += group.hits[n];
          if (!group.asks.has(n)) settled[option] += group.hits[n];
        }));
        group.boxes.forEach((box, option) => {
          if (box && box.counted.textContent !== String(all[option])) box.counted.textContent = all[option];
          if (box?.settled) box.settled.textContent = `${count(settled[option])} current`;
        });
      }
    }

    /* Only an answer can be current: until one is chosen there is nothing to tick; true where a tick was taken away. */
    hold() {
      const idle = !this.groups.some(({ active, dated }) => active && dated);
      const vain = idle && this.current.checked;
      this.current.disabled = idle;
      if (vain) this.current.checked = false;
      return vain;
    }

    /* A button for each choice, which takes it away. */
    chips(changed) {
      const { q } = this.current.form;
      const chip = (label, away) => make('li', {}, make('button', { type: 'button', 'aria-label': `Remove ${label}`, onclick: () => changed(away) },
        label, make('span', { 'aria-hidden': 'true' }, ' ×')));
      const words = q.value.trim();
      return [
        words && chip(`“${words}”`, () => { q.value = ''; }),
        ...this.groups.flatMap((group) => [
          ...[...group.chosen].map((option) => chip(`${group.label}: ${group.options[option][1]}`, () => this.set(group, option, false))),
          group.typed !== null && chip(`${group.label}: ${group.typed}`, () => {
            group.typed = null;
            group.number.value = '';
          }),
        ]),
        this.current.checked && chip(this.current.labels[0].querySelector('span').textContent, () => { this.current.checked = false; }),
      ].filter(Boolean);
    }
  }

  customElements.define('facet-choices', FacetChoices);
})();
