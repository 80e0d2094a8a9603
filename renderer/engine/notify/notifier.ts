/**
 * Tells the user of new messages: waits until each has been unread for a while, decides, has it shown, shows it anew when it is edited, and
 * takes it away when it is read elsewhere or deleted.
 */
import type { World } from '../../connectors/world.ts';
import { caughtEvent, type ConversationId, type MessageId } from '../../model/index.ts';
import {
  decideNotices,
  endHandedNotices,
  type HandedEnd,
  type IsthmusDatabase,
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
  saysTheSame,
  type ToldMessage,
} from './notice.ts';
import { readNoticeFacts, readToldMessages } from './read-facts.ts';
import type { LocalTime } from './rules.ts';
import { areRead, type NoticePlace, ShownNotices } from './shown-notices.ts';

export interface NotifierOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  /** Null where nothing shows notices. */
  readonly board: NoticeBoard | null;
  readonly looking: () => Looking;
  readonly countedElsewhere: Follower['countedElsewhere'];
  /** A time (ms) by the clock of this machine's time zone. */
  readonly localTimeOf: (at: number) => LocalTime;
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
  readonly #shown = new ShownNotices();
  /** What was told and is edited or deleted since: what is shown of it is looked at. */
  readonly #changed = new Set<MessageId>();
  /** Whether something that is shown may be read, or may have lost its conversation. */
  #mayBeRead = false;
  #pausedUntil = 0;
  #isStopped = true;

  constructor(private readonly options: NotifierOptions) {
    this.#errand = new Errand(options.world, 0, () =>
      this.#run().catch((error: unknown) => {
        options.world.log(caughtEvent('notices', error));
        this.#mayBeRead = true;
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
    for (const { messageId: id, conversationId, createdAt, outcome } of told)
      if (outcome.kind === 'shown')
        this.#shown.remember(
          outcome.as === 'summary' ? 'summary' : conversationId,
          [{ id, conversationId, createdAt }],
          null,
          -Infinity,
        );
    this.readMoved();
  }

  /** The user has read on somewhere, or conversations came or left. */
  readMoved(): void {
    this.#mayBeRead = true;
    this.wake();
  }

  /** New messages came. */
  wake(): void {
    if (!this.#isStopped) this.#errand.want();
  }

  /** These were told, and are edited or deleted now. */
  changed(ids: ReadonlySet<MessageId>): void {
    for (const id of ids) this.#changed.add(id);
    this.wake();
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
    await this.#renewChanged();
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
    const { world, database, looking, countedElsewhere, localTimeOf } = this.options;
    const now = world.now();
    const read = await readNoticeFacts(database, rows, {
      now,
      local: localTimeOf(now),
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
    const groups = gatherNotices(told, (key) => this.#shown.cameWithin(key, soonAfter, now));
    const ended = { shown: 0, read: 0, failed: 0 };
    for (const group of groups) {
      const end = await this.#show(group);
      ended[end === 'shown' || end === 'read' ? end : 'failed'] += group.messages.length;
    }
    if (told.length > 0)
      world.log('notices-told', {
        shown: ended.shown,
        suppressed: decided.length - told.length + ended.read,
        failed: ended.failed,
      });
  }

  async #show({ notice, messages }: NoticeGroup): Promise<HandedEnd> {
    const { world, database, board } = this.options;
    const end = (await this.#isRead(messages))
      ? 'read'
      : board === null
        ? 'not-supported'
        : ((await board.show(notice).catch((error: unknown) => {
            world.log(caughtEvent('notice-show', error));
            return 'no-answer' as const;
          })) ?? 'shown');
    if (end === 'shown') this.#shown.remember(notice.key, messages, notice, world.now());
    await endHandedNotices(
      database,
      messages.map(({ id }) => id),
      end,
    );
    return end;
  }

  /**
   * Whether all of these are read; of none, it is true. The system takes time for each notification, and the user may read meanwhile what the
   * next one is of.
   */
  async #isRead(messages: readonly NoticePlace[]): Promise<boolean> {
    return areRead(messages, await this.#readUpTo(messages.map(({ conversationId }) => conversationId)));
  }

  /** Up to where each of these conversations is read, ms; one that is not there counts as read. */
  async #readUpTo(ids: readonly ConversationId[]): Promise<(id: ConversationId) => number> {
    const rows = await readConversationRows(this.options.database, ids);
    const readAt = new Map(ids.map((id, at) => [id, rows[at]?.readAt ?? Infinity]));
    return (id) => readAt.get(id) ?? Infinity;
  }

  /** A notice goes when all that it tells of is read. */
  async #takeAwayRead(): Promise<void> {
    if (!this.#mayBeRead || this.#shown.isEmpty) return;
    // What is read from here on is told once more.
    this.#mayBeRead = false;
    const readUpTo = await this.#readUpTo(this.#shown.conversations());
    for (const key of this.#shown.readUpTo(readUpTo)) this.#takeAway(key);
  }

  #takeAway(key: NoticeKey): void {
    this.#shown.forget(key);
    this.options.board?.close(key);
  }

  /** What is shown of messages that were edited says what they say now; it goes where all of them are deleted or read. */
  async #renewChanged(): Promise<void> {
    const changed = new Set(this.#changed);
    for (const { key, messages, notice } of this.#shown.tellingOf(changed)) {
      const told = await readToldMessages(this.options.database, messages);
      if (await this.#isRead(told.map(({ message }) => message))) {
        this.#takeAway(key);
        continue;
      }
      // A summary says no words of its messages.
      if (key === 'summary') continue;
      const [group] = gatherNotices(told, () => true);
      if (group?.notice.kind !== 'message') continue;
      const renewed = { ...group.notice, renews: true };
      if (notice !== null && saysTheSame(renewed, notice)) continue;
      this.#shown.renew(key, new Set(group.messages.map(({ id }) => id)), renewed);
      await this.options.board?.show(renewed).catch((error: unknown) => {
        this.options.world.log(caughtEvent('notice-renew', error));
      });
    }
    for (const id of changed) this.#changed.delete(id);
  }
}
