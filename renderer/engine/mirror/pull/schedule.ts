/** Chooses what to pull next, from what is known of each conversation. Pure. */
import type { Walk } from '../../../connectors/walk.ts';
import type { ConversationId } from '../../../model/index.ts';
import type { CursorRow } from '../../../store/index.ts';
import type { RestPeriod } from '../setbacks/book.ts';
import type { Turn } from './crowd.ts';
import { type Slots, untilTurn, untilWanted } from './slots.ts';
import { longestPause } from '../setbacks/pauses.ts';

/** When a conversation is asked for which nobody waits. */
export interface Spaced {
  /** When that was decided, ms: where it seems to be later than now, the clock was put back. */
  readonly since: number;
  /** It is asked after this time, ms; 0: at once, because something happened there again, or the user opened it. */
  readonly until: number;
  /** The newest activity that was known then, ms. */
  readonly activityAt: number;
}

/** What the choice knows of one conversation. */
export interface Work {
  readonly id: ConversationId;
  /** The newest known activity, ms. */
  lastActivityAt: number;
  cursor: CursorRow;
  /** Something may have happened since its changes were last pulled. */
  stale: boolean;
  /**
   * Whether what happened while Isthmus was away may not be stored yet: until its changes have been pulled. A regular look does not count.
   */
  behind: boolean;
  /** What of the conversation fails by itself; the other walk may go on. */
  readonly rests: { history: RestPeriod | null; changes: RestPeriod | null };
  /** The pages of the walks under way, by which a walk that does not move is noticed. */
  readonly walks: { history: Walk; changes: Walk };
  /** No pull before this, ms: the last one could not be stored. */
  blockedUntil: number;
  /** Whether it came after the mirror had been up to date: then its newest messages are news, and not old ones that fill the mirror. */
  readonly isNew: boolean;
  /** When it was last pulled, ms: so that no conversation takes all turns, and each resource gets its pause. */
  servedAt: number;
  busy: boolean;
  /** Which of its people the user is, where many desktops share the limits; null where it has no turn. */
  turn: Turn | null;
  /** Nobody waits for what happened there while Isthmus was away, so it is asked later; null: it is not. */
  spaced: Spaced | null;
  /** In which slots it is asked, because many desktops ask it; null: at any time. */
  slots: Slots | null;
  /** Somebody waits for the next pull: it does not wait for its turn. */
  isUrgent: boolean;
  /** How often in a row its pull could not be stored. */
  failures: number;
}

/** The walk of a conversation to which a pull belongs. */
export type Track = keyof Work['rests'];

export interface PullAttention {
  readonly conversationId: ConversationId | null;
  readonly wantsOlder: boolean;
}

export type Pull =
  /** The newest page: makes the conversation readable. */
  | { readonly kind: 'first-page'; readonly work: Work }
  | { readonly kind: 'changes'; readonly work: Work }
  | { readonly kind: 'older-page'; readonly work: Work };

export const trackOf = ({ kind }: Pull): Track => (kind === 'changes' ? 'changes' : 'history');

/**
 * Whether a walk that failed counts as well again after a successful pull. A walk that lost its place or did not move is well only at its
 * end, since its first pages always worked. Call it with the cursor after the pull.
 */
export const isWellAgain = (pull: Pull): boolean => {
  const { cursor, rests } = pull.work;
  const rest = rests[trackOf(pull)];
  if (rest === null) return false;
  const hasEnded =
    pull.kind === 'changes'
      ? cursor.walking !== true
      : cursor.history.kind === 'complete' || cursor.history.kind === 'limited';
  return hasEnded || (rest.reason !== 'place-lost' && rest.reason !== 'stands-still');
};

const rank = { attended: 0, 'first-page': 1, changes: 2, 'wanted-older': 3, older: 4 } as const;

/** A conversation that was pulled within the last second waits while others can be pulled (Graph: one request a second per chat). */
const turn = 1_000;

/**
 * The next pull; null if there is nothing to do now. First comes what the user looks at, then every conversation's newest page (newest
 * activity first), then what changed while Isthmus was away, then history, newest first, spread over the conversations.
 */
export const nextPull = (works: Iterable<Work>, attention: PullAttention, now: number): Pull | null => {
  let best: { pull: Pull; rank: number; at: number } | null = null;
  for (const work of works) {
    if (work.busy || isBlocked(work, now)) continue;
    const pull = pullOf(work, now);
    if (!pull) continue;
    const attended = work.id === attention.conversationId;
    const order = rankOf(pull, attended, attention.wantsOlder);
    const at = pull.kind === 'older-page' ? olderOrder(work, now) : work.lastActivityAt;
    if (!best || order < best.rank || (order === best.rank && at > best.at)) best = { pull, rank: order, at };
  }
  return best?.pull ?? null;
};

/** Whether the clock was put back since the last pull. What waited then would wait for as long as the clock went back, so it is pulled. */
const isClockBack = ({ servedAt }: Pick<Work, 'servedAt'>, now: number): boolean => servedAt > now;

const isBlocked = (work: Work, now: number): boolean => work.blockedUntil > now && !isClockBack(work, now);

/** What this conversation needs most, of what does not rest. */
const pullOf = (work: Work, now: number): Pull | null => {
  const { history } = work.cursor;
  const older =
    (isClockBack(work, now) || !isResting(work.rests.history, now)) && waitForSlot(work, now) === 0;
  const changes =
    work.stale &&
    (isClockBack(work, now) || !isResting(work.rests.changes, now)) &&
    waitForTurn(work, now) === 0;
  switch (history.kind) {
    case 'unstarted':
      return older ? { kind: 'first-page', work } : null;
    case 'partial':
      if (changes) return { kind: 'changes', work };
      return older ? { kind: 'older-page', work } : null;
    case 'complete':
    case 'limited':
      return changes ? { kind: 'changes', work } : null;
  }
};

/** How long until the conversation may be asked for its history, or for what somebody waits for, ms. */
const waitForSlot = ({ slots }: Pick<Work, 'slots'>, now: number): number =>
  slots === null ? 0 : untilWanted(slots, now);

/** The same in its turn, ms; a relay needs none. */
export const waitInTurn = ({ turn, slots }: Pick<Work, 'turn' | 'slots'>, now: number): number =>
  slots === null || turn === null || slots.of === 'relay'
    ? waitForSlot({ slots }, now)
    : untilTurn(turn, slots, now);

/** Whether it is asked seldom, because a relay tells what changes there, and its copies are on the other side. */
export const isAskedInTurn = ({ slots }: Pick<Work, 'slots'>): boolean =>
  slots?.of === 'desktop' && slots.isTold;

/** How long until a conversation is due for which nobody waits, ms. */
const untilDue = ({ spaced }: Pick<Work, 'spaced'>, now: number): number =>
  spaced === null || now < spaced.since ? 0 : Math.max(0, spaced.until - now);

/** A walk does not wait for its turn: its next page belongs to the one before. */
const waitForTurn = (work: Work, now: number): number => {
  if (work.isUrgent || work.cursor.walking === true) return waitForSlot(work, now);
  const due = isClockBack(work, now) ? 0 : untilDue(work, now);
  return due + waitInTurn(work, now + due);
};

const isResting = (rest: RestPeriod | null, now: number): boolean =>
  rest !== null && rest.until > now && rest.until - now <= 2 * longestPause;

const rankOf = (pull: Pull, attended: boolean, wantsOlder: boolean): number => {
  if (pull.kind === 'older-page') return attended && wantsOlder ? rank['wanted-older'] : rank.older;
  return attended ? rank.attended : rank[pull.kind];
};

/** The larger value comes first: conversations whose turn it is before those that were just pulled, then the newest history. */
const olderOrder = (work: Work, now: number): number => {
  const oldest = work.cursor.history.kind === 'partial' ? work.cursor.history.oldest : 0;
  return now - work.servedAt >= turn ? oldest : oldest - Number.MAX_SAFE_INTEGER;
};

/** When the first of the waiting conversations may be pulled again, ms; null if none waits. */
export const nextUnblocked = (works: Iterable<Work>, now: number): number | null => {
  let earliest: number | null = null;
  for (const work of works) {
    if (work.busy) continue;
    const { blockedUntil, rests } = work;
    const ends = [now, blockedUntil, rests.history?.until ?? 0, rests.changes?.until ?? 0];
    const waits = [waitForTurn, waitForSlot].flatMap((wait) => ends.map((end) => end + wait(work, end)));
    for (const at of [...ends, ...waits])
      if (at > now && at >= blockedUntil && (earliest === null || at < earliest) && pullOf(work, at))
        earliest = at;
  }
  return earliest;
};

export interface Fill {
  readonly total: number;
  readonly readable: number;
  readonly complete: number;
  /** Conversations that are not complete and probably will not be soon, because they fail by themselves. */
  readonly setBack: number;
  /** Conversations that still have to be made readable, or to catch up, and could. */
  readonly behind: number;
  /** Conversations of which new or older messages fail again and again. A missing permission does not count; the account tells it. */
  readonly failing: number;
}

const isFailing = (rest: RestPeriod | null): boolean =>
  rest?.lasting === true && rest.reason !== 'not-granted';

/** Whether a conversation will probably not catch up soon, because it fails by itself: then nothing waits for it. */
export const isSetBack = ({ cursor, rests }: Pick<Work, 'cursor' | 'rests'>): boolean =>
  (cursor.history.kind === 'unstarted' ? rests.history : rests.changes)?.lasting === true;

/** How far the first fill has come, and what has still to catch up. */
export const fillOf = (works: Iterable<Work>): Fill => {
  const fill = { total: 0, readable: 0, complete: 0, setBack: 0, behind: 0, failing: 0 };
  for (const work of works) {
    const { cursor, rests } = work;
    // The account as a whole does not wait for what nobody waits for: what is asked in turn is on the other side meanwhile.
    const behind = work.behind && !isAskedInTurn(work) && (work.spaced?.until ?? 0) === 0;
    const isReadable = cursor.history.kind !== 'unstarted';
    const isComplete = isReadable && cursor.history.kind !== 'partial';
    fill.total += 1;
    if (isReadable) fill.readable += 1;
    if (isComplete) fill.complete += 1;
    else if (rests.history?.lasting) fill.setBack += 1;
    if (isFailing(rests.history) || isFailing(rests.changes)) fill.failing += 1;
    if ((behind || !isReadable) && !isSetBack(work)) fill.behind += 1;
  }
  return fill;
};
