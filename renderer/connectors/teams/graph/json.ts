/**
 * Reads payloads without trusting them: every property may be missing, null or of another type than the contract says (facts, graph §3).
 */
import { webAddress } from '../../../text/web-address.ts';

export type JsonRecord = Readonly<Record<string, unknown>>;

/** The value if it is an object (no list), else null. */
export const asRecord = (value: unknown): JsonRecord | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : null;

/** The objects of a list; its other values are left out. Empty if the value is no list. */
export const asRecords = (value: unknown): readonly JsonRecord[] =>
  Array.isArray(value) ? value.filter((item): item is JsonRecord => asRecord(item) !== null) : [];

/** The value if it is a non-empty string, else null. */
export const asText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** Parses JSON in a string (contents of cards and quotes); null if it is no JSON object. */
export const parseRecord = (value: unknown): JsonRecord | null => {
  if (typeof value !== 'string') return asRecord(value);
  try {
    return asRecord(JSON.parse(value));
  } catch {
    // Harmless: null says that the text is no JSON.
    return null;
  }
};

/** The address if a person can open it in a browser (http or https), else null: other schemes in payloads are not trusted. */
export const asWebAddress = (value: unknown): string | null => webAddress(asText(value));
