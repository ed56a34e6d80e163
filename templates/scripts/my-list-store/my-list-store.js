/* What pages of tools add to the storage of my-list-button.js: checks by list-rules.js, migrations, rescue, and views of what is kept. */
(() => {
  'use strict';

  const { list } = customElements.get('save-program');
  const { fits } = customElements.get('list-rules');
  const RESCUE = `${list.KEY}-rescued`;
  const REMEMBERED = 90 * 24 * 3600 * 1000; // how long a removal stays known to other tabs

  const isTitle = (path) => /^p\/[^/]+\/title$/.test(path);
  const time = (value) => (value > 0 ? Math.min(value, Date.now()) : 0);

  /* Only what is known and sound; `ignored` counts the rest. */
  list.check = (found) => {
    const whole = list.empty();
    list.ignored = Object.keys(found).filter((key) => !['version', 'exported', 'fields'].includes(key)).length;
    for (const [path, change] of Object.entries(found.fields)) {
      if (Array.isArray(change) && change.length === 2 && fits(path, change[0])) whole.fields[path] = [change[0], time(change[1])];
      else list.ignored += 1;
    }
    return whole;
  };

  // From each version to the next; `check` has the last word on what they give.
  const MIGRATIONS = {
    1({ version, programs, ...others }) {
      const found = { ...others, ...list.empty() };
      if (!list.isGroup(programs)) throw new Error();
      for (const [slug, entry] of Object.entries(programs)) {
        if (!list.isGroup(entry) || (entry.notes && typeof entry.notes !== 'object')) throw new Error();
        const { notes, ...rest } = entry;
        for (const name in rest) found.fields[`p/${slug}/${name}`] = [rest[name], Date.now()];
        for (const place in Object(notes)) {
          found.fields[`p/${slug}/note/v1-${place}`] = [{ who: '', ...Object(notes[place]) }, Date.now()];
        }
      }
      return found;
    },
  };

  /* Text of any version as {version: 2, …}; of a later version as it is; null where it is none of ours. */
  list.migrate = (text) => {
    try {
      let found = JSON.parse(text);
      while (Object.hasOwn(MIGRATIONS, found.version)) found = MIGRATIONS[found.version](found);
      if (found.version > 2) return found;
      return found.version === 2 && list.isGroup(found.fields) ? list.check(found) : null;
    } catch {
      return null;
    }
  };

  const tellRescue = (found) => {
    if (!found) return 'What was stored as your list could not be read. It was put aside, and a new list was begun.';
    const entries = list.ignored === 1 ? '1 entry' : `${list.ignored} entries`;
    return `${entries} of your stored list could not be understood. The text was put aside.`;
  };

  // The text is put aside before anything takes its place.
  const rescue = (raw) => {
    const aside = localStorage.getItem(RESCUE);
    if (!aside?.includes(raw)) localStorage.setItem(RESCUE, aside ? `${aside}\n${raw}` : raw);
  };

  list.putAside = (raw) => {
    list.told = tellRescue(true);
    rescue(raw);
  };

  const mend = (raw) => {
    const found = list.migrate(raw);
    if (found?.version > 2) {
      throw new RangeError('Your list was written by a newer version of this page. It is left alone, and what you change here is not saved: reload the page, or download the list as it is.');
    }
    if (!found || list.ignored) {
      rescue(raw);
      list.told = tellRescue(found);
      list.ignored = 0;
    }
    list.memory = found || list.empty();
    const { fields } = list.memory;
    for (const path in fields) {
      if (fields[path][0] === null && fields[path][1] < Date.now() - REMEMBERED) delete fields[path];
    }
    if (JSON.stringify(list.memory) !== raw) list.save();
  };

  const open = () => {
    let raw = '';
    list.memory = list.empty();
    list.problem = '';
    try {
      raw = localStorage.getItem(list.KEY);
      if (raw) mend(raw);
    } catch (error) {
      list.raw = raw;
      if (raw) {
        list.unusable = error instanceof RangeError ? error.message
          : 'Not saved: your stored list could not be read, and this browser has no room to mend it. Download it as it is.';
      }
      list.load();
    }
  };

  const blank = (slug) => ({ slug, title: '', interest: '', tier: '', status: '', rank: 0, reason: '', days: {}, asked: {}, notes: [], answers: {} });

  const read = () => {
    const found = new Map();
    for (const [path, value] of list.live('p/')) {
      const [slug, name, id, part] = path.split('/');
      if (!found.has(slug)) found.set(slug, blank(slug));
      const entry = found.get(slug);
      if (name === 'note') entry.notes.push({ id, ...value });
      else if (name === 'answer') (entry.answers[id] ??= { verdict: '', note: '', ticked: false, date: '' })[part] = value;
      else if (name === 'day') entry.days[id] = value;
      else if (name === 'asked') entry.asked[id] = value;
      else entry[name] = value;
    }
    for (const { notes } of found.values()) notes.sort((a, b) => (a.date + a.id < b.date + b.id ? -1 : 1));
    return found;
  };

  Object.assign(list, {
    /* How many programs are on the list once these changes are made, if that is too many; else 0. */
    tooMany(changes) {
      const titles = new Set(list.live('').map(([path]) => path).filter(isTitle));
      const before = titles.size;
      for (const path of Object.keys(changes).filter(isTitle)) titles[changes[path] === null ? 'delete' : 'add'](path);
      return titles.size > before && titles.size > list.LIMITS.programs[0] ? titles.size : 0;
    },
    told: '',

    /* [path after `start`, value] of all that stands, the earliest change first: so it goes out, and comes back. */
    live: (start) => Object.entries(list.memory.fields)
      .filter(([path, [value]]) => value !== null && path.startsWith(start))
      .sort(([, a], [, b]) => a[1] - b[1])
      .map(([path, [value]]) => [path.slice(start.length), value]),

    program: (slug) => read().get(slug) || blank(slug),
    programs: () => [...read().values()].filter((entry) => entry.title),
    others: () => [...read().values()].filter((entry) => !entry.title && entry.slug !== '-'),
    musts: () => list.live('must/').map(([id]) => id),
    me: () => Object.fromEntries(list.live('me/')),

    /* What had to be put aside, as text, or ''. */
    rescued() {
      try {
        return list.raw || localStorage.getItem(RESCUE) || '';
      } catch {
        return '';
      }
    },

    /* What is stored under an old id moves to the new one, with the time of its change. */
    rename({ programs = {}, questions = {} }) {
      const moved = list.empty();
      for (const [path, change] of Object.entries(list.memory.fields)) {
        const parts = path.split('/');
        const place = parts[0] === 'must' ? 1 : parts[2] === 'answer' ? 3 : 0;
        if (parts[0] === 'p' && Object.hasOwn(programs, parts[1])) parts[1] = programs[parts[1]];
        if (place && Object.hasOwn(questions, parts[place])) parts[place] = questions[parts[place]];
        const now = parts.join('/');
        if (now === path || change[0] === null) continue;
        moved.fields[path] = [null, change[1] + 1];
        moved.fields[now] = change;
      }
      if (!Object.keys(moved.fields).length) return;
      list.memory = list.merge(list.memory, moved);
      if (list.load() !== false) list.save();
    },
  });

  open();
  list.tell();
})();
