/* <page-parts>: of what tools are made: elements, and scripts that come when they are needed. It shows nothing; every
   page has it, and the others take its static members. */
(() => {
  'use strict';

  /* An element with attributes, listeners (on…) and children; texts stay text. */
  const make = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith('on')) made[key] = value;
      else if (value !== false && value != null) made.setAttribute(key, value === true ? '' : value);
    }
    made.append(...children.flat().filter((child) => child !== false && child != null && child !== ''));
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
