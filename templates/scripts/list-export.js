/* <list-export>: the reader's list as a copy to bring in elsewhere, and as a spreadsheet: what programs publish with its age,
   and everything of his own. The element shows nothing; my-list.js fetches it when somebody asks for the file. */
(() => {
  'use strict';

  const { make, need } = customElements.get('page-parts');
  const { count, lead, words, aged } = customElements.get('list-parts').parts;
  const { list } = customElements.get('save-program');

  class ListExport extends HTMLElement {
    /* Everything that is kept, as a file to bring in elsewhere. */
    static copy() {
      return JSON.stringify({ version: 2, exported: new Date().toISOString(), fields: Object.fromEntries(
        Object.entries(list.memory.fields).filter(([, [value]]) => value !== null),
      ) }, null, 1);
    }

    /* Adds what a file holds; where both know a value, the later change stands. Nothing is removed. Says what it did. */
    static take(text) {
      const found = list.migrate(text);
      if (!found) return 'This file is no export of My list, so nothing was imported.';
      if (found.version > 2) return 'This file was written by a newer version of this page, so nothing was imported. Reload the page and try again.';
      const ignored = list.ignored;
      list.load();
      const said = { added: 0, changed: 0, kept: 0, same: 0 };
      const taken = {};
      for (const [path, [value, time]] of Object.entries(found.fields).sort(([, a], [, b]) => a[1] - b[1])) {
        if (value === null) continue;
        const own = list.get(path);
        const kind = own === undefined ? 'added' : JSON.stringify(own) === JSON.stringify(value) ? 'same'
          : time > list.memory.fields[path][1] ? 'changed' : 'kept';
        said[kind] += 1;
        if (kind === 'added' || kind === 'changed') taken[path] = value;
      }
      if (list.tooMany(taken)) return list.LIMITS.programs[1];
      list.set(taken);
      return [
        `Imported: ${count(said.added, 'entry', 'entries')} added, ${said.changed} replaced by a later change, ${said.same} the same already.`,
        said.kept && `${said.kept} kept as they are here, where they were changed later.`,
        ignored && `${ignored} ignored, since this page does not know them.`,
        list.problem,
      ].filter(Boolean).join(' ');
    }

    /* A copy of ours, or a tracker that somebody kept elsewhere; its rows are shown before anything is taken. */
    static async bring(text, page) {
      if (/^\s*\{/.test(text)) {
        page.said.scrollIntoView({ block: 'center' }); // what is told stands above the list, the button below it
        return ListExport.take(text);
      }
      try {
        const { reader, in: importer, sheet } = page.dataset;
        const [catalog] = await Promise.all([page.catalog(), need(reader).then(() => need(importer))]);
        page.bringing ??= make('list-import', {});
        page.said.before(page.bringing);
        const config = { ...JSON.parse(sheet), nouns: page.config.nouns };
        const take = (sentence, undo) => page.say(sentence, undo);
        return await page.bringing.start(text, { catalog, config, api: `${page.root}api/v1/programs.json`, take });
      } catch {
        return 'What reads a sheet could not be loaded. Check your connection and try again.';
      }
    }

    /* Rows as CSV that opens as text: no cell becomes a formula, on any of its lines, nor behind what some spreadsheets
       take for the end of a cell; and Excel sees that it is UTF-8. */
    static csv(rows) {
      return `\ufeff${rows.map((row) => row.map((cell) => {
        const safe = `\n${cell}`.replace(/([\r\n;])(?=[ \xa0\u3000]*[=+@\uff0b\uff0d\uff1d\uff20-]|[\t\r])/g, "$1'").slice(1);
        return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
      }).join(',')).join('\r\n')}\r\n`;
    }

    /* Rows of texts, the headings first; `all` holds what is published for each entry, or null. */
    static rows(entries, all, { tracker, questions, codes, nouns, dates }, today) {
      const labels = new Map(questions);
      // Out of the site, an answer without its age would look as sure as any, and an empty cell like a no.
      const tell = (claim) => (claim ? `${words(claim)} (${claim.disagree ? 'sources disagree, ' : ''}${aged(claim)})` : 'Not collected yet');
      const cell = (facts, ids) => (facts ? ids.map((id) => [labels.get(id), tell(lead(facts, id))]) : [])
        .map(([label, said]) => (ids.length > 1 ? `${label}: ${said}` : said)).join('; ');
      const head = ['Program', ...codes.map(([, label]) => label), 'City', ...nouns, ...tracker.map(([label]) => label), 'Contact page',
        'Notes', 'Interest', 'Tier', 'Status', ...dates.map(([, label]) => label), 'Rank', 'Reason', 'Profile', 'Exported'];
      return [head, ...entries.map((entry, place) => {
        const facts = all[place];
        return [
          entry.title, ...codes.map(([key]) => facts?.[key] || ''), facts?.city || '', facts?.state || '', facts?.region || '', facts?.specialty.label || '',
          ...tracker.map(([, ids]) => cell(facts, ids)), facts?.website || '',
          entry.notes.map(({ date, who, text }) => `${date} ${who ? `${who}: ` : ''}${text}`).join('\n'),
          ...['interest', 'tier', 'status'].map((name) => list.CHOICES[name][entry[name]] || ''),
          ...dates.map(([id]) => entry.days[id] || ''), entry.rank || '', entry.reason,
          facts?.url || '', today,
        ];
      })];
    }
  }

  customElements.define('list-export', ListExport);
})();
