/* <short-list data-root data-src data-programs>: a few questions, one a screen on a phone, then programs in the order of what is
   met, missed and open. The part of the address after # is the screen, so Back leads to the question before. Nothing is sent. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { load, tellPrograms, Programs } = customElements.get('program-columns');
  const { Fit } = customElements.get('fit-verdict');
  const { GROUPS } = Fit;
  const SHOWN = 10;
  const ORDER = [['missed', 1], ['against', 1], ['met', -1], ['wished', 1], ['fits', -1], ['wanted', 1]]; // within a group; then as in the list
  const RESULTS = '#programs';

  class ShortList extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector('form');
      if (this.steps || !this.form || location.protocol === 'file:') return;
      this.steps = [...this.form.querySelectorAll('[data-step]')];
      for (const name of ['said', 'results', 'notes', 'shown', 'again']) this[name] = this.querySelector(`[data-part="${name}"]`);
      this.form.hidden = false;
      this.form.oninput = () => this.change();
      this.form.onreset = () => setTimeout(() => this.change());
      this.form.onsubmit = (event) => {
        event.preventDefault();
        this.go(event.submitter?.dataset.to || RESULTS);
      };
      this.fill(Fit.stored());
      addEventListener('hashchange', () => this.turn(true));
      this.load();
    }

    async load() {
      const { root, src, programs } = this.dataset;
      this.programs = new Programs(root, programs);
      try {
        const [found] = await Promise.all([load(src), this.programs.open()]);
        this.fit = new Fit(found);
      } catch {
        this.said.textContent = 'The programs could not be loaded. Reload the page to try again; your answers are kept.';
        return;
      }
      this.change();
    }

    /* Only values that the controls know are taken from storage; what they do not know is put aside, said, and offered. */
    fill(stored) {
      for (const control of this.form.elements) {
        const value = Object.hasOwn(stored, control.name) ? String(stored[control.name]) : '';
        if (control.type === 'radio') control.checked = control.value === value;
        else if (control.name && value) control.value = value.slice(0, 20);
      }
      const taken = this.answers();
      try {
        if (Object.entries(stored).some(([name, value]) => taken[name] !== value)) Fit.putAside(JSON.stringify(stored));
      } catch { /* this browser keeps nothing, and so loses nothing */ }
      const aside = Fit.aside();
      if (!aside) return;
      const href = URL.createObjectURL(new Blob([aside], { type: 'text/plain' }));
      this.form.before(make('p', { class: 'notice', 'data-tone': 'mixed', role: 'alert' },
        'Answers that were kept here could not be understood, and are put aside. ', make('a', { href, download: 'shortlist-as-it-was.txt' }, 'Download the text as it was')));
    }

    answers() {
      return Object.fromEntries([...new FormData(this.form)].filter(([, value]) => value !== ''));
    }

    /* What is needless after an answer leaves; the rest is kept at once. */
    change() {
      const answers = this.answers();
      const kept = Fit.store(answers);
      const wrong = [...this.form.elements].filter((control) => control.willValidate && !control.validity.valid);
      const notes = wrong.map(({ min, max, labels }) => `${labels[0].textContent.trim()}: a whole number from ${min} to ${max}.`);
      this.said.textContent = [...notes, kept ? '' : 'This browser keeps nothing, so your answers last until you leave.'].join(' ').trim();
      if (!this.fit) return;
      for (const field of this.fit.fields) {
        const row = this.form.querySelector(`[data-field="${field.id}"]`);
        if (row) row.hidden = this.fit.needless(field, answers);
      }
      for (const step of this.steps) step.toggleAttribute('data-needless', [...step.querySelectorAll('[data-field]')].every((row) => row.hidden));
      this.useful = this.fit.take(answers);
      this.turn(false);
    }

    go(hash) {
      location.hash = hash;
      this.turn(true); // at once: the event of the address comes later, and a quick finger would meet the old screen
    }

    /* The screen that the address names; the first where it names none. */
    turn(moved) {
      const live = this.steps.filter((step) => !step.hasAttribute('data-needless'));
      const results = location.hash === RESULTS;
      const current = live.find((step) => `#${step.id}` === location.hash) || live[0];
      this.toggleAttribute('data-results', results);
      this.results.hidden = !results;
      for (const step of this.steps) step.toggleAttribute('data-current', step === current);
      const place = live.indexOf(current);
      for (const button of this.form.querySelectorAll('button[data-to]')) {
        const step = button.closest('[data-step]');
        const beside = live[live.indexOf(step) + (button.dataset.way === 'back' ? -1 : 1)];
        if (button.dataset.way !== 'end') button.dataset.to = beside ? `#${beside.id}` : RESULTS;
        if (button.dataset.way === 'on') button.textContent = beside ? 'Next' : 'Show the programs';
        if (button.dataset.way === 'end') button.hidden = step === live.at(-1);
        if (button.dataset.way === 'back') button.hidden = !beside;
      }
      for (const [n, step] of live.entries()) step.querySelector('[data-part="progress"]').textContent = `Question ${n + 1} of ${live.length}`;
      if (results) this.show();
      if (moved) {
        const target = results ? this.results.querySelector('h2') : live[place].querySelector('legend, h2');
        target.focus();
        target.scrollIntoView({ block: 'start' });
      }
    }

    /* Programs of the wanted place and specialty, by group; what is met counts before what is only open. */
    rank() {
      const { names } = this.programs;
      const [specialty, place] = ['specialty', 'place'].map((kind) => this.fit.values[this.fit.fields.find((field) => field.kind === kind)?.id]);
      const states = this.fit.regions[place] || (place && [place]);
      const found = [...names.slug.keys()].filter((n) => (!specialty || names.specialties[names.specialty[n]][0] === specialty)
        && (!states || states.includes(names.state[n])));
      const groups = GROUPS.map(() => []);
      for (const n of found) {
        const judged = this.fit.judge(n);
        groups[Fit.group(judged)].push({ n, ...judged });
      }
      for (const group of groups) {
        group.sort((a, b) => ORDER.reduce((found, [kind, way]) => found || way * (a[kind].length - b[kind].length), 0) || a.n - b.n);
      }
      return { groups, total: found.length, left: names.slug.length - found.length };
    }

    show() {
      if (!this.fit || !this.useful) {
        this.shown.replaceChildren();
        this.notes.hidden = true;
        this.again.textContent = 'Answer at least one question about yourself that programs ask too, and the programs stand here.';
        return;
      }
      const { groups, total, left } = this.rank();
      const narrow = this.fit.fields.filter(({ id, kind }) => ['specialty', 'place'].includes(kind) && this.fit.values[id]);
      this.again.textContent = `${tellPrograms(total)}, by what is met, missed and open.${left ? ` ${tellPrograms(left)} left out by ${narrow.map(({ label }) => `“${label}”`).join(' and ')}.` : ''}`;
      const changes = this.changes();
      this.notes.hidden = !changes.length;
      this.notes.open = changes.some(({ concerns }) => concerns);
      this.notes.firstElementChild.textContent = `${changes.length} rule${changes.length === 1 ? '' : 's'} in force may stop you or a program`;
      this.notes.lastElementChild.replaceChildren(...changes.map(({ line }) => line));
      let cards = 0; // groups stand open until there is enough to read
      this.shown.replaceChildren(...groups.flatMap((group, n) => {
        const open = cards < SHOWN;
        cards += group.length;
        return group.length ? [this.group(group, n, open && n < GROUPS.length - 1)] : [];
      }));
    }

    /* The rules in force that touch the reader's answers, those first that concern not everybody; `notes` hold whatever is published. */
    changes() {
      const { values, asked, changes, notes } = this.fit;
      const ids = new Set(asked.map(({ fit }) => fit.id));
      const ruled = changes.filter(({ touches }) => touches.some((id) => ids.has(id)));
      return [...notes, ...ruled].filter(({ readers }) => Object.entries(readers).every(([field, some]) => some.includes(values[field])))
        .map(({ label, says, contested, url, readers }) => ({
          concerns: Object.keys(readers).length > 0,
          line: make('li', {}, label && make('b', {}, label), ` ${says} ${contested || ''} `, url && make('a', { href: this.dataset.root + url }, 'What to know')),
        }))
        .sort((a, b) => b.concerns - a.concerns);
    }

    group(found, n, open) {
      const list = make('ol', {});
      const more = make('button', { type: 'button' });
      const add = () => {
        const next = found.slice(list.children.length, list.children.length + SHOWN);
        list.append(...next.map((each) => make('li', {}, make('fit-card', {}).show(this.programs, this.fit, each.n, each))));
        const rest = found.length - list.children.length;
        more.hidden = !rest;
        more.textContent = `Show ${Math.min(SHOWN, rest)} more of ${rest.toLocaleString('en-US')}`;
        return list.children[list.children.length - next.length];
      };
      add();
      more.onclick = () => add().querySelector('a').focus();
      const heading = make('h3', {}, `${GROUPS[n][0]}: ${found.length.toLocaleString('en-US')}`);
      return make('section', {}, make('details', { open }, make('summary', {}, heading), make('p', {}, GROUPS[n][1]), list, more));
    }
  }

  customElements.define('short-list', ShortList);
})();
