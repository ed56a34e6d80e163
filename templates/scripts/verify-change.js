/* <verify-change>: the answers that a reader has confirmed, changed or missed, as one proposal (docs/proposals.md)
   that leaves as a filled-in issue, by e-mail or as copied text. `show` draws it; it fires "drop" with a number, and "sent". */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const Send = customElements.get('send-change');
  const KEY = `${document.documentElement.dataset.storage}-verify`;
  const RESCUE = `${KEY}-rescued`;
  const MOST = 2000; // answers that are known to have been looked at
  const isText = (value) => typeof value === 'string' && value.length < 1000;
  const isPart = (value, deep) => isText(value) || Number.isFinite(value) || value === true
    || (deep > 0 && value !== null && typeof value === 'object' && Object.values(value).every((part) => isPart(part, deep - 1)));
  const isAnswer = (one) => one && ['key', 'file', 'question', 'label', 'program', 'said'].every((name) => isText(one[name]))
    && /^content\/[a-z0-9/-]+\.(md|yml)$/.test(one.file) && /^[a-z0-9-]+$/.test(one.question) && typeof one.now === 'object' && isPart(one.now, 3)
    && Boolean(one.next) && isPart(one.next, 3);

  const write = (answers, looked) => JSON.stringify({ answers, looked: [...looked].slice(-MOST) });
  const stored = (key) => {
    try {
      return localStorage.getItem(key) || '';
    } catch {
      return '';
    }
  };
  const putAside = (text) => {
    const aside = stored(RESCUE);
    const both = aside.includes(text) ? aside : [aside, text].filter(Boolean).join('\n');
    try {
      localStorage.setItem(RESCUE, both);
    } catch { /* it is offered on this page */ }
    return both;
  };

  class VerifyChange extends HTMLElement {
    /* What this browser kept: {answers, looked}, nothing else and nothing damaged; `aside` is the text of what was put
       aside because it is not understood, before anything takes its place. */
    static read() {
      const text = stored(KEY);
      let kept = null;
      try {
        kept = JSON.parse(text);
      } catch { /* it is put aside */ }
      const answers = Array.isArray(kept?.answers) ? kept.answers.filter(isAnswer).slice(0, MOST) : [];
      const looked = new Set(Array.isArray(kept?.looked) ? kept.looked.filter(isText).slice(-MOST) : []);
      return { answers, looked, aside: text && write(answers, looked) !== text ? putAside(text) : stored(RESCUE) };
    }

    static tellAside(aside) {
      if (!aside) return [];
      const href = URL.createObjectURL(new Blob([aside], { type: 'text/plain' }));
      return [make('p', { class: 'notice', 'data-tone': 'mixed', role: 'alert' },
        'Answers that were kept here could not be understood, and are put aside. ',
        make('a', { href, download: 'answers-as-they-were.txt' }, 'Download the text as it was'))];
    }

    keep(answers, looked) {
      try {
        localStorage.setItem(KEY, write(answers, looked));
      } catch { /* it stays on this page */ }
    }

    /* answers as {file, question, now, next}; form: what the forge and the e-mail take. */
    show(answers, { forge, email }) {
      if (!answers.length) {
        this.replaceChildren();
        return;
      }
      const files = new Map();
      for (const { file, question, now, next } of answers) {
        if (!files.has(file)) files.set(file, { proposals: [] });
        files.get(file).proposals.push({ question, now, new: next });
      }
      const text = Send.text(files, 'reader');
      const send = make('send-change', {});
      send.append(...send.ways({ text, title: 'Change: answers that somebody looked at', template: 'change', forge, email }).filter(Boolean));
      this.replaceChildren(
        make('h2', {}, `Your change: ${answers.length} ${answers.length === 1 ? 'answer' : 'answers'}`),
        make('ol', {}, answers.map((answer, n) => make('li', {}, make('b', {}, answer.said), ` ${answer.label} `, make('small', {}, answer.program), ' ',
          make('button', { type: 'button', 'data-part': 'quiet', 'aria-label': `Take out: ${answer.label}, ${answer.program}`, onclick: () => this.tell('drop', n) }, 'Take out')))),
        send,
        make('p', {}, make('button', { type: 'button', 'data-part': 'quiet', onclick: () => this.tell('sent') }, 'I have sent it')),
        make('details', {}, make('summary', {}, 'What it says'), make('pre', { tabindex: 0, role: 'region', 'aria-label': 'The change as text' }, text)));
    }

    tell(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  }

  customElements.define('verify-change', VerifyChange);
})();
