/** The mirror's list of its conversations: one `Work` each, kept in step with the cursors in the database. */
import type { World } from '../../../connectors/world.ts';
import type { Change, Conversation, ConversationId, PersonId } from '../../../model/index.ts';
import {
  readAccountRow,
  readConversationRowsOf,
  readCursorRowsOf,
  readMemberRows,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import type { AccountId } from '../../../model/index.ts';
import { Walk } from '../../../connectors/walk.ts';
import { type Slots, untilWanted } from './slots.ts';
import { isAskedInTurn, waitInTurn, type Work } from './schedule.ts';
import type { SetbackBook } from '../setbacks/book.ts';
import { turnOf, type Turn } from './crowd.ts';

/** After a start nobody's chats are read over a longer time than this, ms, however many moved, and however many desktops there are. */
const spreadAtMost = 1_800_000;

export class WorkList {
  readonly #byId = new Map<ConversationId, Work>();
  #isLoaded = false;
  #slotsOf: (work: Pick<Work, 'id' | 'turn'>) => Slots | null = () => null;
  /** Whether conversations are asked in turns: many desktops share the limits. */
  takesTurns = false;

  /** The failures are in `book`. */
  constructor(private readonly book: SetbackBook) {}

  /** Whether the conversations of the account were read. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** Reads all cursors of an account. Every conversation is to be pulled, because anything may have happened while Isthmus was away. */
  async load(database: IsthmusDatabase, accountId: AccountId): Promise<void> {
    const [account, cursors, conversations] = await Promise.all([
      readAccountRow(database, accountId),
      readCursorRowsOf(database, accountId),
      readConversationRowsOf(database, accountId),
    ]);
    const activity = new Map(conversations.map(({ id, sortAt }) => [id, sortAt]));
    const isNew = this.#isLoaded && (account?.currentAt ?? null) !== null;
    this.#isLoaded = true;
    const turns = this.takesTurns ? await this.#turnsOf(database, account?.me ?? null, conversations) : null;
    const loaded = new Set<ConversationId>();
    for (const cursor of cursors) {
      loaded.add(cursor.conversationId);
      const held = this.#byId.get(cursor.conversationId);
      if (held) {
        if (!held.busy) held.cursor = cursor;
        held.lastActivityAt = activity.get(cursor.conversationId) ?? held.lastActivityAt;
        held.turn = turns?.get(cursor.conversationId) ?? null;
        held.slots = this.#slotsOf(held);
        continue;
      }
      const turn = turns?.get(cursor.conversationId) ?? null;
      this.#byId.set(cursor.conversationId, {
        id: cursor.conversationId,
        lastActivityAt: activity.get(cursor.conversationId) ?? 0,
        cursor,
        stale: cursor.changes !== null,
        behind: cursor.changes !== null,
        rests: this.#restsOf(cursor.conversationId),
        isNew,
        walks: { history: new Walk(), changes: new Walk() },
        blockedUntil: 0,
        servedAt: 0,
        busy: false,
        turn,
        spaced: null,
        slots: this.#slotsOf({ id: cursor.conversationId, turn }),
        isUrgent: false,
        failures: 0,
      });
    }
    for (const id of this.#byId.keys()) if (!loaded.has(id)) this.#byId.delete(id);
  }

  get(id: ConversationId): Work | undefined {
    return this.#byId.get(id);
  }

  remove(id: ConversationId): void {
    this.#byId.delete(id);
  }

  all(): IterableIterator<Work> {
    return this.#byId.values();
  }

  /** Takes over what rests, for all conversations or for one, because it may have changed. */
  followRests(id?: ConversationId): void {
    for (const work of id === undefined ? this.#byId.values() : [this.#byId.get(id)])
      if (work) Object.assign(work.rests, this.#restsOf(work.id));
  }

  /** By the people of each conversation, as all of them know them. */
  async #turnsOf(
    database: IsthmusDatabase,
    me: PersonId | null,
    conversations: readonly Pick<Conversation, 'id' | 'teamId' | 'participants'>[],
  ): Promise<ReadonlyMap<ConversationId, Turn>> {
    if (me === null) return new Map();
    const channels = conversations.filter(({ teamId }) => teamId !== null);
    const members = await readMemberRows(
      database,
      channels.map(({ id }) => id),
    );
    const people = new Map(conversations.map(({ id, participants }) => [id, participants]));
    for (const row of members) if (row) people.set(row.conversationId, row.personIds);
    return new Map(
      [...people].flatMap(([id, all]) => {
        const turn = turnOf(me, all);
        return turn === null ? [] : [[id, turn] as const];
      }),
    );
  }

  #restsOf(id: ConversationId): Work['rests'] {
    return { history: this.book.rest('history', id), changes: this.book.rest('changes', id) };
  }

  /** Marks every conversation to be pulled, because Isthmus was away or lost pushed events. */
  wereAway(): void {
    this.markStale(this.#byId.keys());
    for (const work of this.#byId.values()) {
      work.behind = work.stale;
      work.spaced = null;
    }
  }

  markStale(ids: Iterable<ConversationId>): void {
    for (const id of ids) {
      const work = this.#byId.get(id);
      if (!work || work.cursor.changes === null) continue;
      work.stale = true;
      if (work.spaced !== null) work.spaced = { ...work.spaced, until: 0 };
    }
  }

  /**
   * Of those that are to be pulled because Isthmus was away, all but `but` are asked `apart` ms one after the other, the newest first, from a random time on:
   * a thousand desktops start at the same time. What moved again since it was put off is asked at once.
   */
  spaceOut(but: ReadonlySet<ConversationId>, apart: number, world: Pick<World, 'now' | 'random'>): void {
    const now = world.now();
    for (const { id, spaced, lastActivityAt } of this.#byId.values())
      if (spaced !== null && lastActivityAt > spaced.activityAt) this.markStale([id]);
    const moved = [...this.#byId.values()]
      .filter(
        (work) => work.behind && !work.isUrgent && !work.busy && !isAskedInTurn(work) && work.spaced === null,
      )
      .filter(({ id, cursor }) => !but.has(id) && cursor.walking !== true && cursor.changes !== null)
      .sort((one, other) => other.lastActivityAt - one.lastActivityAt);
    const between = Math.min(apart, spreadAtMost / moved.length);
    for (const [at, work] of moved.entries()) {
      const until = now + (at + world.random()) * between;
      work.spaced = { since: now, until, activityAt: work.lastActivityAt };
    }
  }

  /** Whether a conversation whose newest activity is this (ms) has been put off, and nothing happened there since. */
  isSpaced(id: ConversationId, activityAt: number): boolean {
    const spaced = this.#byId.get(id)?.spaced ?? null;
    return spaced !== null && activityAt <= spaced.activityAt;
  }

  /** Marks a conversation to be pulled now, also out of turn. */
  markUrgent(id: ConversationId): void {
    this.markStale([id]);
    const work = this.#byId.get(id);
    if (work) work.isUrgent = true;
  }

  /**
   * Of those that were to be pulled because Isthmus was away, these need not be: nothing new was written there. What the user has opened is
   * pulled all the same: there they would miss an edit or a reaction.
   */
  leaveOut(ids: Iterable<ConversationId>): void {
    for (const id of ids) {
      const work = this.#byId.get(id);
      if (!work?.behind || work.busy || work.isUrgent || work.cursor.walking === true) continue;
      work.stale = false;
      work.behind = false;
    }
  }

  /** From now on conversations are asked in these slots. */
  takeSlots(slotsOf: (work: Pick<Work, 'id' | 'turn'>) => Slots | null): void {
    this.#slotsOf = slotsOf;
    for (const work of this.#byId.values()) work.slots = slotsOf(work);
  }

  /** How long until the conversation may be asked in turn, ms. */
  untilTurn(id: ConversationId, now: number): number {
    const work = this.#byId.get(id);
    return work ? waitInTurn(work, now) : 0;
  }

  /**
   * How long until anything may be asked of a conversation of which a relay tells, ms: in the slots of who cannot wait, or in turn. What users write elsewhere
   * goes at any time.
   */
  untilAsked(id: ConversationId, now: number): number {
    const work = this.#byId.get(id);
    return work?.slots?.isTold ? Math.min(untilWanted(work.slots, now), waitInTurn(work, now)) : 0;
  }

  /** The conversation whose changes were pulled longest ago, among those that are complete, current and due. */
  longestUnasked(isDue: (id: ConversationId) => boolean): Work | null {
    let longest: Work | null = null;
    for (const work of this.#byId.values()) {
      if (work.stale || work.busy || work.cursor.changes === null) continue;
      if (longest && work.cursor.pulledAt >= longest.cursor.pulledAt) continue;
      if (isDue(work.id)) longest = work;
    }
    return longest;
  }
}

/** The conversations that these changes name. */
export const conversationsOf = (changes: readonly Change[]): Set<ConversationId> => {
  const ids = new Set<ConversationId>();
  for (const change of changes) {
    if (change.kind === 'message') ids.add(change.message.conversationId);
    else if (change.kind === 'message-gone') ids.add(change.conversationId);
  }
  return ids;
};
