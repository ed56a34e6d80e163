/* What every page needs: links that work from disk, menus that close, a linked answer that stands open, and scripts
   that come when they are asked for. */
(() => {
  'use strict';

  const { need, addressOf } = customElements.get('page-parts');

  const pointAtFiles = () => {
    for (const name of ['href', 'action']) {
      for (const part of document.querySelectorAll(`[${name}]:is(a, form)`)) {
        const url = part.getAttribute(name);
        if (!/^(?:[a-z]+:|\/\/|#)/i.test(url)) part.setAttribute(name, addressOf(url));
      }
    }
  };

  // Addresses are pasted with what stood behind them, and in capitals: "#QUESTION).", "?a=yes)."
  const mendAddress = () => {
    const bare = (text) => text.replace(/(?:[)\].,;:!?>"'”’»*_]|%(?:22|27|29|3E|5D))+$/i, '');
    const id = location.hash.slice(1);
    const known = id && !document.getElementById(id) && [bare(id), bare(id).toLowerCase()].find((name) => document.getElementById(name));
    const search = !id ? bare(location.search) : location.search;
    if (known) location.replace(`#${known}`);
    else if (search !== location.search) history.replaceState(null, '', location.pathname + search);
  };

  // A link to an answer, as people post them, shows its evidence at once.
  const openLinked = () => {
    const target = document.getElementById(location.hash.slice(1));
    for (let part = target; part; part = part.parentElement) {
      if (part.localName === 'details') part.open = true;
    }
    if (target && target.localName === 'details') target.scrollIntoView();
  };

  const closeMenus = (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll('.site-header details[open]')) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  };

  // What few people use is fetched when they ask for it.
  const fetchAsked = ({ target: { dataset } }) => {
    const src = dataset.fetch;
    if (!src) return;
    delete dataset.fetch;
    need(src).catch(() => { dataset.fetch = src; });
  };

  // How many programs stand on the reader's own list, beside its link in the header.
  const countListed = () => {
    const link = document.querySelector('.site-header a[href*="my-list/"]');
    try {
      const text = localStorage.getItem(`${document.documentElement.dataset.storage}-list`) || '';
      const listed = text.match(/"p\/[^"/]+\/title":\["/g)?.length;
      if (link) link.dataset.count = listed || '';
    } catch { /* without storage there is no list */ }
  };

  countListed();
  document.addEventListener('my-list', countListed);
  addEventListener('storage', countListed);
  if (location.protocol === 'file:') pointAtFiles();
  mendAddress();
  if (location.hash.length > 1) openLinked();
  addEventListener('hashchange', () => {
    mendAddress();
    openLinked();
  });
  document.addEventListener('keydown', closeMenus);
  document.addEventListener('click', fetchAsked);
})();
