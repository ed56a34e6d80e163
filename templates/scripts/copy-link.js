/* <copy-link>: the page's address in the forms that forums use. data-anchor: a place on the page; data-title: its title;
   data-live: with the title, query and fragment of the moment. A button inside is what it was fetched by. */
(() => {
  'use strict';

  const FORMS = {
    Text: (url, title) => `${title} ${url}`,
    'Plain link': (url) => url,
    'Markdown (Reddit)': (url, title) => `[${title.replace(/[[\]\\]/g, '\\$&')}](${url.replace(/[()]/g, escape)})`,
    'BBCode (XenForo)': (url, title) => `[url=${url}]${title.replace(/[[\]]/g, '|')}[/url]`,
    'WhatsApp, Telegram': (url, title) => `${title}\n${url}`,
  };
  const head = (query, name) => document.head.querySelector(query)?.[name];
  const make = (name, put) => Object.assign(document.createElement(name), put);

  class CopyLink extends HTMLElement {
    connectedCallback() {
      if (this.said) return;
      const { anchor, title, live } = this.dataset;
      const asked = this.firstChild;
      const box = make('details');
      this.replaceChildren(box);
      const name = box.appendChild(make('summary', { textContent: 'Copy link as' }));
      if (title) name.append(make('span', { className: 'visually-hidden', textContent: `: ${title}` }));
      this.said = make('span', { role: 'status' });
      for (const [label, form] of Object.entries(FORMS)) {
        box.append(make('button', {
          type: 'button',
          textContent: label,
          onclick: () => {
            const url = head('[rel=canonical]', 'href') || location.href.replace(/[?#].*/, '');
            const place = live === undefined ? anchor ? `#${anchor}` : '' : location.search + location.hash;
            this.copy(form(url + place, title || (live === undefined && head('[property="og:title"]', 'content')) || document.title));
          },
        }));
      }
      box.append(this.said);
      if (!asked) return;
      box.open = true;
      name.focus();
    }

    async copy(text) {
      this.field?.remove();
      try {
        await navigator.clipboard.writeText(text);
        this.said.textContent = 'Copied';
      } catch {
        this.said.textContent = 'Copy it from here:';
        this.field = make('textarea', { value: text, readOnly: true, ariaLabel: 'Link' });
        this.said.after(this.field);
        this.field.select();
      }
    }
  }

  customElements.define('copy-link', CopyLink);

  // An answer that is opened can be copied and asked for too; what does that is fetched then (data-answers).
  const fetchMore = ({ target }) => {
    const link = target.open && target.matches('.answers > *') && document.querySelector('[data-answers]');
    if (!link) return;
    for (const src of link.dataset.answers.split(' ')) document.head.append(make('script', { src }));
    document.removeEventListener('toggle', fetchMore, true);
  };
  document.addEventListener('toggle', fetchMore, true);
})();
