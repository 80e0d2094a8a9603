/** How far a walk has come, as the opaque strings that the engine keeps: positions in the history and cursors of changes. */
import { asRecord, asText, type JsonRecord } from '../graph/json.ts';

/** Reading the history of a conversation, newest first. */
export interface HistoryPosition {
  /** The next older page of the timeline; null when only threads are left. */
  readonly next: string | null;
  /** Pages of replies still to be read, of roots that came already. */
  readonly threads: readonly string[];
  /** In chats, the creation (ms) of the oldest message read so far: from there the walk goes on when `next` has died. */
  readonly oldest: number | null;
}

/** Where a chat's changes are read from (facts, graph §1: by lastModifiedDateTime). */
export interface ChatCursor {
  readonly kind: 'chat';
  /** Everything changed up to here (the service's stamp, ms) is told. */
  readonly since: number;
  /**
   * A walk over several pages that is under way: the next page, and where `since` goes when the walk is complete. It moves only
   * then: pages come newest first, so a walk that stops half-way has told of the newest and not of the older ones.
   */
  readonly walk: { readonly next: string; readonly until: number } | null;
  /** Whether the walk was begun anew because its next page could no longer be read. */
  readonly again: boolean;
}

/** A delta that is under way. */
export interface DeltaCursor {
  readonly kind: 'delta';
  /** The next page of this round, or the delta link of the next round. */
  readonly link: string;
  readonly linkIsNextPage: boolean;
  /** Pages of replies that the delta pages did not hold, read before `link`. */
  readonly threads: readonly string[];
}

/** A channel whose delta is refused: its messages are listed. As for chats, `since` (ms) moves when the walk is complete. */
export interface ListCursor {
  readonly kind: 'list';
  readonly since: number;
  readonly walk: { readonly next: string; readonly until: number } | null;
  /** As for a delta. */
  readonly threads: readonly string[];
}

/** Where a channel's changes are read from; `delta-from` has no delta link yet: the next call asks for one that begins after `since` (ms). */
export type ChannelCursor =
  { readonly kind: 'delta-from'; readonly since: number } | DeltaCursor | ListCursor;

export const writePosition = (position: HistoryPosition): string => JSON.stringify(position);
export const writeCursor = (cursor: ChatCursor | ChannelCursor): string => JSON.stringify(cursor);

const parse = (text: string): JsonRecord | null => {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    // Harmless: a place that cannot be read is none: the walk begins anew.
    return null;
  }
};

const links = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((link): link is string => asText(link) !== null) : [];
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Null for what this connector did not write (a version before, a damaged row). */
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
