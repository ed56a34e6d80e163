/* <list-rules>: what may stand in the reader's own list, and how much. The element shows nothing. */
(() => {
  'use strict';

  /* How much this page takes, each with what it says where there is more. */
  const LIMITS = {
    file: [5e6, 'This file is larger than 5 MB, so it is no export of My list, and nothing was imported.'],
    programs: [500, 'A list holds at most 500 programs, so nothing was added. Take some off first.'],
    shown: [100, 'more are kept and not shown, so that this page stays quick.'],
  };

  const CHOICES = {
    interest: { high: 'High', medium: 'Medium', low: 'Low' },
    tier: { reach: 'Reach', target: 'Target', safety: 'Safety' },
    status: {}, // content, which <my-list> is given
  };

  const isText = (longest) => (value) => typeof value === 'string' && value.trim() !== '' && value.length <= longest;
  const isOneOf = (values) => (value) => values.includes(value);
  const isId = (value) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && value.length <= 40;
  const isDay = (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
  const isTrue = (value) => value === true;
  const isNote = (value) => Object.keys(Object(value)).sort().join() === 'date,text,who'
    && isDay(value.date) && (value.who === '' || isText(80)(value.who)) && isText(4000)(value.text);

  // Each path that may be stored (ID stands for any id, "-" for the blank checklist), and what may stand there.
  const RULES = Object.entries({
    'p/ID/title': isText(200),
    'p/ID/interest': isOneOf(Object.keys(CHOICES.interest)),
    'p/ID/tier': isOneOf(Object.keys(CHOICES.tier)),
    'p/ID/status': isId,
    'p/ID/own': isTrue, // a row that the directory lacks
    'p/ID/day/ID': isDay,
    'p/ID/asked/ID': isDay,
    'p/ID/rank': (value) => Number.isInteger(value) && value > 0 && value < 1000,
    'p/ID/reason': isText(400),
    'p/ID/note/ID': isNote,
    'p/ID/answer/ID/verdict': isOneOf(['strong', 'mixed', 'weak', 'unknown']),
    'p/ID/answer/ID/note': isText(2000),
    'p/ID/answer/ID/ticked': isTrue,
    'p/ID/answer/ID/date': isDay,
    'must/ID': isTrue,
    's/ID/ID': isTrue,
    'me/ID': isText(40),
  }).map(([path, holds]) => [new RegExp(`^${path.replaceAll('ID', '(?:[a-z0-9]+(?:-[a-z0-9]+)*|-)')}$`), holds]);

  const fits = (path, value) => RULES.some(([pattern, holds]) => pattern.test(path) && (value === null || holds(value)));

  Object.assign(customElements.get('save-program').list, { CHOICES, LIMITS });

  customElements.define('list-rules', class extends HTMLElement {
    static fits = fits;
  });
})();
