/**
 * Reads values out of payloads that may hold anything. It is written by hand, because every post of a history is read here, and a schema
 * library costs several times as much per row.
 */
export type Payload = Readonly<Record<string, unknown>>;

export const isPayload = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as a record; an empty one if it is something else. */
export const payloadOf = (value: unknown): Payload => (isPayload(value) ? value : nothing);
const nothing: Payload = Object.freeze({});

/** The value as a list; an empty one if it is something else (Go serves an empty list as null). */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : [];

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A finite number, else null. */
export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** The latest time that a Date can hold, ms. */
const latest = 8.64e15;

/** A Mattermost time (ms since the epoch, 0 for never): null if it is none. */
export const stampOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= latest ? value : null;

/**
 * Reads a member that holds either a value, or the value as JSON in a string. Websocket events do both (facts, "Websocket": many members
 * are JSON strings inside JSON). `undefined` if the string is not JSON.
 */
export const nestedOf = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // Harmless: `undefined` says that the text is no JSON.
    return undefined;
  }
};
