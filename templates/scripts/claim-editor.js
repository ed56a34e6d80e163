/* <claim-editor>: the fields of one answer and of the page that says so. `begin` fills it; each input fires "edit". */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { said } = customElements.get('program-picker');

  const host = (url) => /^https?:\/\/([^/?#]+)/.exec(url)?.[1] || '';

  // What a page is called whose address is all that is known: its last words, and the host.
  const titleOf = (url) => {
    const last = url.split(/[?#]/)[0].replace(/^https?:\/\/[^/]+/, '').split('/').filter(Boolean).pop() || '';
    const words = last.replace(/\.\w+$/, '').replace(/[^A-Za-z0-9]+/g, ' ').trim();
    return words ? `${words[0].toUpperCase()}${words.slice(1)} (${host(url)})` : host(url);
  };

  class ClaimEditor extends HTMLElement {
    /* A page of which nothing is known yet. */
    static blankPage() {
      return { url: '', title: '', kind: 'program', dated: 'undated' };
    }

    /* A page of which only the address was given: one that is known, or what can be told from it. */
    static pageOf(url, known) {
      const near = known.find((each) => each.url === url) || known.find((each) => each.url && host(each.url) === host(url));
      return near?.url === url ? near : { url, title: titleOf(url), kind: near?.kind || 'program', dated: 'undated' };
    }

    /* change: {question, seen, fields, page, looked}, which the fields fill in; pages: those the profile rests on. */
    begin({ change, pages, rules }) {
      Object.assign(this, { change, pages, rules });
      const { question, fields, page } = change;
      const set = (group, key) => (value) => { group[key] = value; this.tell(); };
      const boxes = [this.answer(question, fields, set(fields, 'answer'))];
      if (change.told) boxes.push(this.text('When they said it (2026-11-21)', page.dated === 'undated' ? '' : page.dated, set(page, 'dated')));
      else boxes.push(...this.page(page));
      this.replaceChildren(make('fieldset', {}, make('legend', {}, change.seen ? `Instead of "${said(change.seen)}"` : question.label), ...boxes,
        make('details', {}, make('summary', {}, 'Title, date, note'), ...this.more(question, fields, page, set))));
    }

    tell() {
      this.dispatchEvent(new CustomEvent('edit', { bubbles: true }));
    }

    page(page) {
      const { change } = this;
      const known = new Map(this.pages.filter(({ url }) => url).map((each) => [each.url, each]));
      const field = make('input', { type: 'url', list: 'known-pages', placeholder: 'https://', autocomplete: 'off', inputmode: 'url', oninput: () => this.take(page, field.value.trim(), known) });
      field.value = page.url;
      const same = change.seen?.source.url && make('button', { type: 'button', 'data-part': 'quiet', onclick: () => { field.value = change.seen.source.url; this.take(page, field.value, known); } }, 'The same page as now');
      const looked = make('input', { type: 'checkbox', checked: change.looked, onchange: () => { change.looked = looked.checked; this.tell(); } });
      return [make('label', {}, 'Link to the page that says so', field), same,
        make('datalist', { id: 'known-pages' }, [...known].map(([url, { title }]) => make('option', { value: url }, title))),
        make('label', {}, looked, ' I opened it today, and it says so')];
    }

    // Pages of one host are of one kind, and a page that is known keeps its title and date.
    take(page, url, known) {
      const near = known.get(url) || [...known.values()].find((each) => host(each.url) === host(url));
      const old = titleOf(page.url);
      page.url = url;
      if (known.has(url)) Object.assign(page, { title: near.title, kind: near.kind, dated: near.dated });
      else {
        if (near && !page.chosen) page.kind = near.kind;
        if (!page.title || page.title === old || [...known.values()].some(({ title }) => title === page.title)) page.title = titleOf(url);
        if (!page.typed) page.dated = 'undated';
      }
      for (const [key, box] of Object.entries(this.boxes)) box.value = page[key];
      this.tell();
    }

    more(question, fields, page, set) {
      this.boxes = {};
      const keep = (key, label) => {
        this.boxes[key] = label.querySelector('input, select');
        return label;
      };
      return [
        keep('kind', this.choice('Who says so', this.rules.sourceKinds, page.kind, (value) => { page.chosen = true; set(page, 'kind')(value); })),
        keep('title', this.text('Title of the page', page.title, set(page, 'title'))),
        keep('dated', this.text('Date that it shows (2024, 2024-10, 2024-10-01, or undated)', page.dated, (value) => { page.typed = true; set(page, 'dated')(value); })),
        ...(question.strength ? [this.choice('How strict', [['', 'Not said'], ...this.rules.strengths.map((word) => [word, word])], fields.strength, set(fields, 'strength'))] : []),
        ...(question.kind === 'share' ? [this.text('Of how many people', fields.of, set(fields, 'of'))] : []),
        this.text('The statement is about (year, month or day)', fields.as_of, set(fields, 'as_of')),
        this.text('Note, in your own words', fields.note, set(fields, 'note')),
        this.text(`Words on the page: ${this.rules.limits.words.join(' to ')} that carry the answer, copied exactly`, fields.words, set(fields, 'words')),
      ];
    }

    answer(question, fields, set) {
      const { notStated } = this.rules;
      const silent = [notStated, 'Not stated: the page does not say'];
      if (question.kind === 'choice') return this.choice('Answer', [['', 'Choose'], ...question.options, silent], fields.answer, set);
      if (question.kind === 'list' && question.options.length) {
        const chosen = new Set([].concat(fields.answer));
        return make('div', { role: 'group', 'aria-label': 'Answer' }, ...[...question.options, silent].map(([id, label]) => {
          const box = make('input', { type: 'checkbox', checked: chosen.has(id), onchange: () => {
            chosen[box.checked ? 'add' : 'delete'](id);
            set(chosen.has(notStated) ? notStated : question.options.map(([word]) => word).filter((word) => chosen.has(word)));
          } });
          return make('label', {}, box, ` ${label}`);
        }));
      }
      const more = [...question.options.map(([id]) => id), notStated].join(', ');
      if (['list', 'series'].includes(question.kind)) {
        const lines = (text) => (text.trim() === notStated ? notStated : text.split('\n').map((line) => line.trim()).filter(Boolean));
        return this.text(`Answer, one ${question.kind === 'list' ? 'item' : 'year'} a line${question.kind === 'series' ? ', such as 2024: 7' : ''} (or: ${more})`, [].concat(fields.answer).join('\n'), (text) => set(lines(text)), 'textarea');
      }
      return this.text(`Answer: ${this.rules.shapes[question.kind]}${question.unit ? `, in ${question.unit}` : ''} (or: ${more})`, fields.answer, set);
    }

    choice(label, options, value, set) {
      const select = make('select', { onchange: () => set(select.value) }, options.map(([id, text]) => make('option', { value: id }, text)));
      select.value = value || '';
      return make('label', {}, label, select);
    }

    text(label, value, set, name = 'input') {
      const field = make(name, { type: name === 'input' && 'text', rows: name === 'textarea' && 3, oninput: () => set(field.value.trim()) });
      field.value = value || '';
      return make('label', {}, label, field);
    }
  }

  customElements.define('claim-editor', ClaimEditor);
})();
