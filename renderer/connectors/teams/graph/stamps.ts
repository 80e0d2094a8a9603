/** Dates of Graph as milliseconds since the epoch. */
import { asRecords, type JsonRecord } from './json.ts';

/** What a property holds: a time, nothing (missing, null, or Graph's "never" of year 1), or a value that is no date. */
export type TimeStamp = number | 'none' | 'malformed';

const isoDate = /^\d{4,}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads a DateTimeOffset. Graph cuts trailing zeros of the fraction (`…:10.08Z`) and sometimes gives seven digits; digits beyond
 * milliseconds are dropped. Microsoft's own examples hold `2021-03-1706:47:05.123Z`, which is malformed.
 */
export const readStamp = (value: unknown): TimeStamp => {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value !== 'string' || !isoDate.test(value)) return 'malformed';
  if (value.startsWith('0001-')) return 'none';
  const at = Date.parse(value);
  return Number.isNaN(at) ? 'malformed' : at;
};

/** The time; null for nothing and for a malformed value. */
export const stampOrNull = (value: unknown): number | null => {
  const stamp = readStamp(value);
  return typeof stamp === 'number' ? stamp : null;
};

/** A time in the form of Graph's filters; never before the epoch. */
export const filterTime = (at: number): string => new Date(Math.max(0, at)).toISOString();

/** A time in ms since the epoch from a text of digits (ids and etags); else null. */
export const epochDigits = (value: unknown): number | null =>
  typeof value === 'string' && /^\d{12,15}$/.test(value) ? Number(value) : null;

/**
 * When a message last changed, ms. Graph sometimes leaves lastModifiedDateTime out, or gives null. Then the etag is used, which is the
 * version's time, else the newest of the other times. 0 if there is none.
 */
export const modifiedAt = (message: JsonRecord): number =>
  stampOrNull(message.lastModifiedDateTime) ??
  Math.max(
    0,
    epochDigits(message.etag) ?? 0,
    stampOrNull(message.lastEditedDateTime) ?? 0,
    stampOrNull(message.deletedDateTime) ?? 0,
    stampOrNull(message.createdDateTime) ?? epochDigits(message.id) ?? 0,
  );

/** When one of these messages, or of the replies expanded in them, last changed, ms; 0 if there is none. */
export const newestModified = (messages: readonly JsonRecord[]): number => {
  let newest = 0;
  for (const message of messages)
    newest = Math.max(newest, modifiedAt(message), newestModified(asRecords(message.replies)));
  return newest;
};
