/** Object URLs of cached pictures: shared while shown, kept for a while for scrolling back, revoked when there are too many. */
import type { FileId } from '../../model/index.ts';

interface Entry {
  readonly url: string;
  readonly bytes: Blob;
  users: number;
}

/** The number of unused pictures that keep their URL. */
const keptUnused = 60;

const entries = new Map<FileId, Entry>();

/** A URL for a picture's bytes; release it with `releasePicture`. The same bytes give the same URL. */
export const holdPicture = (id: FileId, bytes: Blob): string => {
  const known = entries.get(id);
  if (known) {
    known.users += 1;
    entries.delete(id);
    entries.set(id, known);
    return known.url;
  }
  const url = URL.createObjectURL(bytes);
  entries.set(id, { url, bytes, users: 1 });
  return url;
};

/** Ends one use of a picture. The URLs that are unused for longest are revoked if there are too many. */
export const releasePicture = (id: FileId): void => {
  const entry = entries.get(id);
  if (!entry) return;
  entry.users = Math.max(0, entry.users - 1);
  const unused = [...entries].filter(([, { users }]) => users === 0);
  for (const [old, { url }] of unused.slice(0, Math.max(0, unused.length - keptUnused))) {
    URL.revokeObjectURL(url);
    entries.delete(old);
  }
};
