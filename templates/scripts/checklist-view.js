/* <checklist-view> around the choice of a moment: which questions of the checklist are in sight (?show=moment&open=1&all=1).
   Without this script its links lead to the same questions elsewhere: a pack for whom one meets, or a section. */
(() => {
  'use strict';

  const { spares } = customElements.get('own-answers');

  class ChecklistView extends HTMLElement {
    connectedCallback() {
      if (this.views) return;
      this.views = [...this.querySelectorAll('[data-show]')];
      this.whole = this.views.at(-1);
      this.addEventListener('click', (event) => this.choose(event));
      this.addEventListener('change', ({ target }) => this.turn({ open: target.checked ? '1' : '' }));
    }

    choose(event) {
      const view = event.target.closest('[data-show]');
      if (view && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        this.turn({ show: view.dataset.show });
      }
      if (event.target.closest('[data-act="all"]')) this.turn({ all: '1' });
    }

    /* Another view of the same checklist: its address changes, and going back leads back. */
    turn(changes) {
      const asked = new URLSearchParams(location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value) asked.set(name, value);
        else asked.delete(name);
      }
      this.closest('evaluation-checklist').go(`${location.pathname}${asked.size ? `?${asked}` : ''}`);
    }

    draw(checklist) {
      const asked = new URLSearchParams(location.search);
      const view = this.views.find((link) => link.dataset.show === asked.get('show')) || this.views[0];
      const stage = view.dataset.show;
      const target = this.target(checklist);
      this.moment = stage;
      for (const link of this.views) link.removeAttribute('aria-current');
      view.setAttribute('aria-current', 'true');
      this.querySelector('[data-part="lead"]').textContent = view.dataset.lead;
      this.querySelector('[name="open"]').checked = asked.has('open');
      const left = new Set();
      for (const { id, item, section } of checklist.questions.values()) {
        const spared = !asked.has('all') && item !== target && !checklist.shared && spares(checklist.config.unless[section]);
        if (spared) left.add(section);
        item.toggleAttribute('data-spared', spared);
        const now = !stage || view === this.whole || item.dataset.stages.split(' ').includes(stage);
        item.hidden = spared || (item !== target && (!now || (asked.has('open') && checklist.settled(id))));
      }
      for (const section of checklist.querySelectorAll('.checklist')) {
        section.hidden = !section.querySelector('[data-question]:not([hidden])');
        if (section.localName === 'details') section.open = view === this.whole || section.contains(target) || `#${section.id}` === location.hash;
      }
      this.tellSpared([...left].map((id) => checklist.config.labels[id]));
      if (target) target.scrollIntoView();
    }

    target(checklist) {
      const place = document.getElementById(location.hash.slice(1));
      return (checklist.contains(place) && place.closest('[data-question]')) || null;
    }

    tellSpared(labels) {
      const place = this.querySelector('[data-part="spared"]');
      place.hidden = !labels.length;
      place.firstElementChild.textContent = `Left out: ${labels.join(', ')}, since you said of yourself that it does not concern you.`;
    }
  }

  customElements.define('checklist-view', ChecklistView);
})();
