/* <sheet-reader>: reads a tracker that somebody keeps as CSV, whatever its columns are called (content/tracker.yml).
   The element shows nothing; list-import.js takes the rows and asks where a match is weak. */
(() => {
  'use strict';

  const { fold } = customElements.get('site-search');
  const { today } = customElements.get('list-parts').parts;
  const MOST = 2000; // rows
  const LONGEST = 4000; // characters of a note

  /* The mark between cells: the one that stands most often outside of quotes. */
  const delimiterOf = (text) => {
    const bare = text.slice(0, 20000).replace(/"(?:[^"]|"")*"/g, '');
    return [',', ';', '\t'].map((mark) => [bare.split(mark).length, mark]).sort((a, b) => b[0] - a[0])[0][1];
  };

  /* Cells by row; quotes may hold marks, quotes and new lines. */
  const parse = (raw) => {
    const [, named, text] = /^(?:sep=(.)\r?\n)?([^]*)$/.exec(raw.replace(/^\ufeff/, ''));
    const mark = named || delimiterOf(text);
    const rows = [[]];
    const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${mark === '\t' ? '\\t' : mark}\\r\\n]*))(${mark === '\t' ? '\\t' : mark}|\\r\\n|\\n|\\r|$)`, 'y');
    while (cell.lastIndex < text.length && rows.length <= MOST + 20) {
      const found = cell.exec(text);
      if (!found) break;
      const value = found[1] === undefined ? found[2] : found[1].replaceAll('""', '"');
      rows.at(-1).push(value.replace(/^'(?=[=+\-@])/, '').trim());
      if (found[3] && found[3] !== mark) rows.push([]);
    }
    return rows.map((cells, n) => ({ cells, line: n + 1 })).filter(({ cells }) => cells.some(Boolean));
  };

  const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
  const dayOf = (year, month, day) => {
    const found = new Date(Date.UTC(year < 100 ? 2000 + Number(year) : year, month - 1, day));
    return found.getUTCMonth() === month - 1 && year >= 0 && found.getUTCFullYear() < 3000 ? found.toISOString().slice(0, 10) : '';
  };

  /* A day as people and spreadsheets write it, or ''. `dayFirst` reads 03/04/2026 as the third of April. */
  const readDay = (text, dayFirst) => {
    const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text);
    if (iso) return dayOf(iso[1], iso[2], iso[3]);
    const numbers = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?: .*)?$/.exec(text);
    if (numbers) {
      const [, first, mark, second, year] = numbers;
      return mark === '.' || dayFirst || first > 12 ? dayOf(year, second, first) : dayOf(year, first, second);
    }
    const word = /[a-z]{3}/i.exec(text)?.[0].toLowerCase();
    const others = text.match(/\d+/g) || [];
    const year = others.find((number) => number.length === 4);
    if (MONTHS.includes(word) && year) return dayOf(year, MONTHS.indexOf(word) + 1, others.find((number) => number.length < 3) || 0);
    // Spreadsheets count the days since the end of 1899.
    return /^4\d{4}$/.test(text) ? new Date(Date.UTC(1899, 11, 30) + text * 864e5).toISOString().slice(0, 10) : '';
  };

  class SheetReader extends HTMLElement {
    /* {rows, said}: each row {line, names…, codes, url, dates, status, interest, tier, notes, others}. */
    static read(text, config) {
      const table = parse(text);
      const names = SheetReader.headings(config);
      const score = ({ cells }) => new Set(cells.map((cell) => names.get(fold(cell))).filter(Boolean)).size;
      const head = table.slice(0, 20).reduce((best, row) => (score(row) > score(best) ? row : best), table[0] || { cells: [] });
      const columns = head.cells.map((cell) => names.get(fold(cell)) || ['other', cell]);
      const has = (kind) => columns.some(([found]) => found === kind);
      if (!(has('program') || has('institution') || has('code'))) return { rows: [], said: ['No column with the names of programs was found, so nothing was imported. Call one “Program”, and try again.'] };
      const own = has('url') && has('stamp');
      const body = table.slice(table.indexOf(head) + 1);
      const dayFirst = body.some(({ cells }) => columns.some(([kind], n) => kind === 'date' && /^(?:1[3-9]|[23]\d)[/-]\d{1,2}[/-]/.test(cells[n] || '')));
      const rows = body.slice(0, MOST).map(({ cells, line }) => SheetReader.row(cells, line, columns, { config, own, dayFirst }));
      const said = body.length > MOST ? [`Only the first ${MOST} rows are read.`] : [];
      return { rows: rows.filter((row) => row.program || row.institution || Object.keys(row.codes).length), said };
    }

    /* Heading → [kind, id]; a name that My list gives itself goes before what others call it. */
    static headings({ headings, codes, dates, published }) {
      const names = new Map();
      const add = (text, kind, id) => names.has(fold(text)) || names.set(fold(text), [kind, id]);
      for (const kind of ['program', 'institution', 'city', 'state', 'specialty', 'status', 'interest', 'tier', 'notes']) add(kind, kind, kind);
      for (const [id, texts] of Object.entries(codes)) texts.forEach((text) => add(text, 'code', id));
      for (const [id, [label]] of Object.entries(dates)) add(label, 'date', id);
      add('Profile', 'url', 'url');
      add('Exported', 'stamp', 'stamp');
      add('Rank', 'rank', 'rank');
      add('Reason', 'reason', 'reason');
      for (const label of published) add(label, 'published', label);
      for (const [kind, texts] of Object.entries(headings)) texts.forEach((text) => add(text, kind, kind));
      // A published column of ours has a day in others' trackers, such as a deadline.
      for (const [id, texts] of Object.entries(dates)) texts.forEach((text) => add(text, 'date', id));
      return names;
    }

    static row(cells, line, columns, { config, own, dayFirst }) {
      const row = { line, codes: {}, dates: {}, others: [], notes: '' };
      columns.forEach(([kind, id], n) => {
        const text = (cells[n] || '').slice(0, LONGEST);
        if (!text) return;
        const asDay = kind === 'published' && !own && Object.entries(config.dates).find(([, texts]) => texts.some((name) => fold(name) === fold(id)));
        if (kind === 'code') row.codes[id] = text;
        else if (kind === 'date' || asDay) SheetReader.date(row, asDay ? asDay[0] : id, text, dayFirst, config);
        else if (kind === 'status') SheetReader.choice(row, 'status', text, config.words);
        else if (kind === 'interest' || kind === 'tier') SheetReader.choice(row, kind, text, SheetReader.labels(kind));
        else if (kind === 'rank' && !/^[1-9]\d?$/.test(text)) row.others.push(`${columns[n][1]}: ${text}`);
        else if (kind === 'notes') row.notes = row.notes ? `${row.notes}\n${text}` : text;
        else if (kind === 'other' || kind === 'published') own && kind === 'published' || row.others.push(`${id || 'Without a heading'}: ${text}`);
        else if (kind !== 'stamp') row[kind] = text;
      });
      if (own) row.others = row.others.filter((text) => !/^(?:Contact page|Region): /.test(text) && !config.nouns?.some((noun) => text.startsWith(`${noun}: `)));
      return row;
    }

    static labels(kind) {
      const { CHOICES } = customElements.get('save-program').list;
      return Object.fromEntries(Object.entries(CHOICES[kind]).map(([id, label]) => [id, [label]]));
    }

    /* A day that cannot be read is kept in words. */
    static date(row, id, text, dayFirst, config) {
      const day = readDay(text, dayFirst);
      if (day) row.dates[id] = day;
      else row.others.push(`${config.dates[id][0]}: ${text}`);
    }

    static choice(row, name, text, choices) {
      const found = Object.entries(choices).find(([id, texts]) => [id, ...texts].some((known) => fold(known) === fold(text)));
      if (found) row[name] = found[0];
      else row.others.push(`${name[0].toUpperCase()}${name.slice(1)}: ${text}`);
    }

    /* Notes of a cell that are not there yet: [{id, date, who, text}]. What `there` holds is taken out first. */
    static notes(row, there) {
      const told = ({ date, who, text }) => `${date} ${who ? `${who}: ` : ''}${text}`;
      let rest = row.notes;
      for (const note of there) rest = rest.replace(told(note), () => '');
      const found = rest.split(/\n(?=\d{4}-\d\d-\d\d )/).map((text) => text.trim()).filter(Boolean).map((text) => {
        const [, date, words] = /^(\d{4}-\d\d-\d\d) ([^]*)$/.exec(text) || [];
        return date && readDay(date) ? { date, who: '', text: words } : { date: today(), who: '', text };
      });
      if (row.others.length) found.push({ date: today(), who: '', text: row.others.join('\n').slice(0, LONGEST) });
      const known = new Set(there.map(({ text }) => text));
      return found.filter(({ text }) => !known.has(text)).map((note) => ({ id: `sheet-${SheetReader.hash(note.text)}`, ...note }));
    }

    static hash(text) {
      let sum = 5381;
      for (const letter of text) sum = (sum * 33 + letter.codePointAt(0)) % 4294967291;
      return sum.toString(36);
    }
  }

  customElements.define('sheet-reader', SheetReader);
})();
