/* <send-change>: says what changes, and sends it as a filled-in issue, by copy or by e-mail.
   Its static methods write proposals (docs/proposals.md) as short as an address can carry them. */
(() => {
  'use strict';

  const { make } = customElements.get('page-parts');
  const { copy } = customElements.get('program-picker');
  const PLAIN = /^[\w$(][\w $%()./+–—-]*(?<! )$/; // what YAML takes as it stands, alone and between commas
  const KNOWN = 32; // signs of a long answer by which it is known

  const quoted = (text) => (PLAIN.test(text) ? text : JSON.stringify(text));

  const written = (value) => {
    if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
    if (typeof value === 'object') return `{${Object.entries(value).map(([key, part]) => `${key}: ${written(part)}`).join(', ')}}`;
    return quoted(String(value));
  };

  const filled = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value?.length || (value && typeof value === 'object')));

  // How the file writes an answer that was read as text or lines.
  const answerOf = (question, answer) => (question.kind === 'series' && Array.isArray(answer)
    ? Object.fromEntries(answer.map((line) => line.split(/: ?/))) : answer);

  // As much of an answer as it takes to know it by.
  const known = (answer) => (answer.length > KNOWN + 1 ? `${answer.slice(0, KNOWN)}…` : answer);

  class SendChange extends HTMLElement {
    /* One change as {question, now, new, source, keep}: only what differs. */
    static proposal({ question, seen, own, act, fields, page, looked, told }, today) {
      const there = seen || own;
      const now = there ? SendChange.seen(question, there) : 'none';
      if (act === 'remove') return { question: question.id, now, new: 'none' };
      if (act === 'still') return { question: question.id, now, new: { checked: today } };
      if (act === 'dispute') return { question: question.id, now, new: { disputed: today }, source: 'none' };
      const same = seen && seen.source.url && seen.source.url === page.url && seen.source.dated === page.dated;
      const before = seen ? { answer: seen.answer, strength: seen.strength, note: seen.note, as_of: seen.as_of, of: String(seen.of ?? '') } : {};
      const text = (value) => [].concat(value || '').join(', ');
      const moved = !same || text(fields.answer) !== text(before.answer);
      const keys = ['answer', 'strength', 'note', 'as_of', 'of'];
      const changed = moved ? filled(fields) : Object.fromEntries(keys.filter((key) => text(fields[key]) !== text(before[key])).map((key) => [key, fields[key] || '']));
      if (changed.answer) changed.answer = answerOf(question, changed.answer);
      if (looked && !told) changed.checked = today;
      return { question: question.id, now, new: changed, ...(same ? {} : { source: SendChange.page(page) }), ...(same || now === 'none' ? {} : { keep: true }) };
    }

    /* A claim that was seen, by its answer and the key of its source; years and numbers are known by the source alone. */
    static seen(question, { answer, source }) {
      return question.kind === 'series' && answer !== 'not stated' ? { source: source.key } : { answer: known(answer), source: source.key };
    }

    static page({ url, title, kind, dated, basis }) {
      return filled({ kind, title, url, dated, basis });
    }

    /* Proposals as one text. files: file → {proposals, source, confirm, profile}; `source` is shared by all of a file. */
    static text(files, by) {
      const told = (fields, dash) => Object.entries(fields).map(([key, value], n) => `${n || !dash ? '  ' : '- '}${key}: ${written(value)}\n`).join('');
      let text = '';
      for (const [file, { proposals, source, confirm = {}, profile }] of files) {
        if (profile) text += told({ file, field: 'profile', now: 'none', new: profile, by }, true);
        const same = proposals.length > 1 && proposals.every((each) => written(each.source || '') === written(proposals[0].source || ''));
        const shared = source || (same && proposals[0].source);
        const many = proposals.length > 1 || Object.keys(confirm).length;
        if (many) text += told({ file, by, ...(shared ? { source: shared } : {}) }, true);
        if (many && proposals.length) text += '  changes:\n';
        for (const { source: page, ...rest } of proposals) {
          const own = page && shared && written(page) === written(shared) ? {} : { source: page || (shared ? 'none' : '') };
          text += many ? `  - ${written({ ...rest, ...filled(own) })}\n` : told({ file, ...rest, ...(page ? { source: page } : {}), by }, true);
        }
        if (Object.keys(confirm).length) text += `  confirm: ${written(confirm)}\n`;
      }
      return text;
    }

    /* An answer that was seen, as a file writes it. */
    static answer(question, { answer, options, series }) {
      if (answer === 'not stated') return answer;
      if (question.kind === 'series') return Object.fromEntries(series.map(({ year, number }) => [year, number]));
      if (question.kind === 'list') return options.length ? options : answer.split(', ');
      return answer;
    }

    /* lines: what changes, in words; text: the proposals; problems: sentences; more: further fields of the form at the forge. */
    show({ lines, text, problems, title, template, more = {}, forge, email }) {
      this.proposals = text;
      if (!lines.length) {
        this.replaceChildren();
        return;
      }
      const parts = [make('h2', {}, 'Your change'), make('ul', {}, lines.map((line) => make('li', {}, line)))];
      if (problems.length) parts.push(make('p', {}, 'Before you send it:'), make('ul', { 'data-part': 'missing' }, problems.map((line) => make('li', {}, line))));
      else parts.push(...this.ways({ text, title, template, more, forge, email }));
      this.replaceChildren(...parts);
    }

    ways({ text, title, template, more, forge, email }) {
      const fields = Object.entries({ ...more, proposal: text }).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
      const body = `### The change\n\n\`\`\`yaml\n${text}\`\`\`\n`;
      const fill = (marks) => Object.entries(marks).reduce((found, [mark, value]) => found.replace(`{${mark}}`, () => value), forge.issue);
      const marks = { template: `${template}.yml`, title: encodeURIComponent(title) };
      const whole = fill({ ...marks, fields, body: encodeURIComponent(body) });
      const fits = whole.length <= forge.longest;
      const said = make('p', { role: 'status' });
      const place = make('div', {});
      const take = async () => {
        place.replaceChildren();
        said.textContent = await copy(text, place);
      };
      const href = fits ? whole : fill({ ...marks, fields: Object.entries(more).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&'), body: '' });
      const open = make('a', { href, target: '_blank', rel: 'noopener', 'data-part': 'open' }, fits ? `Send it at ${forge.name}` : `Copy it and open ${forge.name}`);
      if (!fits) open.addEventListener('click', take);
      const mail = email && make('a', { href: `mailto:${email}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(text)}` }, 'Send it by e-mail');
      return [
        make('p', { class: 'actions' }, open, mail, make('button', { type: 'button', 'data-part': 'quiet', onclick: take }, 'Copy it')), said, place,
        make('p', { class: 'soft' }, fits ? 'It is filled in there. Nothing is sent before you press the button.' : 'It is too long for an address: paste it there into the first field.'),
      ];
    }
  }

  customElements.define('send-change', SendChange);
})();
