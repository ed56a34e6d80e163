/* <step-progress data-list>: keeps the ticks of a step list in this browser, and counts them. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { list } = customElements.get('save-program');

  class StepProgress extends HTMLElement {
    connectedCallback() {
      if (this.said) return;
      this.said = this.querySelector('[data-part="progress"]');
      this.groups = [...this.querySelectorAll('section')].map((group) => {
        const said = make('small');
        group.querySelector('h2').append(' ', said);
        return { said, boxes: [...group.querySelectorAll('input')] };
      });
      this.addEventListener('change', ({ target }) => {
        const { old } = this.kept(target);
        list.set({ ...Object.fromEntries(old.map((path) => [path, null])), [this.path(target.value)]: target.checked || null });
        if (list.problem) this.said.textContent = list.problem;
      });
      document.addEventListener('my-list', () => this.show());
      this.show();
    }

    path(id) {
      return `s/${this.dataset.list}/${id}`;
    }

    // A step that had another id stays ticked: its old ids are anchors beside it.
    kept(box) {
      const old = [...box.closest('li').querySelectorAll(':scope > span[id]')].map((span) => this.path(span.id));
      const own = list.memory.fields[this.path(box.value)];
      return { old, ticked: own ? own[0] === true : old.some((path) => list.get(path) === true) };
    }

    show() {
      const all = [0, 0];
      for (const { said, boxes } of this.groups) {
        for (const box of boxes) box.checked = this.kept(box).ticked;
        const done = boxes.filter((box) => box.checked).length;
        said.textContent = `${done} of ${boxes.length}`;
        all[0] += done;
        all[1] += boxes.length;
      }
      this.said.textContent = `${all[0]} of ${all[1]} steps done. Your ticks stay in this browser.`;
    }
  }

  customElements.define('step-progress', StepProgress);
})();
