/* <checklist-summary>: what an evaluation checklist adds up to: what is known, what speaks for and against,
   what is still to ask and whom, and where the decision flow ends. evaluation-checklist.js fetches it when it is opened. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { MUST } = customElements.get('own-answers');

  class ChecklistSummary extends HTMLElement {
    // A question with its answer, and whose answer it is.
    because(id) {
      const { state, shared, answered, questions } = this.checklist;
      const { verdict } = state.answers[id] || {};
      const answer = answered.get(id);
      const said = answer && customElements.get('program-picker').said(answer);
      return `${questions.get(id).label}: ${verdict ? `${verdict} (${shared ? 'their' : 'your'} verdict)`
        : !answer ? 'open' : answer.settled ? `${said} (published, ${answer.mark})`
          : `open; said was ${said} (${answer.mark}${answer.disagree ? ', sources disagree' : ''}${answer.warning ? `, ${answer.warning}` : ''})`}`;
    }

    draw(checklist) {
      const { questions, state, program } = checklist;
      this.checklist = checklist;
      const sides = { good: [], bad: [], mixed: [], neutral: [], '': [] };
      for (const id of questions.keys()) sides[checklist.stance(id)].push(id);
      const part = (title, ids, empty) => [
        make('h3', {}, `${title} (${ids.length})`),
        ids.length ? make('ul', {}, ids.map((id) => make('li', {}, this.because(id)))) : make('p', {}, empty),
      ];
      const asks = new Map();
      for (const id of questions.keys()) {
        if (checklist.settled(id)) continue;
        const [whom, text] = questions.get(id).asks[0] || ['Anybody', questions.get(id).label];
        asks.set(whom, [...(asks.get(whom) || []), text]);
      }
      this.replaceChildren(
        make('h2', {}, program ? `Summary: ${program.title}` : 'Summary'),
        ...part('Speaks for it', sides.good, 'Nothing yet.'),
        ...part('Speaks against it', sides.bad, 'Nothing yet.'),
        ...part('Mixed', sides.mixed, 'Nothing yet.'),
        ...part('Known, no verdict', sides.neutral, 'Nothing yet.'),
        make('h3', {}, `Non-negotiables (${state.musts.length})`),
        state.musts.length ? make('ul', {}, state.musts.map((id) => make('li', {}, make('b', {}, MUST[checklist.stance(id)]), ` – ${this.because(id)}`)))
          : make('p', {}, 'None marked. Mark those without which you would not go there.'),
        make('h3', {}, `Still to ask (${[...asks.values()].flat().length})`),
        ...[...asks].map(([whom, texts]) => make('details', {},
          make('summary', {}, `${whom} (${texts.length})`), make('ul', {}, texts.map((text) => make('li', {}, text))))),
        ...this.flowParts(),
      );
    }

    // Yes when all that points anywhere points to good, no when all points to bad, open otherwise.
    flowParts() {
      const { questions, config, dataset } = this.checklist;
      const { steps, ends, url } = config.flow;
      const stance = (id) => this.checklist.stance(id);
      const trail = [];
      let place = steps[0]?.id;
      let end = null;
      for (let step = steps[0]; step; step = steps.find(({ id }) => id === place)) {
        const pointing = step.questions.filter((id) => questions.has(id) && /good|bad/.test(stance(id)));
        const sides = new Set(pointing.map((id) => stance(id)));
        const answer = sides.size === 1 ? (sides.has('good') ? 'yes' : 'no') : 'open';
        const why = sides.size > 1 ? `the answers point both ways (${pointing.map((id) => this.because(id)).join('; ')})`
          : sides.size ? pointing.map((id) => this.because(id)).join('; ')
            : `nothing known decides it; look at ${step.questions.map((id) => questions.get(id)?.label).filter(Boolean).join(', ')}`;
        trail.push(make('li', {}, `${step.ask} `, make('b', {}, answer === 'open' ? 'Open' : answer === 'yes' ? 'Yes' : 'No'), `: ${why}.`));
        place = answer === 'open' ? '' : step[answer];
        end = ends.find(({ id }) => id === place);
        if (trail.length > steps.length) break; // a flow that leads in a circle
      }
      return steps.length ? [
        make('h3', {}, 'Where the decision flow ends'),
        make('ol', {}, trail),
        make('p', {}, end ? make('b', {}, `${end.label}. `) : make('b', {}, `It stops at step ${trail.length}, which is open. `), end ? end.meaning : 'Ask, give your verdict, and come back.'),
        make('p', { class: 'soft' }, 'This is a rule of thumb, not a score: a step counts as yes when every answer that takes a side is good, as no when every one is bad; your verdict goes before what is published. ',
          make('a', { href: dataset.root + url }, 'The whole flow')),
      ] : [];
    }
  }

  customElements.define('checklist-summary', ChecklistSummary);
})();
