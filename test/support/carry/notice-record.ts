/**
 * What one computer's Isthmus decided about telling its user, over all its starts, and what is wrong with it. Everything is read from the
 * database's tables as they are committed, and from what was shown; nothing is asked of the code that decides.
 */
import type { Notice, NoticeBoard } from '../../../renderer/engine/notify/notice.ts';
import type { AccountId, Message, PersonId } from '../../../renderer/model/index.ts';
import type { IsthmusDatabase, NoticeOutcomeRow, PendingNoticeRow } from '../../../renderer/store/index.ts';
import { seen } from './seen.ts';
import type { VirtualTime } from '../virtual-time.ts';

/** How long a system takes to show a notification, virtual ms: long enough for a computer to end meanwhile. */
const showsWithin = 400;
/** So long a message has to stay unread, ms (issue 11, §3). */
const unreadFor = 3_000;

interface Decided {
  readonly row: NoticeOutcomeRow;
  /** Virtual ms, by the true clock. */
  readonly at: number;
}

export class NoticeRecord {
  readonly board: NoticeBoard;
  /** How many notices were shown. */
  shown = 0;
  /** Since when all that comes is new: the mirror on this disk was complete then. Null: not yet. Virtual ms. */
  #completeSince: number | null = null;
  readonly #pendingSince = new Map<string, number>();
  readonly #decided = new Map<string, Decided[]>();
  readonly #findings: string[] = [];
  /** When this computer's clock was changed. Virtual ms. */
  readonly #clockChangedAt: number[] = [];
  #database: IsthmusDatabase | null = null;

  constructor(
    private readonly time: VirtualTime,
    readonly name: string,
  ) {
    this.board = { show: (notice) => this.#show(notice), close: () => undefined };
  }

  /** Follows the database of a start. */
  watch(database: IsthmusDatabase): void {
    this.#database = database;
    const { time } = this;
    database.pendingNotices.hook('creating', (key, _row: PendingNoticeRow, transaction) => {
      transaction.on('complete', () => this.#pendingSince.set(key, time.now()));
    });
    database.noticeOutcomes.hook('creating', (key, row: NoticeOutcomeRow, transaction) => {
      transaction.on('complete', () => {
        this.#decided.set(key, [...(this.#decided.get(key) ?? []), { row, at: time.now() }]);
      });
    });
  }

  /** The disk is lost, and what was decided on it with it: another Isthmus begins. */
  diskLost(): void {
    this.#findings.push(...this.#wrongInTime());
    this.#decided.clear();
    this.#pendingSince.clear();
    this.#completeSince = null;
  }

  /** The computer's clock was put to another time: by it, nothing can be said of how long something waited. */
  clockChanged(): void {
    this.#clockChangedAt.push(this.time.now());
  }

  /** Called now and then. `isComplete`: whether both mirrors are complete at this moment. */
  look(isComplete: boolean): void {
    if (isComplete) this.#completeSince ??= this.time.now();
  }

  get decisions(): number {
    return this.#decided.size;
  }

  /** Whether nothing waits to be decided or shown. */
  async isSettled(): Promise<boolean> {
    const database = this.#database;
    if (database === null) return true;
    const pending = await database.pendingNotices.count();
    return pending + (await database.noticeOutcomes.where('outcome.kind').equals('handed').count()) === 0;
  }

  /** What is wrong, a line each; when the world has been calm for longer than a message waits. */
  async findings(): Promise<readonly string[]> {
    return [
      ...this.#findings,
      ...this.#wrongInTime(),
      ...(await this.#wronglyTold()),
      ...(await this.#undecided()),
    ];
  }

  async #show(notice: Notice): Promise<null> {
    this.shown += 1;
    if (notice.kind === 'message' && this.#database !== null) {
      const place = await this.#database.conversations.get(notice.key);
      if (place && place.readAt >= notice.createdAt)
        this.#findings.push(`${this.name} was told of ${notice.messageId}, which they had read`);
    }
    await new Promise<void>((resolve) => void this.time.after(showsWithin, resolve));
    return null;
  }

  /** Each is decided once, and not before it has been unread for a while. */
  #wrongInTime(): readonly string[] {
    return [...this.#decided].flatMap(([id, decisions]) => [
      ...(decisions.length > 1 ? [`${this.name}: ${id} was decided ${decisions.length} times`] : []),
      ...decisions.flatMap(({ at }) => {
        const since = this.#pendingSince.get(id);
        if (since === undefined) return [`${this.name}: ${id} was decided without having been pending`];
        if (this.#clockChangedAt.some((changed) => since <= changed && changed <= at)) return [];
        return at - since < unreadFor ? [`${this.name}: ${id} was decided after ${at - since} ms`] : [];
      }),
    ]);
  }

  /** Nobody is told of what they wrote, and of a message and its copies once at most. */
  async #wronglyTold(): Promise<readonly string[]> {
    const database = this.#database;
    if (database === null) return [];
    const found: string[] = [];
    const say = (line: string): void => void found.push(`${this.name}: ${line}`);
    const mine = await this.#mine(database);
    const toldOf = new Map<string, { readonly id: string; readonly at: number }>();
    for (const [id, decisions] of this.#decided) {
      for (const { row, at } of decisions) {
        if (row.outcome.kind === 'suppressed') continue;
        const message = await database.messages.get(row.messageId);
        if (message === undefined) continue;
        if (isOwn(message, mine)) say(`${id} is their own, and was told`);
        const word = wordOf(message);
        const before = word === null ? undefined : toldOf.get(word);
        if (before !== undefined && before.id !== id)
          say(
            `${word ?? ''} was told twice: at ${clock(before.at)} as ${before.id}, at ${clock(at)} as ${id}`,
          );
        if (word !== null) toldOf.set(word, { id, at });
      }
    }
    return found;
  }

  /** What came when the mirror was complete, and no decision was made of it. */
  async #undecided(): Promise<readonly string[]> {
    const database = this.#database;
    const since = this.#completeSince;
    if (database === null || since === null) return [];
    const mine = await this.#mine(database);
    const found: string[] = [];
    for (const message of await database.messages.toArray()) {
      const { id, createdAt, kind, deletedAt } = message;
      if (createdAt <= since || kind === 'system' || deletedAt !== null || isOwn(message, mine)) continue;
      if (!this.#decided.has(id))
        found.push(`${this.name}: nothing was decided of ${id} (${wordOf(message)})`);
    }
    for (const { messageId } of await database.pendingNotices.toArray())
      found.push(`${this.name}: ${messageId} is still to be decided`);
    for (const { messageId } of await database.noticeOutcomes
      .where('outcome.kind')
      .equals('handed')
      .toArray())
      found.push(`${this.name}: ${messageId} is still being shown`);
    return found;
  }

  async #mine(database: IsthmusDatabase): Promise<ReadonlyMap<AccountId, PersonId | null>> {
    return new Map((await database.accounts.toArray()).map(({ id, me }) => [id, me]));
  }
}

const isOwn = ({ accountId, authorId }: Message, mine: ReadonlyMap<AccountId, PersonId | null>): boolean =>
  authorId !== null && mine.get(accountId) === authorId;

const clock = (at: number): string => new Date(at).toISOString().slice(11, 23);

/** The word by which a message and its copies are known. */
const wordOf = ({ plain }: Message): string | null =>
  [...seen(plain).matchAll(/\bw\d+\b/g)].at(-1)?.[0] ?? null;
