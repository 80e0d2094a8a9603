/**
 * Reads values out of payloads that may hold anything. Hand-written because every post of a history passes here: a schema library
 * costs several times as much per row.
 */
export type Payload = Readonly<Record<string, unknown>>;

export const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as a record; an empty one when it is something else. */
export const payloadOf = (value: unknown): Payload => (isPayload(value) ? value : nothing);
const nothing: Payload = Object.freeze({});

/** The value as a list; an empty one when it is something else (Go serves an empty list as null). */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : [];

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A finite number, else null. */
export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** The latest time that a Date can hold, ms. */
const latest = 8.64e15;

/** A Mattermost time (ms since the epoch, 0 for never): null when it is not one. */
export const stampOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= latest ? value : null;

/**
 * A member that holds either a value or that value once more as JSON in a string: websocket events do both (facts, "Websocket":
 * many members are JSON strings inside JSON). `undefined` when the string is not JSON.
 */
export const nestedOf = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // Harmless: what is no JSON is told so by `undefined`.
    return undefined;
  }
};
