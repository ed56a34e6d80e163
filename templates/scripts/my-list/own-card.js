/* <own-card>: one program of the reader's list: what it publishes, his choices, days and notes. `fill` makes it for an
   entry of <my-list> (`desk`), `draw` shows what is kept of it now. */
(() => {
  'use strict';

  const FIELDS = { interest: 'Interest', tier: 'Tier', status: 'Status' };
  const { list } = customElements.get('save-program');
  const { make, need } = customElements.get('page-parts');
  const { today, count, button, labeled, options, stored, lead, words, aged } = customElements.get('list-parts').parts;

  class OwnCard extends HTMLElement {
    static FIELDS = FIELDS;

    fill(desk, { slug, title, own }) {
      Object.assign(this, { desk, slug, published: make('div', { 'data-part': 'published' }), fit: make('p', {}), notes: make('ul', { 'data-part': 'notes' }), progress: make('small', {}) });
      for (const [name, label] of Object.entries(FIELDS)) {
        this[name] = make('select', { 'aria-label': `${label}: ${title}`, onchange: () => this.keep(name, this[name].value) },
          options(list.CHOICES[name], { '': 'Not set' }));
      }
      const box = make('input', { type: 'checkbox', name: 'compare', value: slug, 'aria-label': `Compare: ${title}`, onchange: () => desk.showCompare() });
      this.append(
        make('h2', {}, own ? title : make('a', { href: `${desk.root}programs/${slug}/` }, title)),
        this.published, this.fit,
        make('div', { class: 'own-tools' }, Object.entries(FIELDS).map(([name, label]) => labeled(label, this[name]))),
        this.newDays(title), this.notes, this.newForm(title),
        make('div', { class: 'own-tools' }, own ? '' : [make('label', {}, box, ' Compare'),
          make('p', {}, make('a', { href: `${desk.root}checklist/?program=${slug}` }, 'Checklist', make('span', { class: 'visually-hidden' }, ` for ${title}`)), this.progress)],
          button('Remove', () => desk.forget(`p/${slug}/`, `${title} removed, with its notes and answers.`), title)));
      this.row = make('li', { 'data-slug': slug }, this);
      if (!own) this.publish();
      else this.published.append(make('p', { class: 'soft' }, 'A row of your own: this directory does not have the program. ', make('a', { href: `${desk.root}contribute/` }, 'Add it')));
      return this;
    }

    draw(entry) {
      for (const name in FIELDS) this[name].value = entry[name];
      const notes = JSON.stringify(entry.notes);
      if (this.noted !== notes) this.showNotes(entry);
      this.noted = notes;
      this.showDays(entry);
      const answers = Object.values(entry.answers);
      const strong = answers.filter((answer) => answer.verdict === 'strong').length;
      const weak = answers.filter((answer) => answer.verdict === 'weak').length;
      this.showFit();
      this.progress.textContent = answers.length ? ` ${count(answers.length, 'question', 'questions')} begun, ${strong} strong, ${weak} weak` : '';
    }

    /* What the reader answered in the shortlist, held against the program. */
    showFit() {
      if (this.fit.firstChild || !stored(`${document.documentElement.dataset.storage}-fit/1`)) return;
      const { columns, fit, fitSrc, src } = this.desk.dataset;
      need(columns).then(() => need(fit)).then(() => {
        if (!this.fit.firstChild) this.fit.append(make('fit-verdict', { 'data-root': this.desk.root, 'data-src': fitSrc, 'data-programs': src, 'data-slug': this.slug }));
      }, () => null);
    }

    keep(name, value) {
      list.set({ [`p/${this.slug}/${name}`]: value || null });
    }

    /* Days of applying, of an interview …; what makes their fields is fetched when somebody opens them. */
    newDays(title) {
      const { desk, slug } = this;
      this.daysSaid = make('span', {});
      this.days = make('details', { ontoggle: () => need(desk.dataset.days).then(() => {
        this.fields ??= this.days.appendChild(make('list-days', { 'data-slug': slug, 'data-dates': JSON.stringify(desk.config.dates) }));
      }, () => desk.say('The fields could not be loaded. Check your connection.')) },
      make('summary', {}, 'Days', make('span', { class: 'visually-hidden' }, ` of ${title}`), this.daysSaid));
      return this.days;
    }

    showDays({ days, asked }) {
      const said = this.desk.config.dates.filter(([id]) => days[id]).map(([id, label]) => `${label} ${days[id]}`);
      const when = Object.values(asked).sort();
      if (when.length) said.push(`${count(when.length, 'question', 'questions')} asked, last ${when.at(-1)}`);
      this.daysSaid.textContent = said.length ? `: ${said.join(' · ')}` : '';
    }

    newForm(title) {
      this.date = make('input', { type: 'date', required: true, value: today(), max: '2999-12-31' });
      this.who = make('input', { maxlength: 80, autocomplete: 'off' });
      this.text = make('textarea', { maxlength: 4000, required: true, rows: 3 });
      this.form = make('details', { 'data-part': 'form' },
        make('summary', {}, 'Write a note', make('span', { class: 'visually-hidden' }, ` on ${title}`)),
        make('form', { class: 'own-tools', 'aria-label': `Note on ${title}`, onsubmit: (event) => this.note(event) },
          labeled('Date', this.date), labeled('Who said it', this.who), labeled('Note', this.text), make('button', {}, 'Save note')));
      return this.form;
    }

    note(event) {
      event.preventDefault();
      const text = this.text.value.trim();
      if (!text) return;
      const id = this.editing || Date.now().toString(36) + Math.random().toString(36).slice(2, 7);
      const saved = list.set({ [`p/${this.slug}/note/${id}`]: { date: this.date.value, who: this.who.value.trim(), text } });
      this.editing = '';
      this.text.value = '';
      if (saved) this.desk.say('Note saved.');
      this.form.querySelector('summary').focus();
      this.form.open = false;
    }

    showNotes({ slug, notes }) {
      const { desk } = this;
      this.notes.replaceChildren(...notes.map(({ id, date, who, text }) => make('li', {},
        make('p', {}, make('time', { datetime: date }, date), who ? ` ${who}: ` : ' ', text),
        button('Edit', () => {
          this.editing = id;
          [['date', date], ['who', who], ['text', text]].forEach(([name, value]) => { this[name].value = value; });
          this.form.open = true;
          this.text.focus();
        }, `note of ${date}`),
        make('a', { href: `${desk.root}contribute/program/?p=${slug}&as=reply&dated=${date}` }, 'Pass on what they said'),
        button('Delete', () => desk.forget(`p/${slug}/note/${id}`, 'Note deleted.'), `note of ${date}`))));
    }

    async publish() {
      const { config } = this.desk;
      const facts = await this.desk.load(this.slug);
      if (!facts) {
        this.published.replaceChildren(make('p', { class: 'soft' }, 'What it publishes could not be loaded. Your own notes are here all the same.'));
        return;
      }
      const labels = new Map(config.questions);
      const unknown = config.columns.filter((id) => !lead(facts, id)).map((id) => labels.get(id));
      this.published.replaceChildren(
        make('p', { class: 'soft' }, facts.place),
        make('dl', {}, config.columns.map((id) => [id, lead(facts, id)]).filter(([, claim]) => claim).map(([id, claim]) => make('div', {},
          make('dt', {}, labels.get(id)),
          make('dd', {}, make('span', { class: 'cell', 'data-standing': claim.standing, ...(claim.stated ? { 'data-tone': claim.tone } : { 'data-state': 'not-stated' }) },
            words(claim), claim.disagree && make('i', { 'data-part': 'disagree' }, 'Sources disagree'), make('small', {}, aged(claim))))))),
        unknown.length ? make('p', { class: 'soft' }, make('small', {}, `Not collected yet: ${unknown.join(', ')}`)) : '',
      );
    }
  }

  customElements.define('own-card', OwnCard);
})();
