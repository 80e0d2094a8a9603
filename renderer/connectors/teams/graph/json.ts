/** Reading payloads without trusting them: every property may be missing, null or of another type than the contract says (facts, graph §3). */
import { webAddress } from '../../../text/web-address.ts';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** The value when it is an object (no list), else null. */
export const asRecord = (value: unknown): JsonRecord | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : null;

/** The objects of a list; whatever else stands in it is left out. Empty for anything that is no list. */
export const asRecords = (value: unknown): readonly JsonRecord[] =>
  Array.isArray(value) ? value.filter((item): item is JsonRecord => asRecord(item) !== null) : [];

/** The value when it is a non-empty string, else null. */
export const asText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** Parses JSON that stands in a string (contents of cards and quotes); null when it is none. */
export const parseRecord = (value: unknown): JsonRecord | null => {
  if (typeof value !== 'string') return asRecord(value);
  try {
    return asRecord(JSON.parse(value));
  } catch {
    // Harmless: null says that it is no JSON.
    return null;
  }
};

/** The address when a person can open it in a browser (http or https), else null: payloads are not trusted with other schemes. */
export const asWebAddress = (value: unknown): string | null => webAddress(asText(value));
