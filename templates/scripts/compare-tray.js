/* <compare-tray data-root>: gathers two to four programs from any list, for this tab, and leads to their comparison.
   `button` gives the toggle that stands beside a program wherever there is a tray. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const KEY = `${document.documentElement.dataset.storage}-tray`;
  const MOST = 4;
  const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

  let chosen = new Map(); // slug → title
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    const sound = Array.isArray(kept) ? kept.filter((each) => SLUG.test(each?.[0]) && typeof each[1] === 'string') : [];
    chosen = new Map(sound.slice(0, MOST));
  } catch {
    chosen.clear();
  }

  const change = (slug, title) => {
    if (!chosen.delete(slug) && chosen.size < MOST) chosen.set(slug, title);
    try {
      sessionStorage.setItem(KEY, JSON.stringify([...chosen]));
    } catch {
      // This browser keeps nothing: the tray lasts as long as the page.
    }
    document.dispatchEvent(new Event('tray'));
  };

  const button = (text, onclick, about) => make('button', { type: 'button', 'aria-label': about && `${text}: ${about}`, onclick }, text);

  class CompareTray extends HTMLElement {
    static button({ slug, title }) {
      const toggle = button('Compare', () => change(slug, title), title);
      const show = () => {
        toggle.setAttribute('aria-pressed', chosen.has(slug));
        toggle.disabled = chosen.size >= MOST && !chosen.has(slug);
      };
      document.addEventListener('tray', show);
      show();
      return toggle;
    }

    connectedCallback() {
      if (this.said) return;
      this.said = make('p', { role: 'status' });
      this.link = make('a');
      this.append(this.said, this.link, button('Clear', () => {
        for (const slug of [...chosen.keys()]) change(slug);
      }));
      document.addEventListener('tray', () => this.show());
      this.show();
    }

    show() {
      this.hidden = !chosen.size;
      const more = chosen.size < 2 ? '; choose one more' : chosen.size === MOST ? ', the most' : '';
      this.said.textContent = chosen.size ? `${chosen.size} of ${MOST} to compare${more}` : '';
      this.link.hidden = chosen.size < 2;
      this.link.textContent = `Compare ${chosen.size} programs`;
      this.link.href = `${this.dataset.root}compare/${location.protocol === 'file:' ? 'index.html' : ''}?p=${[...chosen.keys()].join(',')}`;
    }
  }

  customElements.define('compare-tray', CompareTray);
})();
