/* <save-program>: a program on the reader's own list. Its static `list` is the storage of all tools: paths to
   [value, time]; the later change stands, so tabs keep each other's; null is "removed". my-list-store.js adds to it. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const KEY = `${document.documentElement.dataset.storage}-list`;

  // Changes of the same moment are ordered too, so that all tabs end alike.
  const later = (a, b) => a[1] > b[1] || (a[1] === b[1] && JSON.stringify(a[0]) > JSON.stringify(b[0]));

  const list = {
    KEY,
    problem: '',
    unusable: 'Not saved: your list cannot be read. Open My list to mend it.',
    ignored: 0,
    isGroup: (value) => Object.prototype.toString.call(value) === '[object Object]',
    empty: () => ({ version: 2, fields: {} }),

    /* Only what has the form of an entry; `ignored` counts the rest. My list, which knows every entry, looks closer. */
    check({ version, fields, ...others }) {
      const sound = Object.entries(fields).filter(([path, change]) => /^(?:p|s|me|must)\//.test(path)
        && Array.isArray(change) && Number.isFinite(change[1]));
      list.ignored = Object.keys(fields).length - sound.length + Object.keys(others).length;
      return { version, fields: Object.fromEntries(sound) };
    },

    /* Only My list can put aside what is ignored, so elsewhere nothing is written over it. */
    putAside() {
      throw new Error();
    },

    tell: () => document.dispatchEvent(new Event('my-list')),

    merge(first, second) {
      const fields = { ...first.fields };
      for (const [path, change] of Object.entries(second.fields)) {
        if (!fields[path] || later(change, fields[path])) fields[path] = change;
      }
      return { version: 2, fields };
    },

    /* Stored text as {version, fields}; throws where it is of another version or none of ours. */
    parse(text) {
      const found = text ? JSON.parse(text) : list.empty();
      if (found?.version !== 2 || !list.isGroup(found.fields)) throw new Error();
      return list.check(found);
    },

    /* Takes in what other tabs stored; the text that was there, or false where it cannot be used. */
    load() {
      try {
        const text = localStorage.getItem(KEY);
        list.memory = list.merge(list.parse(text), list.memory);
        if (list.ignored) list.putAside(text);
        return text || '';
      } catch (error) {
        list.problem = error instanceof DOMException
          ? 'Not saved: this browser does not let the page keep anything.'
          : list.unusable;
        return false;
      }
    },

    save() {
      try {
        localStorage.setItem(KEY, JSON.stringify(list.memory));
        list.problem = '';
      } catch {
        list.problem = 'Not saved: this browser has no room left. Export your list on My list before you close the page.';
      }
      list.tell();
      return !list.problem;
    },

    get: (path) => list.memory.fields[path]?.[0] ?? undefined,

    /* Change values by path, the first as the earliest; false where they could not be saved (`problem` says why) and hold
       for this page only. */
    set(changes) {
      const usable = list.load() !== false;
      const { fields } = list.memory;
      let time = Date.now() - Object.keys(changes).length;
      for (const path in changes) fields[path] = [changes[path], Math.max(++time, (fields[path]?.[1] || 0) + 1)];
      return usable ? list.save() : list.tell() && false;
    },
  };
  list.memory = list.empty();

  // Another tab wrote: take that in, and write again what it had not seen.
  addEventListener('storage', ({ key, newValue }) => {
    if (key && key !== KEY) return;
    if (!newValue) list.memory = list.empty();
    const text = list.load();
    if (text && text !== JSON.stringify(list.memory)) list.save();
    else list.tell();
  });

  class SaveProgram extends HTMLElement {
    static list = list;

    connectedCallback() {
      if (this.button) return;
      this.path = `p/${this.dataset.slug}/title`;
      this.button = make('button', { type: 'button', onclick: () => this.toggle() });
      this.said = make('span', { role: 'status' });
      const compare = customElements.get('compare-tray')?.button(this.dataset);
      this.append(this.button, ...(compare ? [' ', compare] : []), this.said);
      document.addEventListener('my-list', () => this.show());
      this.show();
    }

    show() {
      const on = Boolean(list.get(this.path));
      this.toggleAttribute('on', on);
      this.button.textContent = on ? 'On my list' : 'Add to my list';
      this.button.setAttribute('aria-label', `${this.button.textContent}: ${this.dataset.title}`);
      return on;
    }

    toggle() {
      const saved = list.set({ [this.path]: this.show() ? null : this.dataset.title });
      this.said.className = saved ? 'visually-hidden' : '';
      this.said.textContent = list.problem || (this.show() ? 'Added to your list' : 'Taken off your list');
    }
  }

  list.load();
  customElements.define('save-program', SaveProgram);
})();
