/** Writes and reads the opaque strings that the engine keeps of a walk: positions in the history and cursors of changes. */
import { asRecord, asText, type JsonRecord } from '../graph/json.ts';

/** How far the history of a conversation was read, newest first. */
export interface HistoryPosition {
  /** The next older page of the timeline; null if only threads are left. */
  readonly next: string | null;
  /** Pages of replies that are still to be read. Their roots were read already. */
  readonly threads: readonly string[];
  /** In chats, the creation (ms) of the oldest message read so far: from there the walk continues if `next` has expired. */
  readonly oldest: number | null;
}

/** How far a chat's changes were read (facts, graph §1: by lastModifiedDateTime). */
export interface ChatCursor {
  readonly kind: 'chat';
  /** All changes up to this stamp of the service (ms) were told. */
  readonly since: number;
  /**
   * An unfinished walk over several pages: the next page, and the value of `since` after the walk. `since` moves only then, because pages
   * come newest first: an unfinished walk has told the newest changes and not the older ones.
   */
  readonly walk: { readonly next: string; readonly until: number } | null;
  /** Whether the walk began again because its next page could no longer be read. */
  readonly again: boolean;
}

/** How far a delta was read. */
export interface DeltaCursor {
  readonly kind: 'delta';
  /** The next page of this round, or the delta link of the next round. */
  readonly link: string;
  readonly linkIsNextPage: boolean;
  /** Pages of replies that the delta pages did not hold, read before `link`. */
  readonly threads: readonly string[];
}

/** A channel whose delta is refused: its messages are listed. As for chats, `since` (ms) moves only when the walk is complete. */
export interface ListCursor {
  readonly kind: 'list';
  readonly since: number;
  readonly walk: { readonly next: string; readonly until: number } | null;
  /** Pages of replies, as in `DeltaCursor`. */
  readonly threads: readonly string[];
}

/**
 * How far a channel's changes were read. `delta-from` has no delta link yet: the next call asks for a delta that begins after `since` (ms).
 */
export type ChannelCursor =
  { readonly kind: 'delta-from'; readonly since: number } | DeltaCursor | ListCursor;

export const writePosition = (position: HistoryPosition): string => JSON.stringify(position);
export const writeCursor = (cursor: ChatCursor | ChannelCursor): string => JSON.stringify(cursor);

const parse = (text: string): JsonRecord | null => {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    // Harmless: without a readable text the walk begins again.
    return null;
  }
};

const links = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((link): link is string => asText(link) !== null) : [];
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Null for a text that this version did not write (an earlier version's, or a damaged row's). */
export const readPosition = (text: string): HistoryPosition | null => {
  const position = parse(text);
  return (
    position && {
      next: asText(position.next),
      threads: links(position.threads),
      oldest: isTime(position.oldest) ? position.oldest : null,
    }
  );
};

const readWalk = (value: unknown): ChatCursor['walk'] => {
  const walk = asRecord(value);
  const next = asText(walk?.next);
  const until = walk?.until;
  return next !== null && isTime(until) ? { next, until } : null;
};

export const readCursor = (text: string): ChatCursor | ChannelCursor | null => {
  const cursor = parse(text);
  if (cursor?.kind === 'chat' && isTime(cursor.since))
    return {
      kind: 'chat',
      since: cursor.since,
      walk: readWalk(cursor.walk),
      again: cursor.again === true,
    };
  if (cursor?.kind === 'list' && isTime(cursor.since))
    return {
      kind: 'list',
      since: cursor.since,
      walk: readWalk(cursor.walk),
      threads: links(cursor.threads),
    };
  if (cursor?.kind === 'delta-from' && isTime(cursor.since))
    return { kind: 'delta-from', since: cursor.since };
  const link = asText(cursor?.link);
  if (cursor?.kind === 'delta' && link !== null)
    return {
      kind: 'delta',
      link,
      threads: links(cursor.threads),
      linkIsNextPage: cursor.linkIsNextPage === true,
    };
  return null;
};
