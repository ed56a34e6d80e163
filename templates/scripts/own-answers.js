/* <own-answers>: what the reader wrote on questions, for one program or for none ("-"), and without what he would not go.
   The element shows nothing; the checklist, the comparison and the rank room read and write through it. */
(() => {
  'use strict';

  const VERDICTS = { '': 'Your verdict', strong: 'Strong', mixed: 'Mixed', weak: 'Weak', unknown: 'Still unknown' };
  const STANCE = { strong: 'good', mixed: 'mixed', weak: 'bad', unknown: '' };
  const MUST = { good: 'met', bad: 'not met', mixed: 'mixed', neutral: 'known, no verdict yet', '': 'open' }; // of what one cannot go without
  const OWN = /^p\/([^/]+)\/answer\/([^/]+)\/(verdict|note|ticked|date)$/;
  const sound = { verdict: (value) => typeof value === 'string' && Object.hasOwn(STANCE, value), note: (value) => typeof value === 'string', ticked: (value) => value === true };
  const ME = `${document.documentElement.dataset.storage}-fit/1`; // what the shortlist keeps
  const list = () => customElements.get('save-program').list;

  class Own {
    /* `slug` is "" for no program; `known` maps ids and old ids of questions to ids, `find` old slugs to {slug}. */
    constructor(slug, known, find = () => null) {
      Object.assign(this, { slug, known, find });
    }

    // Stored under an old name of the program or the question, an answer still counts.
    * stored() {
      for (const [path, [value]] of Object.entries(list().memory.fields)) {
        const [, slug, name, part] = OWN.exec(path) || [];
        const id = this.known.get(name);
        const now = slug === '-' ? '' : this.find(slug)?.slug || slug;
        if (id && value !== null && now === this.slug) yield { path, id, part, value };
      }
    }

    path(id, part) {
      return `p/${this.slug || '-'}/answer/${id}/${part}`;
    }

    /* {program, answers: {id: {verdict, note, ticked}}, musts: [id]} */
    read() {
      const answers = {};
      for (const { path, id, part, value } of this.stored()) {
        if (!sound[part]?.(value)) continue;
        const answer = (answers[id] ??= { verdict: '', note: '', ticked: false });
        if (!answer[part] || path === this.path(id, part)) answer[part] = value;
      }
      const musts = Object.keys(list().memory.fields)
        .filter((path) => path.startsWith('must/') && list().get(path)).map((path) => this.known.get(path.slice(5)));
      return { program: this.slug, answers, musts: [...new Set(musts.filter(Boolean))] };
    }

    /* Keeps a verdict, a note or a tick, with the day; false where it could not be saved. */
    keep(id, part, value) {
      const changes = {};
      for (const known of this.stored()) if (known.id === id && known.part === part) changes[known.path] = null;
      changes[this.path(id, part)] = value || null;
      changes[this.path(id, 'date')] = new Date().toLocaleDateString('sv');
      return list().set(changes);
    }

    /* Marks a question as one without which the reader would not go, or no longer. */
    mark(id) {
      const old = [...this.known].filter(([, now]) => now === id).map(([name]) => [`must/${name}`, null]);
      return list().set(this.read().musts.includes(id) ? Object.fromEntries(old) : { [`must/${id}`]: true });
    }
  }

  class OwnAnswers extends HTMLElement {
    static VERDICTS = VERDICTS;
    static STANCE = STANCE;
    static MUST = MUST;
    static Own = Own;

    /* Whether what readers told of themselves (`unless`: field → answer) says that something does not concern them. */
    static spares(unless) {
      try {
        const me = JSON.parse(localStorage.getItem(ME)) || {};
        return Object.entries(unless || {}).some(([field, answer]) => me[field] === answer);
      } catch {
        return false;
      }
    }
  }

  customElements.define('own-answers', OwnAnswers);
})();
