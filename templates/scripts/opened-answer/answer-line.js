/* <answer-line>: an answer of a profile in a line to paste, with its age, its source and its address, in all forms of
   <copy-link>. The element shows nothing; copy-link.js fetches it when an answer is opened for the first time. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const plain = (part) => (part ? part.textContent.replace(/\s+/g, ' ').trim() : '');

  class AnswerLine extends HTMLElement {
    /* "Program, question: answer (its age; its source)"; sources that disagree stand side by side. */
    static tell(answer) {
      const source = plain(answer.querySelector('[data-part="source"] a'));
      const said = [...answer.querySelectorAll('summary .cell')].map((cell) => {
        const marks = [...cell.querySelectorAll('small')].map(plain);
        return [plain(cell.firstChild), plain(cell.querySelector('i:not([data-part])')), `(${[...marks, source].filter(Boolean).join('; ')})`].filter(Boolean).join(' ');
      });
      return `${plain(document.querySelector('h1'))}, ${plain(answer.querySelector('b'))}: ${said.join(' or ')}`;
    }

    static offer(answer) {
      if (!answer.open || !answer.id || answer.querySelector('copy-link')) return;
      answer.lastElementChild.append(make('copy-link', { 'data-anchor': answer.id, 'data-title': AnswerLine.tell(answer) }));
    }
  }

  customElements.define('answer-line', AnswerLine);
  document.addEventListener('toggle', ({ target }) => target.matches('.answers > details') && AnswerLine.offer(target), true);
  document.querySelectorAll('.answers > details[open]').forEach(AnswerLine.offer);
})();
