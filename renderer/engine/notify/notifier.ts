/**
 * Tells the user of new messages: waits until each has been unread for a while, decides, has it shown, and takes it away when it is read
 * elsewhere.
 */
import type { World } from '../../connectors/world.ts';
import { caughtEvent, type ConversationId, type MessageId } from '../../model/index.ts';
import {
  decideNotices,
  endHandedNotices,
  type IsthmusDatabase,
  type NoticeFailure,
  type NoticeOutcome,
  type PendingNoticeRow,
  readConversationRows,
  readPendingNotices,
  readToldNotices,
} from '../../store/index.ts';
import { Errand } from '../errand.ts';
import type { Follower } from '../follower.ts';
import type { Looking } from '../presence.ts';
import { decideNotice } from './decide-notice.ts';
import {
  gatherNotices,
  type NoticeBoard,
  type NoticeGroup,
  type NoticeKey,
  type ToldMessage,
} from './notice.ts';
import { readNoticeFacts } from './read-facts.ts';

export interface NotifierOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  /** Null where nothing shows notices. */
  readonly board: NoticeBoard | null;
  readonly looking: () => Looking;
  readonly countedElsewhere: Follower['countedElsewhere'];
  /** The minute of the local day at a time (ms). */
  readonly minuteOf: (at: number) => number;
}

/** So long a message has to stay unread, ms: who reads in Teams, in Mattermost or on the phone is not told what they see. */
export const unreadFor = 3_000;
/** After how long it is tried again where the database refused, ms: what is pending stays so. */
const againAfter = 30_000;
/** A notice that follows another of its conversation so soon makes no sound, ms. */
const soonAfter = 10_000;

export class Notifier {
  readonly #errand: Errand;
  /** When each pending message is to be decided, ms. It is pending because of its row; after a restart it waits anew. */
  readonly #due = new Map<MessageId, number>();
  /** What is shown, and up to where each conversation has to be read until it is taken away. */
  readonly #shown = new Map<NoticeKey, Map<ConversationId, number>>();
  readonly #shownAt = new Map<NoticeKey, number>();
  #pausedUntil = 0;
  #isStopped = true;

  constructor(private readonly options: NotifierOptions) {
    this.#errand = new Errand(options.world, 0, () =>
      this.#run().catch((error: unknown) => {
        options.world.log(caughtEvent('notices', error));
        if (this.#goesOn()) this.#errand.want(againAfter);
      }),
    );
  }

  /** Goes on with what is pending, and ends what was being shown when the engine before this one ended. */
  async start(): Promise<void> {
    const { database } = this.options;
    this.#isStopped = false;
    const told = await readToldNotices(database);
    const handed = told.filter(({ outcome }) => outcome.kind === 'handed');
    await endHandedNotices(
      database,
      handed.map(({ messageId }) => messageId),
      'interrupted',
    );
    for (const { conversationId, createdAt, outcome } of told)
      if (outcome.kind === 'shown')
        this.#remember(outcome.as === 'summary' ? 'summary' : conversationId, conversationId, createdAt);
    this.#errand.want();
  }

  /** New messages came, or something was read. */
  wake(): void {
    if (!this.#isStopped) this.#errand.want();
  }

  /** The user wants to be told of nothing until then (ms on this machine's clock); 0 ends that. */
  pauseUntil(until: number): void {
    this.#pausedUntil = until;
  }

  /** Nothing touches the database afterwards. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#errand.cancel();
    await this.#errand.idle();
  }

  /** Asked anew after each wait. */
  #goesOn(): boolean {
    return !this.#isStopped;
  }

  async #run(): Promise<void> {
    if (!this.#goesOn()) return;
    const { world, database } = this.options;
    const pending = await readPendingNotices(database);
    const now = world.now();
    this.#keepDue(pending, now);
    const due = pending.filter(({ messageId }) => (this.#due.get(messageId) ?? 0) <= now);
    if (due.length > 0) await this.#decide(due);
    await this.#takeAwayRead();
    const next = Math.min(...pending.flatMap(({ messageId }) => this.#due.get(messageId) ?? []));
    if (Number.isFinite(next) && this.#goesOn()) this.#errand.want(Math.max(0, next - world.now()));
  }

  /** Gives each new one its time. A clock that was put back does not make anything wait longer. */
  #keepDue(pending: readonly PendingNoticeRow[], now: number): void {
    const ids = new Set(pending.map(({ messageId }) => messageId));
    for (const id of this.#due.keys()) if (!ids.has(id)) this.#due.delete(id);
    for (const id of ids) this.#due.set(id, Math.min(this.#due.get(id) ?? Infinity, now + unreadFor));
  }

  async #decide(rows: readonly PendingNoticeRow[]): Promise<void> {
    const { world, database, looking, countedElsewhere, minuteOf } = this.options;
    const now = world.now();
    const read = await readNoticeFacts(database, rows, {
      now,
      minute: minuteOf(now),
      looking: looking(),
      pausedUntil: this.#pausedUntil,
      countedElsewhere,
    });
    const outcomes = read.map(({ row, facts, shown }) => {
      const decision = decideNotice(facts);
      const outcome: NoticeOutcome =
        decision.kind === 'told' ? { kind: 'handed', as: decision.as } : decision;
      const { messageId, accountId, conversationId } = row;
      return {
        messageId,
        accountId,
        conversationId,
        createdAt: shown?.message.createdAt ?? 0,
        at: now,
        outcome,
      };
    });
    const decided = await decideNotices(database, outcomes);
    for (const { messageId } of rows) this.#due.delete(messageId);
    const shownOf = new Map(read.map(({ row, shown }) => [row.messageId, shown]));
    const told = decided.flatMap(({ messageId, outcome }): ToldMessage[] => {
      const shown = shownOf.get(messageId);
      return outcome.kind === 'handed' && shown ? [{ ...shown, as: outcome.as }] : [];
    });
    const groups = gatherNotices(told, (key) => now - (this.#shownAt.get(key) ?? -Infinity) < soonAfter);
    let failed = 0;
    for (const group of groups) if ((await this.#show(group)) !== null) failed += group.messages.length;
    if (told.length > 0)
      world.log('notices-told', {
        shown: told.length - failed,
        suppressed: decided.length - told.length,
        failed,
      });
  }

  async #show({ notice, messages }: NoticeGroup): Promise<NoticeFailure | null> {
    const { world, database, board } = this.options;
    const failure =
      board === null
        ? 'not-supported'
        : await board.show(notice).catch((error: unknown) => {
            world.log(caughtEvent('notice-show', error));
            return 'no-answer' as const;
          });
    if (failure === null) {
      this.#shownAt.set(notice.key, world.now());
      for (const { conversationId, createdAt } of messages)
        this.#remember(notice.key, conversationId, createdAt);
    }
    await endHandedNotices(
      database,
      messages.map(({ id }) => id),
      failure,
    );
    return failure;
  }

  #remember(key: NoticeKey, conversation: ConversationId, upTo: number): void {
    const places = this.#shown.get(key) ?? new Map<ConversationId, number>();
    places.set(conversation, Math.max(upTo, places.get(conversation) ?? 0));
    this.#shown.set(key, places);
  }

  /** A notice goes when all that it tells of is read. */
  async #takeAwayRead(): Promise<void> {
    if (this.#shown.size === 0) return;
    const ids = [...new Set([...this.#shown.values()].flatMap((places) => [...places.keys()]))];
    const rows = await readConversationRows(this.options.database, ids);
    const readAt = new Map(ids.map((id, at) => [id, rows[at]?.readAt ?? Infinity]));
    for (const [key, places] of this.#shown) {
      if (![...places].every(([id, upTo]) => (readAt.get(id) ?? Infinity) >= upTo)) continue;
      this.#shown.delete(key);
      this.#shownAt.delete(key);
      this.options.board?.close(key);
    }
  }
}
