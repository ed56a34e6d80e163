/* <claim-editor>: the fields of one answer and of the page that says so. `begin` fills it; each input fires "edit".
   Its static `Rules` hold what is typed to the rules of the check. */
(() => {
  'use strict';

  const { make } = customElements.get('program-picker');

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

    pageWrong({ url, kind, title, dated }) {
      const spoken = !url && this.spoken.includes(kind);
      if (!spoken && !this.match.link.test(url)) return 'the page that says so must have an address that begins with https://';
      if (!title || title.length > this.limits.title) return 'the page must have a title that is not too long';
      if (dated === 'undated') return spoken ? 'the day on which it was said must be there' : '';
      const wrong = this.whenWrong(dated);
      return wrong && `its date ${wrong}`;
    }

    wordsWrong(text) {
      const [fewest, most] = this.limits.words;
      const count = text.trim().split(/\s+/).length;
      if (count < fewest || count > most) return `must be ${fewest} to ${most} words as they stand on the page`;
      return /[<>]/.test(text) ? 'must be words as readers see them' : this.textWrong(text, this.limits.longestWords);
    }

    changeWrong({ question, fields, page }) {
      const wrong = [['the answer', this.answerWrong(question, fields.answer)], ['', this.pageWrong(page)]];
      if (fields.as_of) wrong.push(['what it is about', this.whenWrong(fields.as_of)]);
      if (fields.of && !/^\d{1,9}$/.test(fields.of)) wrong.push(['the number of people', 'must be a whole number']);
      if (fields.note) wrong.push(['the note', this.textWrong(fields.note, this.limits.note)]);
      if (fields.words) wrong.push(['the words of the page', this.wordsWrong(fields.words)]);
      const alone = question.official && this.hearsay.includes(page.kind) && !question.paged;
      if (alone) wrong.push(['', 'an article, a report or a reply alone answers no question here, so a page must say it too']);
      return wrong.filter(([, text]) => text).map(([where, text]) => `${question.label}: ${where} ${text}.`.replace('  ', ' '));
    }
  }

  const host = (url) => /^https?:\/\/([^/?#]+)/.exec(url)?.[1] || '';

  // What a page is called whose address is all that is known: its last words, and the host.
  const titleOf = (url) => {
    const last = url.split(/[?#]/)[0].replace(/^https?:\/\/[^/]+/, '').split('/').filter(Boolean).pop() || '';
    const words = last.replace(/\.\w+$/, '').replace(/[^A-Za-z0-9]+/g, ' ').trim();
    return words ? `${words[0].toUpperCase()}${words.slice(1)} (${host(url)})` : host(url);
  };

  class ClaimEditor extends HTMLElement {
    static Rules = Rules;

    /* change: {question, seen, fields, page, looked}, which the fields fill in; pages: those the profile rests on. */
    begin({ change, pages, rules }) {
      Object.assign(this, { change, pages, rules });
      const { question, fields, page } = change;
      const set = (group, key) => (value) => { group[key] = value; this.tell(); };
      const boxes = [this.answer(question, fields, set(fields, 'answer'))];
      if (change.told) boxes.push(this.text('When they said it (2026-11-21)', page.dated === 'undated' ? '' : page.dated, set(page, 'dated')));
      else boxes.push(...this.page(page));
      this.replaceChildren(make('fieldset', {}, make('legend', {}, change.seen ? `Instead of "${change.seen.shown}"` : question.label), ...boxes,
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
