/* <copy-link>: the page's address in the forms that forums use. data-anchor: a place on the page; data-title: its title;
   data-live: with the title, query and fragment of the moment. A button inside is what it was fetched by. */
(() => {
  'use strict';

  const FORMS = {
    'Plain link': (url) => url,
    Text: (url, title) => `${title} ${url}`,
    'Markdown (Reddit)': (url, title) => `[${title.replace(/[[\]\\]/g, '\\$&')}](${url.replace(/[()]/g, escape)})`,
    'BBCode (XenForo)': (url, title) => `[url=${url}]${title.replace(/[[\]]/g, '|')}[/url]`,
    'WhatsApp, Telegram': (url, title) => `${title}\n${url}`,
  };
  const make = (name, put) => Object.assign(document.createElement(name), put);

  class CopyLink extends HTMLElement {
    connectedCallback() {
      if (this.said) return;
      const { anchor, title, live } = this.dataset;
      const asked = this.hasChildNodes();
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
            const url = document.head.querySelector('[rel=canonical]')?.href || location.href.replace(/[?#].*/, '');
            const place = live === undefined ? anchor ? `#${anchor}` : '' : location.search + location.hash;
            this.copy(form(url + place, title || document.title));
          },
        }));
      }
      box.append(this.said);
      box.open = asked;
      if (asked) name.focus();
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

  // An answer that is open can be copied and asked for too; what does that is fetched then (data-answers).
  const look = () => {
    const link = document.querySelector('.answers > [open]') && document.querySelector('[data-answers]');
    if (!link) return;
    document.head.append(make('script', { src: link.dataset.answers }));
    delete link.dataset.answers;
  };
  document.addEventListener('toggle', look, true);
  look();
})();
