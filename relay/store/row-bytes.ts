/**
 * Rows as bytes and back, by the structured clone of V8, whose form newer versions of Node go on reading. Blobs have no such form and are
 * kept beside their row.
 */
import { Deserializer, Serializer } from 'node:v8';
import { StoreError } from './failures.ts';

/** A Blob in a row: where, and what. */
interface BlobPlace {
  readonly path: readonly (string | number)[];
  readonly blob: Blob;
}

/** V8's own form begins with this byte, a row with Blobs with the other. */
const plainRow = 0xff;
const rowWithBlobs = 0x01;

interface WithBlobs {
  readonly row: unknown;
  readonly blobs: readonly {
    readonly path: BlobPlace['path'];
    readonly type: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
  }[];
}

/** All Blobs of a row. Throws a DataCloneError if one is where it would be lost: in a Map, in a Set, in a circle. */
const blobsOf = (row: unknown): readonly BlobPlace[] => {
  const found = gathered(row);
  if (found.length > 0 && gathered(withoutBlobs(row, found)).length > 0) throw notClonable();
  return found;
};

const notClonable = (): DOMException => new DOMException('a Blob cannot be stored there', 'DataCloneError');

const gathered = (row: unknown): readonly BlobPlace[] => {
  const found: BlobPlace[] = [];
  gather(row, [], new Set(), found);
  return found;
};

const gather = (value: unknown, path: BlobPlace['path'], above: Set<object>, found: BlobPlace[]): void => {
  if (typeof value !== 'object' || value === null || above.has(value)) return;
  if (value instanceof Blob) {
    found.push({ path, blob: value });
    return;
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date) return;
  above.add(value);
  if (value instanceof Map || value instanceof Set) {
    const inside: BlobPlace[] = [];
    gather([...(value instanceof Map ? [...value].flat() : value)], path, above, inside);
    if (inside.length > 0) throw notClonable();
  } else if (Array.isArray(value)) value.forEach((part, at) => gather(part, [...path, at], above, found));
  else
    for (const key of Object.keys(value))
      gather((value as Record<string, unknown>)[key], [...path, key], above, found);
  above.delete(value);
};

/** Each row as bytes. Blobs can be read only with time, so rows with Blobs make it a promise. */
export const bytesOfRows = (
  rows: readonly unknown[],
): readonly Uint8Array[] | Promise<readonly Uint8Array[]> => {
  const places = rows.map(blobsOf);
  if (places.every((blobs) => blobs.length === 0)) return rows.map(serialized);
  return Promise.all(
    rows.map(async (row, at) => {
      const blobs = places[at] ?? [];
      return blobs.length === 0 ? serialized(row) : bytesWithBlobs(row, blobs);
    }),
  );
};

const bytesWithBlobs = async (row: unknown, places: readonly BlobPlace[]): Promise<Uint8Array> => {
  const apart: WithBlobs = {
    row: withoutBlobs(row, places),
    blobs: await Promise.all(
      places.map(async ({ path, blob }) => ({
        path,
        type: blob.type,
        bytes: new Uint8Array(await blob.arrayBuffer()),
      })),
    ),
  };
  return Buffer.concat([Buffer.from([rowWithBlobs]), serialized(apart)]);
};

/** Throws a StoreError if these are not the bytes of a row, or if a newer Node wrote them. */
export const rowOfBytes = (bytes: Uint8Array): unknown => {
  if (bytes[0] === plainRow) return deserialized(bytes);
  if (bytes[0] !== rowWithBlobs) throw new StoreError('damaged');
  const { row, blobs } = deserialized(bytes.subarray(1)) as WithBlobs;
  return blobs.reduce(
    (whole, { path, type, bytes: content }) => replaced(whole, path, new Blob([content], { type })),
    row,
  );
};

const withoutBlobs = (row: unknown, blobs: readonly BlobPlace[]): unknown =>
  blobs.reduce((less, { path }) => replaced(less, path, null), row);

/** A copy of `value` with something else at `path`; what the path does not touch is shared. */
const replaced = (value: unknown, [first, ...rest]: BlobPlace['path'], by: unknown): unknown => {
  if (first === undefined) return by;
  const copy = (Array.isArray(value) ? value.slice() : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[first] = replaced(copy[first], rest, by);
  return copy;
};

// Not `serialize`: it would make each typed array a view of the whole row's bytes.
const serialized = (value: unknown): Uint8Array => {
  const serializer = new Serializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return serializer.releaseBuffer();
};

/** The version of V8's form that this Node writes; it reads all older ones. */
const ourVersion = serialized(null)[1] ?? 0;

const deserialized = (bytes: Uint8Array): unknown => {
  if ((bytes[1] ?? 0) > ourVersion) throw new StoreError('newer');
  try {
    const deserializer = new Deserializer(bytes);
    deserializer.readHeader();
    return deserializer.readValue();
  } catch (error) {
    // Harmless: the reason goes on, with the error as its cause.
    throw new StoreError('damaged', { cause: error });
  }
};
