/* <evaluation-checklist data-root data-src data-config> around the printed checklist: verdicts and notes of the reader,
   blank or for one program (?program=slug), kept by save-program; what the program publishes stands beside each question.
   A checklist travels as #c=1&program&question=letters.note, read in the browser and sent to no server. */
(() => {
  'use strict';

  const VERSION = 1;
  const LONGEST = 400000; // characters of a link; all notes of a full checklist stay below
  const NOTE = 2000;
  const LETTERS = { s: 'strong', m: 'mixed', w: 'weak', u: 'unknown' };
  const LETTER = Object.fromEntries(Object.entries(LETTERS).map(([letter, verdict]) => [verdict, letter]));
  const VERDICTS = { '': 'Your verdict', strong: 'Strong', mixed: 'Mixed', weak: 'Weak', unknown: 'Still unknown' };
  const STANCE = { strong: 'good', mixed: 'mixed', weak: 'bad', unknown: '' };
  const OWN = /^p\/([^/]+)\/answer\/([^/]+)\/(verdict|note|ticked|date)$/;

  const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;
  const sound = { verdict: (value) => typeof value === 'string' && Object.hasOwn(STANCE, value), note: (value) => typeof value === 'string', ticked: (value) => value === true };

  // Messengers and forums cut links at marks such as . ! * ( ) and read _ and ~ as formatting.
  const pack = (note) => encodeURIComponent(note.slice(0, NOTE).replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/[.!~*'()_]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`).replaceAll('%20', '+');
  const unpack = (text) => decodeURIComponent(text.replaceAll('+', ' '));

  class EvaluationChecklist extends HTMLElement {
    /* {program, answers: {id: {verdict, note, ticked}}, musts: [id]} as the fragment of a link. */
    static encode({ program, answers, musts }) {
      const parts = [];
      for (const id of new Set([...Object.keys(answers), ...musts])) {
        const { verdict, note, ticked } = answers[id] || {};
        const letters = (LETTER[verdict] || '') + (ticked ? 't' : '') + (musts.includes(id) ? 'n' : '');
        if (letters || note) parts.push(`${id}=${letters}${note ? `.${pack(note)}` : ''}`);
      }
      return `#${[`c=${VERSION}`, program, ...parts].join('&')}`;
    }

    /* The same from a fragment; `known` maps ids and old ids to ids. `said` tells what was ignored. */
    static decode(fragment, known) {
      const found = { program: '', answers: {}, musts: [], said: [] };
      const [version, program = '', ...parts] = fragment.length > LONGEST ? ['long'] : fragment.replace(/^#/, '').split('&');
      const number = /^c=(\d{1,9})$/.exec(version)?.[1];
      if (number !== String(VERSION)) {
        found.said.push(version === 'long' ? 'This link is far longer than any checklist, so nothing of it was read.'
          : number > VERSION ? `This checklist comes from a newer version of this page (${number}), so nothing of it was read. Reload the page and try again.`
            : 'This link holds no checklist that this page can read.');
        return found;
      }
      if (/^[a-z0-9-]{1,120}$/.test(program)) found.program = program;
      else if (program) found.said.push('The name of the program could not be read.');
      const ignored = { unknown: 0, repeated: 0, broken: 0 };
      const seen = new Set();
      for (const part of parts) {
        const [, name, letters, note] = /^([^=]*)=([a-z]*)(?:\.(.*))?$/.exec(part) || [];
        const id = known.get(name);
        if (!id) ignored.unknown += 1;
        else if (seen.has(id)) ignored.repeated += 1;
        else if (!/^[smwu]?t?n?$/.test(letters)) ignored.broken += 1;
        else {
          seen.add(id);
          const answer = { verdict: LETTERS[letters[0]] || '', note: '', ticked: letters.includes('t') };
          try {
            answer.note = unpack(note || '').slice(0, NOTE);
          } catch {
            ignored.broken += 1;
          }
          if (answer.verdict || answer.note || answer.ticked) found.answers[id] = answer;
          if (letters.includes('n')) found.musts.push(id);
        }
      }
      if (ignored.unknown) found.said.push(`${many(ignored.unknown, 'entry that is no question of this checklist was', 'entries that are no questions of this checklist were')} ignored.`);
      if (ignored.repeated) found.said.push(`${many(ignored.repeated, 'repeated answer was', 'repeated answers were')} ignored; the first one stands.`);
      if (ignored.broken) found.said.push(`${many(ignored.broken, 'answer or note could not be read and was', 'answers or notes could not be read and were')} ignored.`);
      return found;
    }

    connectedCallback() {
      if (this.questions) return;
      this.Picker = customElements.get('program-picker');
      this.make = this.Picker.make;
      this.list = customElements.get('save-program').list;
      this.config = JSON.parse(this.dataset.config);
      this.questions = new Map();
      this.known = new Map();
      for (const item of this.querySelectorAll('[data-question]')) this.readQuestion(item);
      this.buildTop();
      this.addEventListener('change', (event) => this.keep(event.target));
      addEventListener('popstate', () => this.open());
      document.addEventListener('my-list', () => this.shared || this.fill());
      this.open();
    }

    readQuestion(item) {
      const id = item.dataset.question;
      const { make } = this;
      const label = item.querySelector('b').textContent;
      const question = {
        id, item, label,
        section: item.closest('section').id,
        box: item.querySelector('input'),
        asks: [...item.querySelectorAll('.asks > div')].map((ask) => [ask.querySelector('dt').textContent, ask.querySelector('dd').textContent]),
        published: make('div', { 'data-part': 'published' }),
        told: make('p', { 'data-part': 'told' }),
        verdict: make('select', { 'aria-label': `Your verdict: ${label}`, 'data-field': 'verdict' },
          Object.entries(VERDICTS).map(([value, text]) => make('option', { value }, text))),
        note: make('textarea', { 'aria-label': `Your note: ${label}`, 'data-field': 'note', rows: 1, maxlength: NOTE, placeholder: 'Your note' }),
        must: make('button', {
          type: 'button', 'aria-pressed': 'false', 'aria-label': `Non-negotiable: ${label}`, onclick: () => this.mark(id),
        }, 'Non-negotiable'),
      };
      question.box.dataset.field = 'ticked';
      question.own = make('div', { 'data-part': 'own' }, question.verdict, question.must, question.note);
      item.querySelector('details').before(question.published, question.own, question.told);
      this.questions.set(id, question);
      for (const alias of item.querySelectorAll(':scope > span[id]')) this.known.set(alias.id, id);
      this.known.set(id, id);
    }

    buildTop() {
      const { make } = this;
      this.progress = this.querySelector('[data-part="progress"]');
      this.subject = make('p', { 'data-part': 'subject' });
      this.picker = make('program-picker', { 'data-src': this.dataset.src, 'data-label': 'Fill it in for a program' });
      this.picker.addEventListener('pick', ({ detail }) => this.go(`?program=${detail.slug}`));
      this.said = make('div', { role: 'status' });
      this.banner = make('section', { hidden: true, class: 'notice', 'data-tone': 'mixed' });
      this.withNotes = make('input', { type: 'checkbox' });
      this.tools = make('p', { class: 'actions' },
        make('button', { type: 'button', onclick: () => this.share() }, 'Copy a link to this checklist'),
        make('label', {}, this.withNotes, 'with my notes'),
        make('button', { type: 'button', onclick: () => print() }, 'Print'));
      this.sum = make('checklist-summary');
      this.summary = make('details', { 'data-part': 'summary', ontoggle: () => this.drawSummary() },
        make('summary', {}, 'Summary: what is known, what is open, where the decision flow ends'), this.sum);
      this.progress.before(this.banner, this.subject, this.picker, this.tools, this.said);
      this.progress.after(this.summary);
    }

    go(address) {
      history.pushState(null, '', address);
      this.open();
    }

    async open() {
      const turn = (this.turn = (this.turn || 0) + 1);
      const said = [];
      const fragment = location.hash;
      // A jump to a question of a shared checklist stays in that checklist.
      if (this.shared && fragment && !fragment.startsWith('#c=')) return;
      const shared = fragment.startsWith('#c=') ? EvaluationChecklist.decode(fragment, this.known) : null;
      const asked = shared ? shared.program : new URLSearchParams(location.search).get('program') || '';
      said.push(...(shared?.said || []));
      let program = null;
      let claims = null;
      try {
        if (asked) this.catalog = await this.Picker.catalog(this.dataset.src);
        program = (asked && this.catalog.find(asked)) || null;
        if (asked && !program) said.push(`“${asked.slice(0, 60)}”: no program of this directory goes by that name, so this checklist is for none.`);
        if (program) claims = await this.Picker.claims(this.dataset.root, program.slug);
      } catch {
        said.push('What the program publishes could not be loaded. Check your connection and reload the page.');
      }
      if (turn !== this.turn) return;
      this.shared = shared;
      this.program = program;
      this.answered = new Map((claims?.answers || []).filter(({ claims: [lead] }) => lead.stated).map((answer) => [answer.question, answer]));
      this.drawTop(said);
      for (const question of this.questions.values()) this.drawPublished(question, this.answered.get(question.id));
      for (const link of document.querySelectorAll('main a[href*="/ask/"]')) {
        link.setAttribute('href', link.getAttribute('href').split('?')[0] + (program && !shared ? `?program=${program.slug}` : ''));
      }
      this.fill();
    }

    tell(sentences) {
      this.said.replaceChildren(...sentences.map((text) => this.make('p', { class: 'notice', 'data-tone': 'mixed' }, text)));
    }

    drawTop(said) {
      const { make, program, shared } = this;
      this.toggleAttribute('data-shared', Boolean(shared));
      this.tell(said);
      this.banner.hidden = !shared;
      this.picker.hidden = this.tools.hidden = Boolean(shared);
      const own = program ? `?program=${program.slug}` : location.pathname;
      this.banner.replaceChildren(...(shared ? [
        make('h2', {}, 'Somebody else’s checklist'),
        make('p', {}, 'This is what the person who sent the link wrote. Your own checklist is not changed by it.'),
        make('p', { class: 'actions' },
          make('button', { type: 'button', onclick: () => this.adopt() }, 'Copy into mine'),
          make('button', { type: 'button', onclick: () => this.go(own) }, 'Open my own')),
      ] : []));
      this.subject.replaceChildren(...(program ? [
        make('b', {}, 'For '), make('a', { href: `${this.dataset.root}programs/${program.slug}/` }, program.title), `, ${program.place}. `,
        !shared && make('a', { href: location.pathname, 'data-part': 'blank' }, 'Blank checklist'),
      ].filter(Boolean) : [shared ? 'For no program in particular.' : 'A blank checklist. What you write stays in this browser.']));
    }

    drawPublished({ published, item }, answer) {
      const { make } = this;
      item.toggleAttribute('data-published', Boolean(answer));
      published.replaceChildren(...(answer ? answer.claims.map((claim) => [claim, claim.source]).map(([claim, source]) => make('p', {},
        this.Picker.cell({ ...claim, standing: answer.disagree ? 'side' : claim.standing }),
        ` ${claim.scope === 'institution' ? `Said for the whole institution, ${claim.age.words}` : `Said ${claim.age.words}`}. `,
        /^https?:\/\//.test(source.url) ? make('a', { href: source.url, rel: 'noopener nofollow' }, source.title) : source.title,
        ` ${this.config.kinds[source.kind] || source.kind}.`)) : []));
      if (!answer || answer.settled) return;
      published.prepend(make('p', {}, make('b', {}, answer.disagree ? 'Sources disagree: ask.' : 'Ask again.'),
        answer.warning ? ` Said ${answer.warning.replace(/: ask again$/, '')}.` : ' What was said is no answer to lean on today.'));
    }

    // --- The reader's own answers ------------------------------------------------------------------

    slug() {
      return this.program ? this.program.slug : '';
    }

    // Stored under an old name of the program or the question, an answer still counts.
    * stored() {
      for (const [path, [value]] of Object.entries(this.list.memory.fields)) {
        const [, slug, name, part] = OWN.exec(path) || [];
        const id = this.known.get(name);
        const now = slug === '-' ? '' : this.catalog?.find(slug)?.slug || slug;
        if (id && value !== null && now === this.slug()) yield { path, id, part, value };
      }
    }

    path(id, part) {
      return `p/${this.slug() || '-'}/answer/${id}/${part}`;
    }

    mine() {
      const answers = {};
      for (const { path, id, part, value } of this.stored()) {
        if (!sound[part]?.(value)) continue;
        const answer = (answers[id] ??= { verdict: '', note: '', ticked: false });
        if (!answer[part] || path === this.path(id, part)) answer[part] = value;
      }
      const musts = Object.keys(this.list.memory.fields)
        .filter((path) => path.startsWith('must/') && this.list.get(path)).map((path) => this.known.get(path.slice(5)));
      return { program: this.slug(), answers, musts: [...new Set(musts.filter(Boolean))] };
    }

    keep(field) {
      const id = field.closest('[data-question]')?.dataset.question;
      const part = field.dataset.field;
      if (!id || !part || this.shared) return;
      const value = part === 'ticked' ? field.checked || null : field.value.trim() || null;
      const changes = {};
      for (const known of this.stored()) if (known.id === id && known.part === part) changes[known.path] = null;
      changes[this.path(id, part)] = value;
      changes[this.path(id, 'date')] = new Date().toLocaleDateString('sv');
      this.save(changes);
    }

    mark(id) {
      const on = this.mine().musts.includes(id);
      const old = [...this.known].filter(([, now]) => now === id).map(([name]) => [`must/${name}`, null]);
      this.save(on ? Object.fromEntries(old) : { [`must/${id}`]: true });
    }

    save(changes) {
      this.tell(this.list.set(changes) ? [] : [this.list.problem]);
    }

    fill() {
      const state = this.shared || this.mine();
      this.state = state;
      for (const { id, item, box, verdict, note, must, told } of this.questions.values()) {
        const answer = state.answers[id] || { verdict: '', note: '', ticked: false };
        const isMust = state.musts.includes(id);
        box.checked = answer.ticked;
        box.disabled = Boolean(this.shared);
        verdict.value = answer.verdict;
        if (note !== document.activeElement) note.value = answer.note;
        must.setAttribute('aria-pressed', String(isMust));
        item.toggleAttribute('data-must', isMust);
        told.textContent = this.shared
          ? [isMust && 'Non-negotiable', answer.verdict && VERDICTS[answer.verdict], answer.note].filter(Boolean).join('. ') : '';
      }
      this.count();
      this.drawSummary();
    }

    // "" open, "neutral" known without a side, or good, mixed, bad; a verdict goes before what is published.
    stance(id) {
      const { verdict } = this.state.answers[id] || {};
      if (verdict) return STANCE[verdict];
      const answer = this.answered.get(id);
      return answer?.settled ? answer.tone : '';
    }

    settled(id) {
      const { verdict, ticked } = this.state.answers[id] || {};
      return Boolean(ticked || verdict || this.answered.get(id)?.settled);
    }

    // Its script is fetched when somebody opens it for the first time.
    drawSummary() {
      if (!this.summary.open || !this.state) return;
      this.script ??= document.head.appendChild(this.make('script', { src: this.dataset.summary, onerror: () => this.tell(['The summary could not be loaded. Check your connection.']) }));
      customElements.whenDefined('checklist-summary').then(() => this.sum.draw(this));
    }

    count() {
      const settled = [...this.questions.values()].filter(({ id }) => this.settled(id));
      for (const link of this.querySelectorAll('.contents a')) {
        const here = [...this.questions.values()].filter(({ section }) => `#${section}` === link.hash);
        link.nextElementSibling.textContent = `${here.filter(({ id }) => this.settled(id)).length} of ${here.length}`;
      }
      const current = [...this.answered.values()].filter((answer) => answer.settled).length;
      const text = `${settled.length} of ${this.questions.size} questions settled${this.answered.size ? `; the program publishes ${this.answered.size} answers, ${current} of them current` : ''}`;
      if (this.progress.textContent !== text) this.progress.textContent = text;
    }

    // --- Links ---------------------------------------------------------------------------------------

    async share() {
      const state = this.mine();
      if (!this.withNotes.checked) for (const answer of Object.values(state.answers)) answer.note = '';
      const link = new URL(location.pathname + EvaluationChecklist.encode(state), location.href).href;
      const said = await this.Picker.copy(link, this.tools);
      this.tell([link.length > 2000 ? `${said} The link has ${link.length} characters, and some messengers cut it: leave out the notes.` : said]);
    }

    adopt() {
      const { shared } = this;
      const mine = this.mine();
      const changes = {};
      let kept = 0;
      for (const [id, answer] of Object.entries(shared.answers)) {
        if (mine.answers[id]) kept += 1;
        else for (const part of Object.keys(sound)) if (answer[part]) changes[this.path(id, part)] = answer[part];
      }
      const copied = Object.keys(shared.answers).length - kept;
      for (const id of shared.musts) if (!mine.musts.includes(id)) changes[`must/${id}`] = true;
      const saved = !Object.keys(changes).length || this.list.set(changes);
      history.pushState(null, '', this.program ? `?program=${this.program.slug}` : location.pathname);
      this.open().then(() => this.tell([saved
        ? `${many(copied, 'answer', 'answers')} copied into yours.${kept ? ` ${many(kept, 'of yours was', 'of yours were')} there already and kept.` : ''}`
        : this.list.problem]));
    }
  }

  customElements.define('evaluation-checklist', EvaluationChecklist);
})();
