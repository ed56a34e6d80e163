/* <verify-change>: the answers that a reader has confirmed, changed or missed, as one proposal (docs/proposals.md)
   that leaves as a filled-in issue, by e-mail or as copied text. `show` draws it; it fires "drop" with a number, and "sent". */
(() => {
  'use strict';

  const { make, copy } = customElements.get('program-picker');
  const LONGEST = 7500; // signs of an address; forges and mail programs refuse much longer ones

  const KEY = `${document.documentElement.dataset.storage}-verify`;
  const MOST = 2000; // answers that are known to have been looked at
  const isText = (value) => typeof value === 'string' && value.length < 1000;
  const isAnswer = (one) => one && ['key', 'file', 'question', 'label', 'program', 'said'].every((name) => isText(one[name]))
    && /^content\/[a-z0-9/-]+\.(md|yml)$/.test(one.file) && /^[a-z0-9-]+$/.test(one.question) && typeof one.now === 'object' && Boolean(one.next);

  const written = (value) => {
    if (value === 'none' || /^\d{4}-\d\d-\d\d$/.test(value)) return value;
    if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
    if (typeof value !== 'object') return JSON.stringify(String(value));
    return `{${Object.entries(value).map(([key, part]) => `${key}: ${written(part)}`).join(', ')}}`;
  };

  class VerifyChange extends HTMLElement {
    /* What this browser kept: {answers, looked}, nothing else and nothing damaged. */
    static read() {
      let kept = {};
      try {
        kept = JSON.parse(localStorage.getItem(KEY)) || {};
      } catch { /* nothing is kept */ }
      return {
        answers: Array.isArray(kept.answers) ? kept.answers.filter(isAnswer).slice(0, MOST) : [],
        looked: new Set(Array.isArray(kept.looked) ? kept.looked.filter(isText).slice(-MOST) : []),
      };
    }

    keep(answers, looked) {
      try {
        localStorage.setItem(KEY, JSON.stringify({ answers, looked: [...looked].slice(-MOST) }));
      } catch { /* it stays on this page */ }
    }

    /* The answers as proposals, each after a dash. */
    static text(answers) {
      return answers.map(({ file, question, now, next }) => [
        `- file: ${file}`, `  question: ${question}`, `  now: ${written(now)}`, `  new: ${written(next)}`, '  by: reader', '',
      ].join('\n')).join('');
    }

    show(answers, { issue, mark, title, forge }) {
      if (!answers.length) {
        this.replaceChildren();
        return;
      }
      const text = VerifyChange.text(answers);
      const said = make('p', { role: 'status' });
      const place = make('div', {});
      const take = async () => {
        place.replaceChildren();
        said.textContent = await copy(text, place);
      };
      const filled = issue.replace(mark, () => encodeURIComponent(text));
      const mail = `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(text)}`;
      const fits = Math.max(filled.length, mail.length) <= LONGEST;
      this.replaceChildren(...[
        make('h2', {}, `Your change: ${answers.length} ${answers.length === 1 ? 'answer' : 'answers'}`),
        make('ol', {}, answers.map((answer, n) => make('li', {}, make('b', {}, answer.said), ` ${answer.label} `, make('small', {}, answer.program), ' ',
          make('button', { type: 'button', 'data-part': 'quiet', 'aria-label': `Take out: ${answer.label}, ${answer.program}`, onclick: () => this.tell('drop', n) }, 'Take out')))),
        make('p', { class: 'actions' },
          fits && make('a', { href: filled, target: '_blank', rel: 'noopener', 'data-part': 'issue' }, `Send it at ${forge}`),
          fits && make('a', { href: mail, 'data-part': 'mail' }, 'Send it by e-mail'),
          make('button', { type: 'button', 'data-part': 'copy', onclick: take }, 'Copy it'),
          make('button', { type: 'button', 'data-part': 'sent', onclick: () => this.tell('sent') }, 'I have sent it')),
        !fits && make('p', {}, 'It is too long for an address: copy it, and paste it into an issue.'),
        said, place,
        make('details', {}, make('summary', {}, 'What it says'), make('pre', { tabindex: 0, role: 'region', 'aria-label': 'The change as text' }, text)),
      ].filter(Boolean));
    }

    tell(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  }

  customElements.define('verify-change', VerifyChange);
})();
