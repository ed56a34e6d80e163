/* <page-parts>: of what tools are made: elements, and scripts that come when they are needed. It shows nothing; every
   page has it, and the others take its static members. */
(() => {
  'use strict';

  // A code or a date that a line would break behind a hyphen; a sign that keeps it whole would be lost to search and copying.
  const whole = (child) => child.split?.(/\b([A-Z]+-\d\w*|\d{4}-[\d-]+)\b/)
    .map((text, n) => (n % 2 ? Object.assign(document.createElement('span'), { className: 'whole', textContent: text }) : text)) ?? child;

  /* An element with attributes, listeners (on…) and children; texts stay text, and fields hold nothing else. */
  const make = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith('on')) made[key] = value;
      else if (value !== false && value != null) made.setAttribute(key, value === true ? '' : value);
    }
    const parts = children.flat().filter((child) => child !== false && child != null && child !== '');
    made.append(...(/option|area/.test(name) ? parts : parts.flatMap(whole)));
    return made;
  };

  /* A script that is not always used, once it stands; what could not be fetched is fetched anew when it is asked for again. */
  const scripts = {};
  const need = (src) => (scripts[src] ??= new Promise((resolve, reject) => {
    document.head.append(make('script', { src, onload: resolve, onerror: () => reject(delete scripts[src]) }));
  }));

  /* An address as a link needs it: opened from disk there is no server to turn "programs/x/" into its index page. */
  const addressOf = (url) => (location.protocol === 'file:' ? url.replace(/\/(?=[?#]|$)/, '/index.html') : url);

  class PageParts extends HTMLElement {
    static make = make;
    static need = need;
    static addressOf = addressOf;
  }

  customElements.define('page-parts', PageParts);
})();
