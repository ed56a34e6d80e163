/* <contribute-program>: a form for the answers of one program, made from the questions.
   It reads the profile's own text, holds what is typed to the rules of the check, keeps a draft in this browser,
   and gives the new text to <profile-change>, which shows the difference and opens the forge's editor. */
(() => {
  'use strict';

  const KEY = 'contribute:';
  const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  const NEEDED = ['name', 'institution', 'specialty', 'city', 'state'];
  let make;
  let Change;

  const load = async (url, how) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    return answer[how]();
  };

  const capital = (text) => text[0].toUpperCase() + text.slice(1);

  const slugOf = (text) => text.normalize('NFD').replace(/[\u0300-\u036f'’.]/g, '').toLowerCase()
    .replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

  /* --- The rules, as the check has them --- */

  class Rules {
    constructor(form, today) {
      Object.assign(this, form, { today });
      this.match = Object.fromEntries(Object.entries(form.patterns).map(([key, text]) => [key, new RegExp(text, 'u')]));
    }

    date(text) {
      const years = this.match.years.exec(text);
      if (years) return years[1] < years[2];
      const parts = this.match.date.exec(text);
      if (!parts) return false;
      const [, year, month = '01', day = '01'] = parts;
      const read = new Date(`${year}-${month}-${day}T00:00:00Z`);
      return year >= '1900' && !Number.isNaN(read.valueOf()) && read.toISOString().slice(0, 10) === `${year}-${month}-${day}`;
    }

    whenWrong(text) {
      if (!this.date(text)) return 'must be a date: 2024, 2024-03 or 2024-03-15';
      return `${text}-01-01`.slice(0, 10) > this.today ? 'must not be in the future' : '';
    }

    textWrong(text, longest) {
      if (text.length > longest) return `must be at most ${longest} characters (${text.length} now)`;
      const person = this.match.person.exec(text);
      if (person) return `must not name a person (found "${person[0]}")`;
      return this.match.hidden.test(text) ? 'must hold no hidden characters' : '';
    }

    answerWrong(question, answer) {
      if (!answer.length || (Array.isArray(answer) && answer.some((item) => !item))) return 'must have an answer';
      if (answer === this.notStated) return '';
      const ids = question.options.map(([id]) => id);
      const items = Array.isArray(answer) ? answer : [answer];
      const { kind } = question;
      if (kind === 'list' && ids.length) return items.every((item) => ids.includes(item)) ? '' : 'must be options of the question';
      if (kind === 'list') return this.textWrong(items.join('; '), this.limits.list);
      if (kind === 'series') {
        const years = items.map((item) => /^(\d{4}): ?[\d,.]+%?$/.exec(item)?.[1]);
        return years.every((year) => year && this.match.year.test(year)) && new Set(years).size === years.length
          ? '' : `must be ${this.shapes.series}, each year once`;
      }
      if (ids.includes(answer)) return '';
      if (kind === 'choice') return 'must be one of the options';
      if (kind === 'text') return this.textWrong(answer, this.limits.text);
      if (kind === 'date') return this.date(answer) ? '' : `must be ${this.shapes.date}`;
      return this.amountWrong(kind, answer, ids);
    }

    amountWrong(kind, answer, ids) {
      const found = this.match.amount.exec(answer);
      const number = (text) => Number((text || '0').replaceAll(',', ''));
      if (!found || (kind === 'share') !== answer.endsWith('%') || (kind !== 'money' && answer.includes('$'))) {
        return `must be ${this.shapes[kind]}${ids.length ? `, or one of: ${ids.join(', ')}` : ''}`;
      }
      const { low, high } = found.groups;
      if (high && number(high) < number(low)) return 'must run from the smaller to the larger number';
      return kind === 'share' && Math.max(number(low), number(high)) > 100 ? 'must be at most 100%' : '';
    }

    claimWrong(question, fields) {
      const wrong = [['the answer', this.answerWrong(question, fields.answer)]];
      if (!fields.source) wrong.push(['the source', 'must be chosen: no claim stands without one']);
      if (fields.as_of) wrong.push(['the date', this.whenWrong(fields.as_of)]);
      if (fields.of && !/^\d{1,9}$/.test(fields.of)) wrong.push(['the number of people', 'must be a whole number']);
      if (fields.note) wrong.push(['the note', this.textWrong(fields.note, this.limits.note)]);
      if (fields.words) wrong.push(['the words of the page', this.wordsWrong(fields.words)]);
      return wrong.filter(([, text]) => text).map(([where, text]) => `${question.label}: ${where} ${text}.`);
    }

    wordsWrong(text) {
      const [fewest, most] = this.limits.words;
      const count = text.trim().split(/\s+/).length;
      if (count < fewest || count > most) return `must be ${fewest} to ${most} words as they stand on the page`;
      return /[<>]/.test(text) ? 'must be words as readers see them' : this.textWrong(text, this.limits.longestWords);
    }

    sourceWrong(fields) {
      const wrong = [];
      const name = fields.title || 'The new source';
      if (!fields.title || fields.title.length > this.limits.title) wrong.push('must have a title that is not too long');
      if (!this.sourceKinds.some(([id]) => id === fields.kind)) wrong.push('must have its kind chosen');
      if (!this.match.link.test(fields.url || '')) wrong.push('must have an address that begins with https://');
      if (!fields.dated) wrong.push('must have the date of the page, or the word undated');
      else if (fields.dated !== 'undated' && this.whenWrong(fields.dated)) wrong.push(`: its date ${this.whenWrong(fields.dated)}`);
      if (fields.basis && this.textWrong(fields.basis, this.limits.basis)) wrong.push(`: its basis ${this.textWrong(fields.basis, this.limits.basis)}`);
      if (fields.checked && this.whenWrong(fields.checked)) wrong.push(`: the day of the check ${this.whenWrong(fields.checked)}`);
      return wrong.map((text) => `Source "${name}" ${text}.`);
    }
  }

  /* --- The form --- */

  class ContributeProgram extends HTMLElement {
    async connectedCallback() {
      await Promise.all(['program-picker', 'profile-change'].map((name) => customElements.whenDefined(name)));
      const Picker = customElements.get('program-picker');
      make = Picker.make;
      Change = customElements.get('profile-change');
      this.without = [...this.childNodes];
      this.root = this.dataset.root;
      const settings = JSON.parse(this.dataset.config);
      this.api = this.root + settings.api;
      try {
        const [form, catalog] = await Promise.all([load(this.dataset.form, 'json'), Picker.catalog(this.dataset.src)]);
        const now = new Date().toISOString().slice(0, 10);
        this.rules = new Rules(form, now > settings.today ? now : settings.today);
        this.catalog = catalog;
        this.questions = new Map(form.sections.flatMap((section) => section.questions
          .map((question) => [question.id, { ...question, section: section.id, official: section.official }])));
        this.order = new Map(form.sections.map((section) => [section.id, section.questions.map((question) => question.id)]));
      } catch {
        this.tell('The form could not be loaded. Try again later, or use one of the other ways:');
        return;
      }
      this.start(new URLSearchParams(location.search));
    }

    tell(text) {
      this.replaceChildren(make('p', { role: 'status' }, text), ...this.without.slice(1).filter((node) => node.nodeType === 1).slice(-1));
    }

    start(asked) {
      const ignored = [];
      const wanted = asked.get('p') || '';
      const program = SLUG.test(wanted) ? this.catalog.find(wanted) : null;
      if (wanted && !program) ignored.push('There is no program of that name here, so choose one.');
      const id = asked.get('question') || asked.get('q') || '';
      const question = this.questions.get(id);
      if (id && !question) ignored.push('The question in the address is not known and was left out.');
      this.ignored = ignored;
      if (program) this.open(program.slug, question?.id);
      else if (asked.has('new')) this.openNew();
      else this.choose();
    }

    choose() {
      const picker = make('program-picker', { 'data-src': this.dataset.src, 'data-label': 'Which program?' });
      picker.addEventListener('pick', (event) => this.go(`?p=${event.detail.slug}`));
      const fresh = make('a', { href: '?new=1' }, 'Write a new profile');
      this.replaceChildren(...this.notes(), picker, make('p', {}, 'Not listed yet? ', fresh));
    }

    notes() {
      return this.ignored.map((text) => make('p', { class: 'notice' }, text));
    }

    go(query) {
      location.assign(location.pathname + query);
    }

    async open(slug, asked) {
      this.replaceChildren(make('p', { role: 'status' }, 'Loading the profile'));
      try {
        const [program, text] = await Promise.all([
          load(`${this.api}programs/${slug}.json`, 'json'), load(`${this.api}sources/${slug}.md`, 'text'),
        ]);
        this.path = program.path;
        this.read(text);
        this.wide = new Map(program.answers.map((item) => [item.question, item.claims.filter((claim) => claim.scope === 'institution')]));
        this.heading = make('h2', {}, make('a', { href: `${this.root}programs/${slug}/` }, program.title));
      } catch {
        this.tell('This profile could not be loaded into the form. Use one of the other ways:');
        return;
      }
      this.key = KEY + slug;
      this.show(asked);
    }

    openNew() {
      this.keys = [...NEEDED, ...this.rules.identifiers.map(([key]) => key), 'website'];
      this.meta = Object.fromEntries(this.keys.map((key) => [key, '']));
      this.isNew = true;
      this.key = `${KEY}new`;
      this.wide = new Map();
      this.heading = make('h2', {}, 'A new profile');
      this.read('---\n---\n');
      this.show();
    }

    /* Claims and sources as the file has them; `after` is what they will be, null where they are taken out. */
    read(text) {
      this.original = text;
      this.profile = Change.read(text, [...this.order.keys()]);
      const fields = (map) => Object.fromEntries([...map.fields].map(([key, field]) => [key, field.value]));
      this.claims = [];
      for (const [id, found] of this.profile.questions) {
        const question = this.questions.get(id);
        for (const map of question ? found.maps : []) {
          const before = fields(map);
          if (['list', 'series'].includes(question.kind) && !Array.isArray(before.answer) && before.answer !== this.rules.notStated) before.answer = [before.answer];
          this.claims.push({ question: id, kind: question.kind, map, before, after: { ...before } });
        }
      }
      this.sources = [...this.profile.sources].map(([key, map]) => ({ key, map, before: fields(map), after: fields(map) }));
    }

    show(asked) {
      this.change = make('profile-change', {});
      const dropped = this.restore();
      const kept = this.draft && make('p', { class: 'notice' }, `Your draft is back${dropped ? ', but the profile has changed since, so compare the two' : ''}. `,
        make('button', { type: 'button', onclick: () => { localStorage.removeItem(this.key); location.reload(); } }, 'Discard it'));
      const aside = this.aside && make('div', { class: 'notice', 'data-tone': 'mixed' },
        make('p', {}, 'A draft of this profile could not be read. It was put aside; this is its text.'),
        make('textarea', { readonly: true, rows: 3, 'aria-label': 'The draft that could not be read' }, this.aside));
      const sections = this.rules.sections.map((section) => this.section(section, asked));
      this.replaceChildren(...this.notes(), this.heading, ...[kept, aside].filter(Boolean), ...(this.isNew ? [this.about()] : []), ...sections, this.change);
      this.update();
      if (!asked) return;
      const claim = this.claims.find((each) => each.question === asked && each.after) || this.add(asked);
      this.edit(claim);
      this.place(asked).scrollIntoView();
    }

    /* --- Drafts: only known questions, keys and texts come back from storage --- */

    restore() {
      let raw = null;
      let draft = null;
      try {
        raw = localStorage.getItem(this.key);
        draft = JSON.parse(raw);
      } catch { /* a damaged draft is no draft */ }
      const sound = (list) => Array.isArray(list) && list.every((each) => each && typeof each === 'object');
      if (!sound(draft?.claims) || !sound(draft?.sources)) {
        this.putAside(raw);
        return false;
      }
      this.draft = true;
      const tidy = (fields, keys) => fields && Object.fromEntries(keys.filter((key) => typeof fields[key] === 'string'
        || (key === 'answer' && Array.isArray(fields[key]) && fields[key].every((item) => typeof item === 'string'))).map((key) => [key, fields[key]]));
      for (const { key, after } of draft.sources) {
        if (!SLUG.test(key)) continue;
        const known = this.sources.find((source) => source.key === key);
        if (known) known.after = tidy(after, this.rules.sourceKeys);
        else if (after) this.sources.push({ key, map: null, before: {}, after: tidy(after, this.rules.sourceKeys) });
      }
      for (const { question, n, after } of draft.claims) {
        if (!this.questions.has(question)) continue;
        const known = this.claims.filter((claim) => claim.question === question && claim.map)[n];
        const fields = tidy(after, this.rules.claimKeys);
        if (fields && fields.answer === undefined) fields.answer = '';
        if (known) known.after = fields;
        else if (fields) this.claims.push({ question, kind: this.questions.get(question).kind, map: null, before: {}, after: fields });
      }
      for (const key of this.keys || []) if (typeof draft.meta?.[key] === 'string') this.meta[key] = draft.meta[key];
      return draft.text !== this.original.length;
    }

    // A draft that cannot be read stays beside the one that takes its place, and the reader sees its text.
    putAside(raw) {
      if (!raw) return;
      this.aside = raw;
      try {
        localStorage.setItem(`${this.key}-rescued`, raw);
      } catch { /* it still stands on the page */ }
    }

    // A new answer that nobody has begun to fill in is none yet.
    begun() {
      return this.claims.filter((claim) => claim.map || claim.after.answer.length || claim.after.source);
    }

    save() {
      const changed = ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after);
      const claims = this.begun().filter(changed).map((claim) => ({
        question: claim.question,
        n: claim.map ? this.claims.filter((each) => each.question === claim.question && each.map).indexOf(claim) : -1,
        after: claim.after,
      }));
      const sources = this.sources.filter(changed).map(({ key, after }) => ({ key, after }));
      try {
        if (claims.length || sources.length || this.isNew) {
          localStorage.setItem(this.key, JSON.stringify({ text: this.original.length, claims, sources, meta: this.meta }));
        } else localStorage.removeItem(this.key);
      } catch { /* without storage there is no draft */ }
    }

    /* --- Sections and questions --- */

    section(section, asked) {
      const ids = this.order.get(section.id);
      const known = new Set(this.claims.map((claim) => claim.question));
      const body = make('div', {});
      const fill = () => {
        if (!body.childElementCount) body.append(...ids.map((id) => this.question(this.questions.get(id))));
      };
      const open = ids.includes(asked) || this.claims.some((claim) => ids.includes(claim.question) && (!claim.map || claim.after === null));
      if (open) fill();
      return make('details', { open, ontoggle: fill },
        make('summary', {}, make('b', {}, section.label), ` ${ids.filter((id) => known.has(id)).length} of ${ids.length} answered`), body);
    }

    question(question) {
      const list = make('div', {});
      list.id = `form-${question.id}`;
      this.fillQuestion(question, list);
      return list;
    }

    place(id) {
      return this.querySelector(`#form-${CSS.escape(id)}`);
    }

    fillQuestion(question, place) {
      const own = this.claims.filter((claim) => claim.question === question.id);
      place.replaceChildren(
        make('h3', {}, question.label), make('p', { class: 'soft' }, question.text),
        ...own.map((claim) => (claim.open ? this.editor(question, claim) : this.line(question, claim))),
        ...(this.wide.get(question.id) || []).map((claim) => make('p', { class: 'soft' }, `The institution says: ${claim.shown}. That claim is changed in the institution's file.`)),
        make('button', { type: 'button', 'data-part': 'quiet', onclick: () => this.edit(this.add(question.id)) }, own.length ? 'Add another source\'s answer' : 'Add an answer'),
      );
    }

    line(question, claim) {
      const fields = claim.after || claim.before;
      const source = this.sources.find((each) => each.key === fields.source);
      const label = (id) => question.options.find(([option]) => option === id)?.[1] || id;
      const answer = [].concat(fields.answer).map(label).join('; ');
      const button = (text, act) => make('button', { type: 'button', 'data-part': 'quiet', onclick: act, 'aria-label': `${text}: ${question.label}, ${answer}` }, text);
      const title = source?.after?.title || source?.before.title || fields.source;
      return make('p', {}, claim.after ? make('b', {}, answer) : make('del', {}, answer), ` ${title} `,
        ...(claim.after
          ? [button('Change', () => this.edit(claim)), button('Take out', () => { claim.after = null; this.refresh(question); })]
          : [button('Put back', () => { claim.after = { ...claim.before }; this.refresh(question); })]));
    }

    add(id) {
      const { kind } = this.questions.get(id);
      const claim = { question: id, kind, map: null, before: {}, after: { answer: '', source: '' } };
      this.claims.push(claim);
      return claim;
    }

    edit(claim) {
      claim.open = true;
      this.refresh(this.questions.get(claim.question));
      this.place(claim.question).querySelector('fieldset :is(select, input, textarea)').focus();
    }

    refresh(question) {
      const place = this.place(question.id);
      if (place) this.fillQuestion(question, place);
      this.update();
    }

    editor(question, claim) {
      const set = (key) => (value) => { claim.after[key] = value; this.update(); };
      const fields = claim.after;
      const sourceBox = make('div', {});
      const fillSource = () => sourceBox.replaceChildren(...this.sourceFields(claim));
      const choices = [['', 'Choose'], ...this.sources.filter((source) => source.after).map((source) => [source.key, source.after.title || source.key]), ['+', 'Another page (add it)']];
      const chooseSource = (value) => {
        claim.after.source = value === '+' ? this.addSource() : value;
        if (value === '+') this.refresh(question);
        else fillSource();
        this.update();
      };
      fillSource();
      return make('fieldset', {}, make('legend', {}, claim.map ? 'Change this answer' : 'A new answer'),
        this.answerField(question, fields, set('answer')),
        ...(question.strength ? [this.choice('How strict', [['', 'Not said'], ...this.rules.strengths.map((word) => [word, word])], fields.strength, set('strength'))] : []),
        this.choice('Which page says so', choices, fields.source, chooseSource), sourceBox,
        ...(question.kind === 'share' ? [this.text('Of how many people (may stay empty)', fields.of, set('of'))] : []),
        this.text('The statement is about (year, month or day; may stay empty)', fields.as_of, set('as_of')),
        this.text('Note, in your own words (may stay empty)', fields.note, set('note')),
        this.text(`Words on the page: ${this.rules.limits.words.join(' to ')} that carry the answer, copied exactly (may stay empty)`, fields.words, set('words')),
        make('p', { class: 'actions' },
          make('button', { type: 'button', 'data-part': 'quiet', onclick: () => { claim.open = false; this.refresh(question); this.place(question.id).querySelector('button').focus(); } }, 'Done'),
          claim.map ? null : make('button', { type: 'button', 'data-part': 'quiet', onclick: () => { this.claims.splice(this.claims.indexOf(claim), 1); this.refresh(question); } }, 'Leave it out')));
    }

    answerField(question, fields, set) {
      const { notStated } = this.rules;
      const words = question.options.map(([id, label]) => [id, label]);
      if (question.kind === 'choice') return this.choice('Answer', [['', 'Choose'], ...words, [notStated, 'Not stated: the page does not say']], fields.answer, set);
      if (question.kind === 'list' && words.length) {
        const chosen = new Set([].concat(fields.answer));
        const boxes = [...words, [notStated, 'Not stated: the page does not say']].map(([id, label]) => {
          const box = make('input', { type: 'checkbox', checked: chosen.has(id), onchange: () => {
            if (box.checked) chosen.add(id); else chosen.delete(id);
            set(chosen.has(notStated) ? notStated : words.map(([word]) => word).filter((word) => chosen.has(word)));
          } });
          return make('label', {}, box, ` ${label}`);
        });
        return make('div', { role: 'group', 'aria-label': 'Answer' }, ...boxes);
      }
      const shape = `Answer: ${this.rules.shapes[question.kind]}${question.unit ? `, in ${question.unit}` : ''}`;
      const more = [...words.map(([id]) => id), notStated].join(', ');
      if (['list', 'series'].includes(question.kind)) {
        const lines = (text) => (text.trim() === notStated ? notStated : text.split('\n').map((line) => line.trim()).filter(Boolean));
        return this.text(`Answer, one ${question.kind === 'list' ? 'item' : 'year'} a line${question.kind === 'series' ? ', such as 2024: 7' : ''} (or: ${more})`, [].concat(fields.answer).join('\n'), (text) => set(lines(text)), 'textarea');
      }
      return this.text(`${shape} (or: ${more})`, fields.answer, set);
    }

    choice(label, options, value, set) {
      const select = make('select', { onchange: () => set(select.value) }, ...options.map(([id, text]) => make('option', { value: id }, text)));
      select.value = value || '';
      return make('label', {}, label, select);
    }

    text(label, value, set, name = 'input') {
      const field = make(name, { type: name === 'input' && 'text', rows: name === 'textarea' && 3, oninput: () => set(field.value.trim()) });
      field.value = value || '';
      return make('label', {}, label, field);
    }

    /* --- Sources --- */

    addSource() {
      const taken = new Set(this.sources.map((source) => source.key));
      let n = 1;
      while (taken.has(`source-${n}`)) n += 1;
      this.sources.push({ key: `source-${n}`, map: null, before: {}, after: { kind: '', title: '', url: '', dated: '' } });
      return `source-${n}`;
    }

    // A new source is known by its title, once it has one.
    nameSource(source) {
      const base = slugOf(source.after.title).split('-').slice(0, 5).join('-') || source.key;
      let key = base;
      for (let n = 2; this.sources.some((other) => other !== source && other.key === key); n += 1) key = `${base}-${n}`;
      for (const claim of this.claims) if (claim.after?.source === source.key) claim.after.source = key;
      source.key = key;
    }

    sourceFields(claim) {
      const source = this.sources.find((each) => each.key === claim.after.source);
      if (!source?.after) return [];
      const set = (key) => (value) => { source.after[key] = value; this.update(); };
      const { today } = this.rules;
      const seen = make('input', { type: 'checkbox', checked: Boolean(source.after.checked), onchange: () => set('checked')(seen.checked ? today : '') });
      const fields = [
        this.text('Title of the page', source.after.title, (value) => { source.after.title = value; if (!source.map) this.nameSource(source); this.update(); }),
        this.text('Address of the page', source.after.url, set('url')),
        this.choice('Whose page it is', [['', 'Choose'], ...this.rules.sourceKinds], source.after.kind, set('kind')),
        this.text('Date that the page shows (2024, 2024-10, 2024-10-01, or undated)', source.after.dated, set('dated')),
        make('label', {}, seen, ` I opened the page on ${source.after.checked || today} and it says so`),
      ];
      if (!source.map) return fields;
      const shared = this.claims.filter((each) => each.after?.source === source.key).length;
      return [make('details', {}, make('summary', {}, 'Correct this page\'s address or dates'),
        ...(shared > 1 ? [make('p', { class: 'soft' }, `${shared} answers rest on this page.`)] : []), ...fields)];
    }

    /* --- A new profile --- */

    about() {
      const set = (key) => (value) => { this.meta[key] = value; this.update(); };
      const { institutions, specialties, states, identifiers, nouns } = this.rules;
      const pick = (rows) => [['', 'Choose'], ...rows];
      return make('fieldset', {}, make('legend', {}, 'The program'),
        this.text(`The program's own name, without that of the ${nouns.institution}`, this.meta.name, set('name')),
        this.choice(capital(nouns.institution), pick([...institutions].sort((a, b) => a[1].localeCompare(b[1]))), this.meta.institution, set('institution')),
        make('p', { class: 'soft' }, `The list lacks the ${nouns.institution}? It needs a file of its own first: propose the program as an issue instead.`),
        this.choice(capital(nouns.specialty), pick(specialties), this.meta.specialty, set('specialty')),
        this.text('City', this.meta.city, set('city')),
        this.choice(capital(nouns.state), pick(states), this.meta.state, set('state')),
        ...identifiers.map(([key, label]) => this.text(`${label} (may stay empty)`, this.meta[key], set(key))),
        this.text('Website (may stay empty)', this.meta.website, set('website')));
    }

    metaWrong() {
      if (!this.isNew) return [];
      const wrong = [];
      const { identifiers, nouns } = this.rules;
      const missing = NEEDED.filter((key) => !this.meta[key]).map((key) => nouns[key] || key);
      if (missing.length) wrong.push(`These are missing: ${missing.join(', ')}.`);
      for (const [key, label, shape, pattern] of identifiers) {
        if (this.meta[key] && !new RegExp(`^(?:${pattern})$`, 'u').test(this.meta[key])) wrong.push(`${label}: must be ${shape}.`);
      }
      if (this.meta.website && !this.rules.match.link.test(this.meta.website)) wrong.push('The website must begin with https://.');
      if (this.catalog.find(this.path.split('/').pop().slice(0, -3))) wrong.push('There is a profile for this program already: change that one instead.');
      return wrong;
    }

    readMeta() {
      const { meta } = this;
      const city = slugOf(meta.city);
      const parts = [meta.institution, meta.institution.includes(city) ? '' : city, meta.specialty];
      this.path = `content/programs/${meta.state.toLowerCase()}/${parts.filter(Boolean).join('-') || 'program'}.md`;
      const lines = this.keys.filter((key) => meta[key]).map((key) => `${key}: ${Change.scalar(meta[key])}\n`);
      this.profile = Change.read(`---\n${lines.join('')}---\n`, [...this.order.keys()]);
    }

    /* --- What comes of it --- */

    update() {
      if (this.isNew) this.readMeta();
      this.dropUnused();
      const after = Change.write(this.profile, this.begun(), this.sources, this.order, this.rules.claimKeys, this.rules.sourceKeys);
      this.change.show({
        before: this.isNew ? '' : this.original, after, path: this.path, isNew: Boolean(this.isNew), problems: this.problems(), forge: this.rules.forge,
      });
      this.save();
    }

    // A source that no claim uses any more is taken out, and comes back with the claim.
    dropUnused() {
      const used = new Set(this.claims.flatMap((claim) => (claim.after ? [claim.after.source] : [])));
      for (const source of this.sources) {
        if (!used.has(source.key)) {
          source.kept = source.after || source.kept;
          source.after = null;
        } else source.after ??= source.kept || { ...source.before };
      }
    }

    problems() {
      const changed = ({ before, after }) => after && JSON.stringify(before) !== JSON.stringify(after);
      const wrong = this.metaWrong();
      for (const claim of this.begun().filter(changed)) wrong.push(...this.rules.claimWrong(this.questions.get(claim.question), claim.after));
      for (const source of this.sources.filter(changed)) wrong.push(...this.rules.sourceWrong(source.after));
      const kinds = new Map(this.sources.filter((source) => source.after).map((source) => [source.key, source.after.kind]));
      for (const [id, question] of this.questions) {
        const own = question.official ? this.begun().filter((claim) => claim.question === id && claim.after) : [];
        if (own.length && own.every((claim) => this.rules.hearsay.includes(kinds.get(claim.after.source)))) {
          wrong.push(`${question.label}: must not rest on hearsay or one reply alone.`);
        }
      }
      return wrong;
    }
  }

  customElements.define('contribute-program', ContributeProgram);
})();
