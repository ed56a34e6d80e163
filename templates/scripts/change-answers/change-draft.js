/* <change-draft>: what somebody means to change of one program, kept in this browser until it is sent. The element shows
   nothing; its static `Draft` holds the changes, and <change-answers> shows them. */
(() => {
  'use strict';

  const { blankPage } = customElements.get('claim-editor');
  const ACTS = ['edit', 'still', 'remove'];
  const isText = (value) => typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
  const isDraft = (kept) => Array.isArray(kept?.changes) && kept.changes.every((each) => each && typeof each === 'object');
  const textsOf = (fields, keys) => Object.fromEntries(keys.filter((key) => isText(fields?.[key])).map((key) => [key, fields[key]]));

  class Draft {
    changes = []; // each {question, seen, own, act, told, looked, fields, page}: what should stand there, in place of what was seen
    meta = undefined; // of a new profile: what was typed of it
    aside = ''; // the text of a draft that could not be read

    /* Takes back what was kept of a program, or of a new one; `as` and `said` tell of whom an answer is, and of when. */
    constructor({ program, questions, claims, rules, as, said }) {
      Object.assign(this, { key: `contribute:${program?.slug || 'new'}`, questions, claims, rules, as, said });
      let raw = null;
      let kept = null;
      try {
        raw = localStorage.getItem(this.key);
        kept = JSON.parse(raw);
      } catch { /* a damaged draft is no draft */ }
      if (isDraft(kept)) this.take(kept);
      else if (raw) this.putAside(raw);
    }

    /* Only known questions, and texts, come back from storage. */
    take({ changes, meta }) {
      this.meta = meta;
      for (const { question: id, seen, act, told, looked, fields, page } of changes) {
        const question = this.questions.get(id);
        const there = question ? this.claimsOf(question) : [];
        const found = Array.isArray(seen) && there.find(({ answer, source }) => answer === seen[0] && source.key === seen[1]);
        // What stood there has changed since, or it is no change at all.
        if (!question || (seen && !found) || !ACTS.includes(act)) continue;
        this.add({
          question, seen: found || undefined, act, told: told === true, looked: looked === true,
          fields: { answer: '', ...textsOf(fields, this.rules.claimKeys) }, page: { ...blankPage(), ...textsOf(page, this.rules.sourceKeys) },
        });
      }
    }

    /* It stays beside the draft that takes its place, and the reader sees its text. */
    putAside(raw) {
      this.aside = raw;
      try {
        localStorage.setItem(`${this.key}-rescued`, raw);
      } catch { /* it still stands on the page */ }
    }

    /* Begins a change of what was `seen`, or an answer beside it; only an edit has fields to fill in. */
    begin(question, seen, act = 'edit') {
      const told = this.as === 'reply';
      const fields = act === 'edit' ? { answer: '', strength: seen?.strength || '' } : { answer: this.listed(question, seen) };
      const reply = { url: '', title: 'Reply to a question', kind: 'program-reply', dated: this.said };
      const page = act !== 'edit' ? { ...seen.source } : told ? reply : blankPage();
      this.add({ question, seen, act, told, looked: false, fields, page });
    }

    /* An answer beside another of the program's own names that one. */
    add(change) {
      const own = !change.seen && this.claimsOf(change.question).find(({ scope }) => scope === 'program');
      this.changes.push({ ...change, own });
    }

    /* An answer as the fields hold it: lists and series by line. */
    listed({ kind }, { answer, options, series }) {
      if (kind === 'series') return series.map(({ year, number }) => `${year}: ${number}`);
      if (kind === 'list') return options.length ? options : answer.split(', ');
      return answer;
    }

    drop(change) {
      this.changes = this.changes.filter((each) => each !== change);
    }

    claimsOf({ id }) {
      return this.claims.get(id) || [];
    }

    changesOf({ id }) {
      return this.changes.filter(({ question }) => question.id === id);
    }

    /* Those that say something. */
    get meant() {
      return this.changes.filter(({ act, fields, page }) => act !== 'edit' || fields.answer.length || page.url);
    }

    /* What is wrong with an edit; `paged` is whether a page of the program stands behind an answer that only a report gives. */
    wrong(change) {
      const { question, act } = change;
      if (act !== 'edit') return [];
      const paged = this.claimsOf(question).some(({ scope, source }) => scope === 'program' && !this.rules.hearsay.includes(source.kind));
      return this.rules.changeWrong({ ...change, question: { ...question, paged } });
    }

    /* Keeps what is meant, and what a new profile is called; nothing where there is neither. */
    keep(meta) {
      const changes = this.meant.map(({ question, seen, act, told, looked, fields, page }) => ({
        question: question.id, seen: seen ? [seen.answer, seen.source.key] : null, act, told, looked, fields, page,
      }));
      try {
        if (changes.length || meta) localStorage.setItem(this.key, JSON.stringify({ changes, meta }));
        else this.discard();
      } catch { /* without storage there is no draft */ }
    }

    discard() {
      localStorage.removeItem(this.key);
    }
  }

  class ChangeDraft extends HTMLElement {
    static Draft = Draft;
  }

  customElements.define('change-draft', ChangeDraft);
})();
