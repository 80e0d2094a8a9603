/** The two functions in a card's text that Teams replaces: `{{DATE(2026-11-20T06:08:39Z,SHORT)}}` and `{{TIME(…)}}`. */

const call = /\{\{(DATE|TIME)\(([0-9TZ:.+-]{10,40})(?:,\s?(COMPACT|SHORT|LONG))?\)\}\}/gi;

const dateForms: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  COMPACT: { year: 'numeric', month: 'numeric', day: 'numeric' },
  SHORT: { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' },
  LONG: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
};

/**
 * The text with its dates and times written out (adaptivecards.io, "Text features"). They are in UTC and say so, because the text is stored
 * once for all readers and may be carried to people in other time zones. A function without a date stays unchanged.
 */
export const withDates = (text: string): string =>
  text.replace(call, (whole: string, name: string, stamp: string, form: string | undefined) => {
    const at = new Date(stamp);
    if (Number.isNaN(at.getTime())) return whole;
    if (name.toUpperCase() === 'TIME') return `${at.toISOString().slice(11, 16)} UTC`;
    const options = dateForms[form?.toUpperCase() ?? 'COMPACT'] ?? {};
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(at);
  });
