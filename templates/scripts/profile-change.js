/* <profile-change>: shows how a profile's file differs from what it was, and opens the forge's editor with it.
   Its static methods read the front matter of a file and change single claims and sources in it:
   every line that a change does not concern stays byte for byte. */
(() => {
  'use strict';

  /* --- Reading. A map is {flow, start, end, indent, fields: Map(key → {value, start, end, from, to})}:
     start and end bound the value, from and to the whole field with its key. --- */

  const spaces = (text, at) => /^\s*/.exec(text.slice(at))[0].length;

  const readQuoted = (text, at) => {
    const quote = text[at];
    let end = at + 1;
    while (end < text.length && (text[end] !== quote || (quote === "'" && text[end + 1] === "'"))) {
      end += (quote === '"' && text[end] === '\\') || (quote === "'" && text[end] === "'") ? 2 : 1;
    }
    if (end >= text.length) throw new Error('a quote is not closed');
    const raw = text.slice(at, end + 1);
    let value = raw.slice(1, -1).replace(/\s*\n\s*/g, ' ');
    if (quote === "'") value = value.replaceAll("''", "'");
    else value = value.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, mark) => (mark.length > 1
      ? String.fromCharCode(parseInt(mark.slice(1), 16)) : { n: '\n', t: '\t' }[mark] || mark));
    return { value, start: at, end: end + 1 };
  };

  const readFlow = (text, at) => {
    const start = at + spaces(text, at);
    if (text[start] === '"' || text[start] === "'") return readQuoted(text, start);
    if (text[start] === '[') return readFlowList(text, start);
    if (text[start] === '{') return readFlowMap(text, start);
    const raw = /^(?:[^,[\]{}\n#]|(?<=\S)#)*/.exec(text.slice(start))[0].trimEnd();
    return { value: raw, start, end: start + raw.length };
  };

  const readFlowList = (text, start) => {
    const items = [];
    let at = start + 1 + spaces(text, start + 1);
    while (text[at] !== ']') {
      const item = readFlow(text, at);
      items.push(item);
      at = item.end + spaces(text, item.end);
      if (text[at] === ',') at += 1 + spaces(text, at + 1);
      else if (text[at] !== ']') throw new Error('a list is not closed');
    }
    return { value: items.map((item) => item.value), items, start, end: at + 1 };
  };

  const readFlowMap = (text, start) => {
    const fields = new Map();
    let at = start + 1 + spaces(text, start + 1);
    while (text[at] !== '}') {
      const key = /^([\w-]+)\s*:\s+/.exec(text.slice(at));
      if (!key) throw new Error('a field is not written as key: value');
      const read = readFlow(text, at + key[0].length);
      fields.set(key[1], { ...read, from: at, to: read.end });
      at = read.end + spaces(text, read.end);
      if (text[at] === ',') at += 1 + spaces(text, at + 1);
      else if (text[at] !== '}') throw new Error('a group of fields is not closed');
    }
    const value = [...fields].map(([key, field]) => `${key}: ${field.value}`);
    return { value, flow: true, fields, start, end: at + 1 };
  };

  const readLines = (text) => {
    let start = 0;
    return text.split('\n').map((line) => {
      const found = { text: line.replace(/\r$/, ''), start, end: start + line.replace(/\r$/, '').length };
      found.indent = /\S/.test(line) && !/^\s*#/.test(line) ? spaces(line, 0) : -1;
      start += line.length + 1;
      return found;
    });
  };

  // The keys of a block between two lines: each with its first line and the last line that belongs to it.
  const readBlock = (lines, first, last) => {
    const found = new Map();
    let open = null;
    let indent = -1;
    for (let n = first; n <= last; n += 1) {
      const line = lines[n];
      if (line.indent < 0) continue;
      if (indent < 0) indent = line.indent;
      const key = line.indent === indent ? /^\s*([\w-]+):(?=\s|$)/.exec(line.text) : null;
      if (key) {
        open = { key: key[1], indent, first: n, last: n, colon: line.start + key[0].length };
        found.set(key[1], open);
      } else if (open) open.last = n;
    }
    return found;
  };

  const readBlockMap = (text, lines, first, last, dash) => {
    const fields = new Map();
    const shown = dash ? lines.map((line, n) => (n === first ? { ...line, text: line.text.replace('-', ' '), indent: dash } : line)) : lines;
    const block = readBlock(shown, first, last);
    for (const [key, part] of block) {
      const at = part.colon + (/^[ \t]*/.exec(text.slice(part.colon))[0].length);
      const end = lines[part.last].end;
      let read;
      if (/["'{[]/.test(text[at])) read = readFlow(text, at);
      else {
        const raw = text.slice(at, end).replace(/\s+#.*$/, '');
        read = { value: raw.replace(/^[>|][+-]?\s*\n?/, '').trim().replace(/\s*\n\s*/g, ' '), start: at, end: at + raw.length };
      }
      const from = shown[part.first].start + spaces(shown[part.first].text, 0);
      fields.set(key, { ...read, from, to: end });
    }
    const indent = [...block.values()][0]?.indent || 0;
    return { flow: false, fields, indent, start: lines[first].start, end: lines[last].end };
  };

  // The claims under one question: {style: "single" | "items" | "flow", maps}.
  const readClaims = (text, lines, part) => {
    const at = part.colon + (/^[ \t]*/.exec(text.slice(part.colon))[0].length);
    if (text[at] === '{') return { style: 'single', maps: [readFlowMap(text, at)] };
    if (text[at] === '[') {
      const list = readFlowList(text, at);
      return { style: 'flow', maps: list.items, close: list.end - 1 };
    }
    const inner = lines.slice(part.first + 1, part.last + 1).findIndex((line) => line.indent >= 0);
    const first = part.first + 1 + inner;
    if (inner < 0) return { style: 'single', maps: [] };
    if (!/^\s*-\s/.test(lines[first].text)) return { style: 'single', maps: [readBlockMap(text, lines, first, part.last, 0)] };
    const { indent } = lines[first];
    const starts = [];
    for (let n = first; n <= part.last; n += 1) if (lines[n].indent === indent && /^\s*-\s/.test(lines[n].text)) starts.push(n);
    const maps = starts.map((start, n) => {
      let last = (starts[n + 1] ?? part.last + 1) - 1;
      while (last > start && lines[last].indent < 0) last -= 1;
      const inside = lines[start].start + /^\s*-\s+/.exec(lines[start].text)[0].length;
      const map = text[inside] === '{' ? readFlowMap(text, inside) : readBlockMap(text, lines, start, last, inside - lines[start].start);
      return { ...map, first: start, last };
    });
    return { style: 'items', maps, indent };
  };

  const readProfile = (text, sections) => {
    const lines = readLines(text);
    const close = lines.findIndex((line, n) => n > 0 && /^---\s*$/.test(line.text));
    if (!/^---\s*$/.test(lines[0].text) || close < 0) throw new Error('the fields do not stand between two lines of three dashes');
    const top = readBlock(lines, 1, close - 1);
    const inside = (part) => (part ? readBlock(lines, part.first + 1, part.last) : new Map());
    const sources = new Map();
    for (const [key, part] of inside(top.get('sources'))) sources.set(key, { part, ...readClaims(text, lines, part).maps[0] });
    const questions = new Map();
    for (const section of sections) {
      for (const [id, part] of inside(top.get(section))) questions.set(id, { part, section, ...readClaims(text, lines, part) });
    }
    return { text, lines, close, top, sources, questions, sectionIds: sections };
  };

  /* --- Writing: patches {start, end, text} on the text as it was, put in all at once. --- */

  const quote = (value) => `"${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, ' ')}"`;

  const writeScalar = (value) => (/^[\w$(][^:#[\]{},&*!|>'"%@`\\]*(?:[:%][^\s:#[\]{},&*!|>'"@`\\]*)*$/.test(value) && value === value.trim()
    && !/:$/.test(value) ? value : quote(value));

  const writeValue = (value, kind) => {
    if (!Array.isArray(value)) return writeScalar(value);
    return kind === 'series' ? `{${value.join(', ')}}` : `[${value.map(writeScalar).join(', ')}]`;
  };

  const writeMap = (fields, keys, kind) => `{${keys
    .filter((key) => fields[key] !== undefined && fields[key] !== '')
    .map((key) => `${key}: ${writeValue(fields[key], key === 'answer' ? kind : '')}`).join(', ')}}`;

  // Only the fields that differ; a new field goes behind the one that stands before it in `keys`.
  const patchMap = (map, before, after, keys, kind) => {
    const patches = [];
    const present = [...map.fields.entries()];
    let behind = present[0][1];
    for (const key of keys) {
      const field = map.fields.get(key);
      const value = after[key] ?? '';
      const text = value === '' ? '' : writeValue(value, key === 'answer' ? kind : '');
      if (field && text === '') {
        const n = present.findIndex(([name]) => name === key);
        const previous = present[n - 1]?.[1];
        if (previous) patches.push({ start: previous.to, end: field.to, text: '' });
        else patches.push({ start: field.from, end: present[n + 1][1].from, text: '' });
      } else if (field && JSON.stringify(value) !== JSON.stringify(before[key] ?? '')) {
        patches.push({ start: field.start, end: field.end, text });
      } else if (!field && text) {
        const glue = map.flow ? ', ' : `\n${' '.repeat(map.indent)}`;
        patches.push({ start: behind.to, end: behind.to, text: `${glue}${key}: ${text}` });
      }
      if (field) behind = field;
    }
    return patches;
  };

  const applyPatches = (text, patches) => {
    const ordered = patches.map((patch, n) => ({ ...patch, n }))
      .sort((a, b) => a.start - b.start || a.end - b.end || a.n - b.n);
    let made = '';
    let at = 0;
    for (const patch of ordered) {
      made += text.slice(at, Math.max(at, patch.start)) + patch.text;
      at = Math.max(at, patch.end);
    }
    return made + text.slice(at);
  };

  // Whole lines, with the line break before them.
  const cutLines = (profile, first, last) => ({ start: profile.lines[first].start - 1, end: profile.lines[last].end, text: '' });

  const endOf = (profile, line) => profile.lines[line].end;

  /* The new text. `claims`: [{question, kind, map (as read) or null, before, after (null: taken out)}];
     `sources`: [{key, map or null, before, after (null: taken out)}]; `order`: section → question ids, in reading order. */
  const changeProfile = (profile, claims, sources, order, claimKeys, sourceKeys) => {
    const patches = changeSources(profile, sources, sourceKeys);
    for (const [section, ids] of order) {
      const fresh = [];
      const gone = new Set();
      for (const id of ids) {
        const found = profile.questions.get(id);
        const own = claims.filter((claim) => claim.question === id);
        const added = own.filter((claim) => !claim.map && claim.after).map((claim) => writeMap(claim.after, claimKeys, claim.kind));
        const kept = own.filter((claim) => claim.map && claim.after);
        if (!found) {
          if (added.length) fresh.push({ id, added });
          continue;
        }
        for (const claim of kept) patches.push(...patchMap(claim.map, claim.before, claim.after, claimKeys, claim.kind));
        if (!kept.length) {
          patches.push(cutLines(profile, found.part.first, found.part.last));
          gone.add(id);
          if (added.length) fresh.push({ id, added });
        } else patches.push(...changeList(profile, found, own, added));
      }
      patches.push(...addQuestions(profile, section, ids, fresh, gone, [...order.keys()]));
    }
    return applyPatches(profile.text, patches);
  };

  const changeList = (profile, found, own, added) => {
    const patches = [];
    const out = new Set(own.filter((claim) => claim.map && !claim.after).map((claim) => claim.map));
    if (found.style === 'items') {
      for (const map of out) patches.push(cutLines(profile, map.first, map.last));
      const text = added.map((map) => `\n${' '.repeat(found.indent)}- ${map}`).join('');
      const at = endOf(profile, found.maps[found.maps.length - 1].last);
      if (text) patches.push({ start: at, end: at, text });
    } else if (found.style === 'flow') {
      found.maps.forEach((map, n) => {
        if (!out.has(map)) return;
        const kept = found.maps.slice(0, n).filter((other) => !out.has(other)).pop();
        const next = found.maps[n + 1];
        if (kept) patches.push({ start: found.maps[n - 1].end, end: map.end, text: '' });
        else if (next) patches.push({ start: map.start, end: next.start, text: '' });
      });
      if (added.length) patches.push({ start: found.close, end: found.close, text: `, ${added.join(', ')}` });
    } else if (added.length) {
      // One claim becomes a list of several.
      const [map] = found.maps;
      const dash = `\n${' '.repeat(found.part.indent + 2)}- `;
      if (map.flow) patches.push({ start: found.part.colon, end: map.start, text: dash });
      else {
        patches.push({ start: found.part.colon, end: profile.lines[found.part.first].end, text: '' });
        patches.push({ start: map.start - 1, end: [...map.fields.values()][0].from, text: dash });
        for (const field of [...map.fields.values()].slice(1)) patches.push({ start: field.from, end: field.from, text: '  ' });
      }
      const at = endOf(profile, found.part.last);
      patches.push({ start: at, end: at, text: added.map((text) => dash + text).join('') });
    }
    return patches;
  };

  const addQuestions = (profile, section, ids, fresh, gone, sections) => {
    const top = profile.top.get(section);
    const present = ids.filter((id) => profile.questions.get(id)?.section === section);
    if (top && present.length && present.every((id) => gone.has(id)) && !fresh.length) {
      return [{ start: profile.lines[top.first].start - 1, end: endOf(profile, top.last), text: '' }];
    }
    if (!fresh.length) return [];
    const write = ({ id, added }) => (added.length === 1 ? `\n  ${id}: ${added[0]}` : `\n  ${id}:${added.map((map) => `\n    - ${map}`).join('')}`);
    if (!top) {
      const at = endOf(profile, lineBefore(profile, section, sections));
      return [{ start: at, end: at, text: `\n${section}:${fresh.map(write).join('')}` }];
    }
    return fresh.map((question) => {
      const earlier = present.filter((id) => ids.indexOf(id) <= ids.indexOf(question.id)).pop();
      const at = endOf(profile, earlier ? profile.questions.get(earlier).part.last : top.first);
      return { start: at, end: at, text: write(question) };
    });
  };

  // The last line of whatever stands before a section that is not there yet.
  const lineBefore = (profile, section, sections) => {
    const later = sections.slice(sections.indexOf(section) + 1).map((id) => profile.top.get(id)).find(Boolean);
    let line = (later ? later.first : profile.close) - 1;
    while (line > 0 && profile.lines[line].indent < 0) line -= 1;
    return line;
  };

  const changeSources = (profile, sources, keys) => {
    const patches = [];
    const top = profile.top.get('sources');
    const all = [...profile.sources.values()];
    const flow = all.length > 0 && all.every((source) => source.flow);
    const write = ({ key, after }) => (flow ? `\n  ${key}: ${writeMap(after, keys, '')}` : `\n  ${key}:${keys
      .filter((name) => after[name]).map((name) => `\n    ${name}: ${writeScalar(after[name])}`).join('')}`);
    const added = sources.filter((source) => !source.map && source.after).map(write).join('');
    const kept = sources.filter((source) => source.map && source.after);
    for (const source of sources.filter((each) => each.map && !each.after)) {
      patches.push(cutLines(profile, source.map.part.first, source.map.part.last));
    }
    for (const source of kept) patches.push(...patchMap(source.map, source.before, source.after, keys, ''));
    if (top && !kept.length && !added) patches.push(cutLines(profile, top.first, top.first));
    const at = endOf(profile, top ? top.last : lineBefore(profile, '', ['', ...profile.sectionIds]));
    if (added) patches.push({ start: at, end: at, text: (top ? '' : '\nsources:') + added });
    return patches;
  };

  /* --- The difference, line by line --- */

  const compareLines = (before, after) => {
    const rows = before.length + 1;
    const columns = after.length + 1;
    const longest = new Uint16Array(rows * columns);
    for (let i = before.length - 1; i >= 0; i -= 1) {
      for (let j = after.length - 1; j >= 0; j -= 1) {
        longest[i * columns + j] = before[i] === after[j]
          ? longest[(i + 1) * columns + j + 1] + 1
          : Math.max(longest[(i + 1) * columns + j], longest[i * columns + j + 1]);
      }
    }
    const found = [];
    let i = 0;
    let j = 0;
    while (i < before.length || j < after.length) {
      if (i < before.length && j < after.length && before[i] === after[j]) {
        found.push({ mark: ' ', text: before[i], line: j + 1 });
        i += 1;
        j += 1;
      } else if (i < before.length && (j >= after.length || longest[(i + 1) * columns + j] >= longest[i * columns + j + 1])) {
        found.push({ mark: '-', text: before[i], line: i + 1 });
        i += 1;
      } else {
        found.push({ mark: '+', text: after[j], line: j + 1 });
        j += 1;
      }
    }
    return found;
  };

  const AROUND = 1; // lines shown on each side of a change

  class ProfileChange extends HTMLElement {
    static read(text, sections) {
      return readProfile(text, sections);
    }

    static write(profile, claims, sources, order, claimKeys, sourceKeys) {
      return changeProfile(profile, claims, sources, order, claimKeys, sourceKeys);
    }

    static scalar(text) {
      return writeScalar(text);
    }

    /* before, after: texts; path: of the file; isNew; problems: sentences; forge: {name, edit, new, longest}. */
    show({ before, after, path, isNew, problems, forge }) {
      const { make } = customElements.get('program-picker');
      this.made = after;
      if (before === after) {
        this.replaceChildren(make('p', { class: 'soft' }, 'Nothing is changed yet.'));
        return;
      }
      const parts = [make('h2', {}, 'Your change'), this.#difference(make, before, after)];
      if (problems.length) {
        parts.push(make('p', {}, 'Before you send it:'), make('ul', {}, ...problems.map((text) => make('li', {}, text))));
      } else parts.push(...this.#ways(make, path, isNew, forge));
      this.replaceChildren(...parts);
    }

    #difference(make, before, after) {
      const rows = compareLines(before === '' ? [] : before.split('\n'), after.split('\n'));
      const near = rows.map((_, n) => rows.slice(Math.max(0, n - AROUND), n + AROUND + 1).some((row) => row.mark !== ' '));
      const names = { '-': 'del', '+': 'ins', ' ': 'span' };
      const lines = rows.flatMap((row, n) => {
        if (!near[n]) return near[n - 1] ? [make('span', {}, '…\n')] : [];
        return [make(names[row.mark], {}, `${String(row.line).padStart(3)} ${row.mark} ${row.text}\n`)];
      });
      return make('pre', { tabindex: '0', 'data-part': 'difference' }, ...lines);
    }

    #ways(make, path, isNew, forge) {
      const file = path.split('/').pop();
      const folder = path.slice(0, -file.length - 1);
      const fill = (pattern, marks) => Object.entries(marks).reduce(
        (text, [mark, value]) => text.replaceAll(`{${mark}}`, encodeURIComponent(value).replaceAll('%2F', '/')), pattern);
      const full = isNew ? fill(forge.new, { folder, filename: file, value: this.made }) : '';
      const filled = isNew && forge.new.includes('{value}') && new Blob([full]).size <= forge.longest;
      let href = fill(forge.edit, { path });
      if (isNew) href = filled ? full : fill(forge.new, { folder, filename: file, value: '' });
      const said = make('p', { role: 'status' });
      const place = make('div', {});
      const copy = async () => {
        place.replaceChildren();
        said.textContent = await customElements.get('program-picker').copy(this.made, place);
      };
      const open = make('a', { href, target: '_blank', rel: 'noopener', 'data-part': 'open' },
        filled ? `Open the new file at ${forge.name}` : `Copy the file and open ${isNew ? 'a new file' : 'the editor'} at ${forge.name}`);
      if (!filled) open.addEventListener('click', copy);
      const how = filled
        ? 'The text is filled in. Read it through, and propose the change at the end of the page.'
        : `There, select everything, paste, and propose the change. ${isNew ? `The file is ${path}.`
          : 'If the file has changed there since this page was made, change only the lines marked above.'}`;
      return [make('p', { class: 'actions' }, open, make('button', { type: 'button', onclick: copy }, 'Copy the file')), said, place, make('p', { class: 'soft' }, how)];
    }
  }

  customElements.define('profile-change', ProfileChange);
})();
