/* <list-days data-slug data-dates>: the days that a reader keeps for one program, each in a field. my-list.js fetches it
   when somebody opens them. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { list } = customElements.get('save-program');

  class ListDays extends HTMLElement {
    connectedCallback() {
      if (this.fields) return;
      const { slug } = this.dataset;
      this.className = 'own-tools';
      this.fields = new Map(JSON.parse(this.dataset.dates).map(([id, label]) => {
        const keep = () => list.set({ [`p/${slug}/day/${id}`]: field.value || null });
        const field = make('input', { type: 'date', max: '2999-12-31', onchange: keep });
        this.append(make('label', {}, make('span', {}, label), field));
        return [id, field];
      }));
      document.addEventListener('my-list', () => this.show());
      this.show();
    }

    show() {
      const { days } = list.program(this.dataset.slug);
      for (const [id, field] of this.fields) if (field !== document.activeElement) field.value = days[id] || '';
    }
  }

  customElements.define('list-days', ListDays);
})();
