/* <facet-choices>: the boxes and numbers of all facets. Any choice of a group, all groups together;
   each count is what choosing it would find. `take` gives it what assets/facets.json holds. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { unpack, judge, lowerFirst } = customElements.get('program-columns');
  const MISSING = ['listed', 'not-stated', 'not-collected']; // whose answer may still be the wanted one
  const BEYOND = { 'at-most': 'a lower limit', 'at-least': 'a higher minimum', floor: 'less than that' }; // numbers that fail

  const count = (number) => number.toLocaleString('en-US');

  class FacetChoices extends HTMLElement {
    /* What to say of parts of an address that nothing knows. */
    static tell(ignored) {
      const more = ignored.length > 3 ? ` and ${ignored.length - 3} more` : '';
      return `This address holds something that the page does not know, which was ignored: ${ignored.slice(0, 3).join(', ')}${more}.`;
    }

    take(facets) {
      this.groups = facets.map((facet) => ({
        ...facet,
        values: unpack(facet.values),
        asks: new Set(facet.asks),
        chosen: new Set(),
        meant: new Set(), // by words, until they are settled
        typed: null,
        hits: new Uint32Array(facet.sets.length),
        number: facet.rule ? this.querySelector(`[data-facet="${facet.id}"] input[type="number"]`) : null,
        boxes: facet.options.map(([option]) => this.box(facet.id, option)),
        missing: facet.options.flatMap(([option], n) => (MISSING.includes(option) ? [n] : [])),
      }));
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
      const rest = [];
      for (const [key, value] of query) {
        const group = this.byId.get(key);
        const option = group ? group.options.findIndex(([id]) => id === value) : -1;
        if (option >= 0) group.chosen.add(option);
        else if (group?.number && /^\d{1,3}$/.test(value)) group.typed = Number(value);
        else if (key === 'unknown' && this.byId.has(value)) this.include(this.byId.get(value));
        else rest.push([key, value]);
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
    find(total, mask, current) {
      for (const group of this.groups) {
        group.hits.fill(0);
        const wanted = group.chosen.size || group.typed !== null ? group.chosen : group.meant;
        group.active = wanted.size > 0 || group.typed !== null;
        group.meets = group.sets.map((set, n) => set.some((option) => wanted.has(option)) || this.allows(group, n, set));
        group.passes = group.meets.map((meets, n) => meets && !(current && group.asks.has(n)));
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

    /* The numbers beside the boxes; `changed` is told when a line's button changes a choice. */
    tell(changed) {
      return this.groups.flatMap((group) => {
        const [all, settled] = [0, 0].map(() => new Uint32Array(group.options.length));
        group.sets.forEach((set, n) => set.forEach((option) => {
          all[option] += group.hits[n];
          if (!group.asks.has(n)) settled[option] += group.hits[n];
        }));
        group.boxes.forEach((box, option) => {
          if (box && box.counted.textContent !== String(all[option])) box.counted.textContent = all[option];
          if (box?.settled) box.settled.textContent = `${count(settled[option])} current`;
        });
        return group.active && group.missing.length ? [this.line(group, changed)] : [];
      });
    }

    /* What a choice leaves out, part by part so that they sum, and the way to those whose answer is missing. */
    line(group, changed) {
      const parts = new Map(group.options.map(([, label]) => [lowerFirst(label), 0]));
      let [left, missing] = [0, 0];
      group.sets.forEach((set, n) => {
        if (group.passes[n] || !group.hits[n]) return;
        const part = this.part(group, n, set);
        parts.set(part, (parts.get(part) || 0) + group.hits[n]);
        left += group.hits[n];
        if (group.missing.includes(set[0])) missing += group.hits[n];
      });
      const include = make('button', { type: 'button' }, `Include the ${count(missing)} without an answer`);
      include.onclick = () => changed(() => this.include(group));
      const told = [...parts].filter(([, number]) => number).map(([part, number]) => `${part} ${count(number)}`).join(' · ');
      return left > 0 && make('p', {}, `${group.label}: ${count(left)} program${left === 1 ? '' : 's'} left out: ${told}. `, missing > 0 && include);
    }

    /* What an answer that is left out says. */
    part({ meets, typed, numbers, rule, options }, n, set) {
      if (meets[n]) return 'not current';
      if (set.length) return set.length > 1 ? 'other answers' : lowerFirst(options[set[0]][1]);
      if (typed === null) return 'a number';
      const [low, high] = numbers[n];
      return judge(rule, low, high, typed) === 'unknown' ? `a range around ${typed}` : BEYOND[rule];
    }

    /* A button for each choice, which takes it away. */
    chips(changed) {
      const chip = (group, label, away) => {
        const button = make('button', { type: 'button', 'aria-label': `Remove ${group.label}: ${label}` }, `${group.label}: ${label}`, make('span', { 'aria-hidden': 'true' }, ' ×'));
        button.onclick = () => changed(away);
        return make('li', {}, button);
      };
      return this.groups.flatMap((group) => [
        ...[...group.chosen].map((option) => chip(group, group.options[option][1], () => this.set(group, option, false))),
        ...(group.typed === null ? [] : [chip(group, group.typed, () => {
          group.typed = null;
          group.number.value = '';
        })]),
      ]);
    }
  }

  customElements.define('facet-choices', FacetChoices);
})();
