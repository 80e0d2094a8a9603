/** What to pull next: a pure choice over what is known of each conversation. */
import type { ConversationId } from '../../model/index.ts';
import type { CursorRow } from '../../store/index.ts';

/** What the scheduler knows of one conversation. */
export interface Work {
  readonly id: ConversationId;
  /** Newest known activity, ms. */
  lastActivityAt: number;
  cursor: CursorRow;
  /** Something may have happened since its changes were last pulled. */
  stale: boolean;
  /** What happened while we were away is not stored yet: until its changes have been pulled. A look every now and then is no such thing. */
  behind: boolean;
  /** Nothing is asked before this, ms (throttled, failed lately). */
  blockedUntil: number;
  /** When it was last served, ms: so that no conversation takes all turns and each resource gets its pause. */
  servedAt: number;
  busy: boolean;
  /** Failures in a row, for the back-off. */
  failures: number;
}

export interface Attention {
  readonly conversationId: ConversationId | null;
  readonly wantsOlder: boolean;
}

export type Pull =
  /** The newest page: makes the conversation readable. */
  | { readonly kind: 'first-page'; readonly work: Work }
  | { readonly kind: 'changes'; readonly work: Work }
  | { readonly kind: 'older-page'; readonly work: Work };

const rank = { attended: 0, 'first-page': 1, changes: 2, 'wanted-older': 3, older: 4 } as const;

/** A resource that was asked within the last second waits its turn while others are free (Graph: one request a second per chat). */
const turn = 1_000;

/**
 * The next pull, or null when nothing is to be done now. First what the user looks at, then every conversation's newest page (newest
 * activity first), then what changed while we were away, then history, newest first, spread over the conversations.
 */
export const nextPull = (works: Iterable<Work>, attention: Attention, now: number): Pull | null => {
  let best: { pull: Pull; rank: number; at: number } | null = null;
  for (const work of works) {
    if (work.busy || work.blockedUntil > now) continue;
    const pull = pullOf(work);
    if (!pull) continue;
    const attended = work.id === attention.conversationId;
    const order = rankOf(pull, attended, attention.wantsOlder);
    const at = pull.kind === 'older-page' ? olderOrder(work, now) : work.lastActivityAt;
    if (!best || order < best.rank || (order === best.rank && at > best.at)) best = { pull, rank: order, at };
  }
  return best?.pull ?? null;
};

/** What this conversation needs most, whoever else waits. */
const pullOf = (work: Work): Pull | null => {
  const { history } = work.cursor;
  switch (history.kind) {
    case 'unstarted':
      return { kind: 'first-page', work };
    case 'refused':
      return null;
    case 'partial':
      return work.stale ? { kind: 'changes', work } : { kind: 'older-page', work };
    case 'complete':
    case 'limited':
      return work.stale ? { kind: 'changes', work } : null;
  }
};

const rankOf = (pull: Pull, attended: boolean, wantsOlder: boolean): number => {
  if (pull.kind === 'older-page') return attended && wantsOlder ? rank['wanted-older'] : rank.older;
  return attended ? rank.attended : rank[pull.kind];
};

/** Larger comes first: those whose turn it is before those just served, then the newest history. */
const olderOrder = (work: Work, now: number): number => {
  const oldest = work.cursor.history.kind === 'partial' ? work.cursor.history.oldest : 0;
  return now - work.servedAt >= turn ? oldest : oldest - Number.MAX_SAFE_INTEGER;
};

/** When the earliest blocked conversation may be asked again, ms; null when none is blocked. */
export const nextUnblocked = (works: Iterable<Work>, now: number): number | null => {
  let earliest: number | null = null;
  for (const work of works)
    if (
      !work.busy &&
      work.blockedUntil > now &&
      pullOf(work) &&
      (earliest === null || work.blockedUntil < earliest)
    )
      earliest = work.blockedUntil;
  return earliest;
};

/** How the first fill stands. */
export const fillOf = (
  works: Iterable<Work>,
): { total: number; readable: number; complete: number; behind: number; refused: number } => {
  const fill = { total: 0, readable: 0, complete: 0, behind: 0, refused: 0 };
  for (const { cursor, behind } of works) {
    fill.total += 1;
    if (cursor.history.kind !== 'unstarted') fill.readable += 1;
    if (cursor.history.kind !== 'unstarted' && cursor.history.kind !== 'partial') fill.complete += 1;
    if (cursor.history.kind === 'refused') fill.refused += 1;
    else if (behind) fill.behind += 1;
  }
  return fill;
};
