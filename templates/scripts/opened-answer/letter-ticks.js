/* <letter-ticks>: on a profile, a tick beside each open question that is asked in writing; the ticked ones become a letter
   (<ask-letter>). Which ones, and in which words, the pack tells that the profile links to. The element shows nothing;
   copy-link.js fetches it when an answer, or a list of gaps, is opened for the first time. */
(() => {
  'use strict';

  const { make, need } = customElements.get('page-parts');
  const ANSWERS = '.answers > details';
  const USABLE = '[data-standing="confirmed"], [data-standing="current"]';
  const { list } = customElements.get('save-program');
  const door = document.querySelector('[data-part="letter"]');
  const { slug, title } = document.querySelector('save-program').dataset;
  let reading;

  class LetterTicks extends HTMLElement {
    /* The pack's questions in the words for those who answer in writing, its letter, and what writes it. */
    static async read() {
      const answer = await fetch(door.href.split('?')[0]);
      if (!answer.ok) throw new Error(answer.status);
      const pack = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('ask-pack');
      const words = [...pack.querySelectorAll('[data-question]')].map((item) => [item.dataset.question, item.querySelector('label span').textContent]);
      return { words: new Map(words), ...pack.dataset };
    }

    static async offer(details) {
      if (!door || !details.open) return;
      const open = details.id ? [details].filter(({ firstElementChild }) => !firstElementChild.querySelector(USABLE)) : [...details.querySelectorAll('.gaps > li')];
      const fresh = open.filter((item) => !item.dataset.question);
      if (!fresh.length) return;
      const pack = await (reading ??= LetterTicks.read()).catch(() => { reading = null; });
      for (const item of fresh) if (pack?.words.has(item.id)) LetterTicks.add(item, pack);
    }

    static add(item, pack) {
      const day = list.get(`p/${slug}/asked/${item.id}`);
      const label = (item.querySelector('b') || item.querySelector('a')).textContent;
      Object.assign(item.dataset, { question: item.id, words: pack.words.get(item.id) });
      const box = make('input', { type: 'checkbox', 'aria-label': `Ask by e-mail: ${label}`, onchange: () => LetterTicks.write(box, pack) });
      const place = item.matches(ANSWERS) ? item.lastElementChild : item;
      place.append(make('p', { class: 'actions' }, make('label', {}, box, ` Ask by e-mail${day ? ` (asked on ${day})` : ''}`)));
    }

    /* The letter stands below what was ticked last. */
    static async write(box, pack) {
      await need(pack.writer).catch(() => null);
      const letter = document.querySelector('ask-letter') || make('ask-letter', { 'data-slug': slug, 'data-program': title, 'data-letter': pack.letter });
      box.closest(ANSWERS).lastElementChild.append(letter);
    }
  }

  customElements.define('letter-ticks', LetterTicks);
  document.addEventListener('toggle', ({ target }) => target.matches(ANSWERS) && LetterTicks.offer(target), true);
  document.querySelectorAll(`${ANSWERS}[open]`).forEach(LetterTicks.offer);
})();
