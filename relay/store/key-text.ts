/**
 * IndexedDB's keys as text and back. Keys that IndexedDB takes for one are one text, whatever Node's way of storing a number is, so that a
 * row replaces its older self.
 */

/** JSON, in which an object stands for what JSON has no form for: infinite numbers, dates, bytes (in hex). */
type KeyJson =
  string | number | readonly KeyJson[] | { readonly n?: string; readonly d?: number; readonly b?: string };

export const keyText = (key: IDBValidKey): string => JSON.stringify(jsonOf(key));

const jsonOf = (key: IDBValidKey): KeyJson => {
  if (typeof key === 'string') return key;
  if (typeof key === 'number') return Number.isFinite(key) ? key : { n: String(key) };
  if (key instanceof Date) return { d: key.getTime() };
  if (Array.isArray(key)) return key.map(jsonOf);
  const bytes = ArrayBuffer.isView(key)
    ? new Uint8Array(key.buffer, key.byteOffset, key.byteLength)
    : new Uint8Array(key);
  return { b: Buffer.from(bytes).toString('hex') };
};

/** Throws if `text` was not written by `keyText`. */
export const keyOf = (text: string): IDBValidKey => keyFrom(JSON.parse(text) as KeyJson);

const keyFrom = (json: KeyJson): IDBValidKey => {
  if (typeof json === 'string' || typeof json === 'number') return json;
  if (isList(json)) return json.map(keyFrom);
  if (json.n !== undefined) return Number(json.n);
  if (json.d !== undefined) return new Date(json.d);
  if (json.b !== undefined) return new Uint8Array(Buffer.from(json.b, 'hex')).buffer;
  throw new TypeError('no key');
};

const isList = (json: KeyJson): json is readonly KeyJson[] => Array.isArray(json);
