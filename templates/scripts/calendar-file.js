/* <calendar-file>: days as a calendar file (RFC 5545): the season's and the reader's own, each under an id that stays,
   so that a calendar takes a newer file as an update. The element shows nothing; the rank room fetches it. */
(() => {
  'use strict';

  const escape = (text) => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
  const bytes = new TextEncoder();

  /* Lines of at most 75 bytes; what is longer goes on after a space. */
  const fold = (line) => {
    const parts = [''];
    for (const letter of line) {
      if (bytes.encode(parts.at(-1) + letter).length > 74) parts.push(' ');
      parts[parts.length - 1] += letter;
    }
    return parts.join('\r\n');
  };

  const compact = (day) => day.replaceAll('-', '');
  const dayAfter = (day) => new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10);

  class CalendarFile extends HTMLElement {
    /* `days`: [{id, day, label, note}]; `host` makes the ids our own. */
    static write(days, { title, host, now = new Date() }) {
      const stamp = `${compact(now.toISOString().slice(0, 10))}T${now.toISOString().slice(11, 19).replaceAll(':', '')}Z`;
      const events = days.flatMap(({ id, day, label, note }) => [
        'BEGIN:VEVENT',
        `UID:${id}@${host}`,
        `DTSTAMP:${stamp}`,
        `DTSTART;VALUE=DATE:${compact(day)}`,
        `DTEND;VALUE=DATE:${compact(dayAfter(day))}`,
        `SUMMARY:${escape(label)}`,
        ...(note ? [`DESCRIPTION:${escape(note)}`] : []),
        'TRANSP:TRANSPARENT',
        'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escape(label)}`, 'TRIGGER:-P1D', 'END:VALARM',
        'END:VEVENT',
      ]);
      const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//${escape(title)}//My list//EN`, 'CALSCALE:GREGORIAN', `X-WR-CALNAME:${escape(title)}`, ...events, 'END:VCALENDAR'];
      return `${lines.map(fold).join('\r\n')}\r\n`;
    }
  }

  customElements.define('calendar-file', CalendarFile);
})();
