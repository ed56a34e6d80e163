/* The page at an old address: leads on with the query and the fragment, which the page's own refresh would drop. */
(() => {
  'use strict';

  class MovedPage extends HTMLElement {
    connectedCallback() {
      const to = new URL(this.querySelector('a').href);
      if (to.protocol === 'file:') to.pathname += 'index.html';
      to.search = location.search;
      to.hash = location.hash;
      location.replace(to);
    }
  }

  customElements.define('moved-page', MovedPage);
})();
