/* <copy-link>: the page's address in the forms that forums use. data-anchor: a place on the page; data-title: its title;
   data-live: with the title, query and fragment of the moment. A button inside is what it was fetched by. */
(() => {
  'use strict';

  const { make, need } = customElements.get('page-parts');
  const FORMS = {
    'Plain link': (url) => url,
    Text: (url, title) => `${title} ${url}`,
    'Markdown (Reddit)': (url, title) => `[${title.replace(/[[\]\\]/g, '\\$&')}](${url.replace(/[()]/g, escape)})`,
    'BBCode (XenForo)': (url, title) => `[url=${url}]${title.replace(/[[\]]/g, '|')}[/url]`,
    'WhatsApp, Telegram': (url, title) => `${title}\n${url}`,
  };

  class CopyLink extends HTMLElement {
    connectedCallback() {
      if (this.said) return;
      const { anchor, title, live } = this.dataset;
      const asked = this.hasChildNodes();
      const name = make('summary', {}, 'Copy link as', title && make('span', { class: 'visually-hidden' }, `: ${title}`));
      const buttons = Object.entries(FORMS).map(([label, form]) => make('button', {
        type: 'button',
        onclick: () => {
          const url = document.head.querySelector('[rel=canonical]')?.href || location.href.replace(/[?#].*/, '');
          const place = live === undefined ? anchor ? `#${anchor}` : '' : location.search + location.hash;
          this.copy(form(url + place, title || document.title));
        },
      }, label));
      this.said = make('span', { role: 'status' });
      this.replaceChildren(make('details', { open: asked }, name, buttons, this.said));
      if (asked) name.focus();
    }

    async copy(text) {
      this.field?.remove();
      try {
        await navigator.clipboard.writeText(text);
        this.said.textContent = 'Copied';
      } catch {
        this.said.textContent = 'Copy it from here:';
        this.field = make('textarea', { readonly: true, 'aria-label': 'Link' }, text);
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
    need(link.dataset.answers).catch(() => null);
    delete link.dataset.answers;
  };
  document.addEventListener('toggle', look, true);
  look();
})();
