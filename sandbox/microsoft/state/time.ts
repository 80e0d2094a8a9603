/** Times as Graph writes and reads them. */

/**
 * A time as Graph serves it: UTC with the fraction's trailing zeros cut (`…:28.51Z`, `…:03Z`), so that comparing two of them
 * as strings is wrong (seen in Microsoft's own examples of chats and delta).
 * @param ms milliseconds since the epoch
 */
export const graphTime = (ms: number): string => {
  const [whole = '', fraction = ''] = new Date(ms).toISOString().slice(0, -1).split('.');
  const significant = fraction.replace(/(?<!0)0+$/, '');
  return significant === '' ? `${whole}Z` : `${whole}.${significant}Z`;
};

/** The same, null for null. */
export const graphTimeOrNull = (ms: number | null): string | null => (ms === null ? null : graphTime(ms));

/** Graph's value for "since the beginning". */
export const beginningOfTime = '0001-01-01T00:00:00Z';

/** Milliseconds since the epoch of a date-time a client sent, or null when it is none. */
export const parseTime = (text: string): number | null => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
};
