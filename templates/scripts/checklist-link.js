/* <checklist-link>: a checklist that travels in a link, as #c=1&program&question=letters.note, read in the browser and
   sent to no server. The element is the banner over somebody else's; evaluation-checklist.js fetches it when there is one. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const VERSION = 1;
  const LONGEST = 400000; // characters of a link; all notes of a full checklist stay below
  const NOTE = 2000;
  const LETTERS = { s: 'strong', m: 'mixed', w: 'weak', u: 'unknown' };
  const LETTER = Object.fromEntries(Object.entries(LETTERS).map(([letter, verdict]) => [verdict, letter]));
  const PARTS = ['verdict', 'note', 'ticked'];

  const many = (count, one, more) => `${count} ${count === 1 ? one : more}`;

  // Messengers and forums cut links at marks such as . ! * ( ) and read _ and ~ as formatting.
  const pack = (note) => encodeURIComponent(note.slice(0, NOTE).replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/[.!~*'()_]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`).replaceAll('%20', '+');
  const unpack = (text) => decodeURIComponent(text.replaceAll('+', ' '));

  class ChecklistLink extends HTMLElement {
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

    /* Copies a link to one's own checklist. */
    static async share(checklist, withNotes, place) {
      const state = checklist.own.read();
      if (!withNotes) for (const answer of Object.values(state.answers)) answer.note = '';
      const link = new URL(location.pathname + ChecklistLink.encode(state), location.href).href;
      const said = await checklist.Picker.copy(link, place);
      place.querySelector('[role="status"]').textContent = link.length > 2000 ? `${said} The link has ${link.length} characters, and some messengers cut it: leave out the notes.` : said;
    }

    /* The banner over a checklist that somebody else sent. */
    draw(checklist) {
      const { program } = checklist;
      const own = program ? `?program=${program.slug}` : location.pathname;
      this.className = 'notice';
      this.dataset.tone = 'mixed';
      this.replaceChildren(
        make('h2', {}, 'Somebody else’s checklist'),
        make('p', {}, 'This is what the person who sent the link wrote. Your own checklist is not changed by it.'),
        make('p', { class: 'actions' },
          make('button', { type: 'button', onclick: () => this.adopt(checklist) }, 'Copy into mine'),
          make('button', { type: 'button', onclick: () => checklist.go(own) }, 'Open my own')),
      );
    }

    adopt(checklist) {
      const { shared, list, program } = checklist;
      const mine = checklist.own.read();
      const changes = {};
      let kept = 0;
      for (const [id, answer] of Object.entries(shared.answers)) {
        if (mine.answers[id]) kept += 1;
        else for (const part of PARTS) if (answer[part]) changes[checklist.own.path(id, part)] = answer[part];
      }
      const copied = Object.keys(shared.answers).length - kept;
      for (const id of shared.musts) if (!mine.musts.includes(id)) changes[`must/${id}`] = true;
      const saved = !Object.keys(changes).length || list.set(changes);
      history.pushState(null, '', program ? `?program=${program.slug}` : location.pathname);
      checklist.open().then(() => checklist.tell([saved
        ? `${many(copied, 'answer', 'answers')} copied into yours.${kept ? ` ${many(kept, 'of yours was', 'of yours were')} there already and kept.` : ''}`
        : list.problem]));
    }
  }

  customElements.define('checklist-link', ChecklistLink);
})();
