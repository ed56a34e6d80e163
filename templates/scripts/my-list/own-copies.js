/* <own-copies>: the reader's list as files: a copy to keep or to bring in elsewhere, a spreadsheet, print; and away with all.
   `fill` makes it for <my-list> (`desk`). What reads and writes files (data-out) is fetched when somebody asks for it. */
(() => {
  'use strict';

  const { list } = customElements.get('save-program');
  const { make, need } = customElements.get('page-parts');
  const { today, button, labeled, stored, download } = customElements.get('list-parts').parts;
  const COPIED = `${list.KEY}-copied`;

  class OwnCopies extends HTMLElement {
    fill(desk) {
      this.desk = desk;
      this.file = make('input', { type: 'file', accept: '.json,.csv,.tsv,.txt,application/json,text/csv', onchange: () => this.take() });
      this.append(make('section', { 'data-part': 'keep' },
          make('h2', {}, 'Keep it, move it, print it'),
          make('p', {}, 'Everything here is kept in this browser only. If you clear its data, it is gone, and some browsers clear it by themselves after a week without a visit, so save a copy now and then. A copy also brings your list to another device. A sheet may have columns of any order and many names; days, notes and rows that this directory lacks come along.'),
          make('div', { class: 'own-tools' },
            button('Save a copy (JSON)', () => this.saveCopy()),
            button('Spreadsheet (CSV)', () => this.spreadsheet()),
            button('Print', () => print()),
            labeled('Bring in a copy (JSON) or a sheet (CSV)', this.file),
            button('Delete everything', () => this.removeAll()))));
      return this;
    }

    async saveCopy() {
      try {
        await need(this.desk.dataset.out);
      } catch {
        this.desk.say('The copy could not be made. Check your connection and try again.');
        return;
      }
      download(customElements.get('list-export').copy(), `my-list-${today()}.json`, 'application/json');
      try {
        localStorage.setItem(COPIED, today());
      } catch { /* what keeps nothing needs no reminder */ }
      this.desk.show();
    }

    /* How long ago a copy was saved, where that is worth a word. */
    reminder(entries) {
      const days = Math.floor((Date.now() - Date.parse(stored(COPIED))) / 864e5);
      return entries < 3 || days < 14 ? '' : days ? ` You saved a copy ${days} days ago; it is time for another.` : ' No copy is saved yet: see “Keep it” below.';
    }

    removeAll() {
      this.desk.forget('', 'Everything you kept here is deleted.');
    }

    async spreadsheet() {
      const { desk } = this;
      const entries = desk.sorted(list.programs());
      try {
        const [all] = await Promise.all([Promise.all(entries.map((entry) => (entry.own ? null : desk.load(entry.slug)))), need(desk.dataset.out)]);
        const sheet = customElements.get('list-export');
        download(sheet.csv(sheet.rows(entries, all, desk.config, today())), `my-list-${today()}.csv`, 'text/csv');
        if (entries.some((entry, place) => !entry.own && !all[place])) desk.say('Some programs could not be loaded, so what they publish is missing in the spreadsheet.');
      } catch {
        desk.say('The spreadsheet could not be made. Check your connection and try again.');
      }
    }

    async take() {
      const { desk } = this;
      const [file] = this.file.files;
      if (!file) return;
      const text = file.size > list.LIMITS.file[0] ? '' : await file.text();
      this.file.value = '';
      await need(desk.dataset.out).catch(() => null);
      if (!customElements.get('list-export')) desk.say('What reads a copy could not be loaded. Check your connection and try again.');
      else desk.say(text ? await customElements.get('list-export').bring(text, desk) : list.LIMITS.file[1]);
      desk.rename();
    }
  }

  customElements.define('own-copies', OwnCopies);
})();
