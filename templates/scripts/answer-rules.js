/* The rules of the check, held in the browser to what is typed into the form: a static part of <program-picker>,
   `new Rules(form, today)` with what the questions' data says. */
(() => {
  'use strict';

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

  customElements.get('program-picker').Rules = Rules;
})();
