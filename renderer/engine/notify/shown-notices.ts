/** What is shown just now, as far as the engine knows: of which messages each notice tells, and what it says. In memory only. */
import type { ConversationId, Message, MessageId } from '../../model/index.ts';
import type { Notice, NoticeKey } from './notice.ts';

/** A message of which a notice tells. */
export type NoticePlace = Pick<Message, 'id' | 'conversationId' | 'createdAt'>;

/** Whether the user has read all of these, by up to where each conversation is read. */
export const areRead = (
  messages: readonly NoticePlace[],
  readUpTo: (id: ConversationId) => number,
): boolean => messages.every(({ conversationId, createdAt }) => readUpTo(conversationId) >= createdAt);

interface Shown {
  readonly messages: ReadonlyMap<MessageId, NoticePlace>;
  /** Null where an engine before this one had it shown. */
  readonly notice: Notice | null;
  readonly at: number;
}

export class ShownNotices {
  readonly #shown = new Map<NoticeKey, Shown>();

  get isEmpty(): boolean {
    return this.#shown.size === 0;
  }

  /** `at`: this machine's clock, ms. */
  remember(key: NoticeKey, messages: readonly NoticePlace[], notice: Notice | null, at: number): void {
    const before = this.#shown.get(key)?.messages ?? [];
    this.#shown.set(key, {
      messages: new Map([...before, ...messages.map((one) => [one.id, one] as const)]),
      notice,
      at,
    });
  }

  forget(key: NoticeKey): void {
    this.#shown.delete(key);
  }

  /** Whether one of this key came less than `ms` before `now`. */
  cameWithin(key: NoticeKey, ms: number, now: number): boolean {
    return now - (this.#shown.get(key)?.at ?? -Infinity) < ms;
  }

  /** The conversations of all that is shown. */
  conversations(): readonly ConversationId[] {
    return [...new Set([...this.#shown.values()].flatMap((one) => placesOf(one)))];
  }

  /** The notices of which every message is read, by up to where each conversation is read. */
  readUpTo(readAt: (id: ConversationId) => number): readonly NoticeKey[] {
    return [...this.#shown].flatMap(([key, { messages }]) =>
      areRead([...messages.values()], readAt) ? [key] : [],
    );
  }

  /** The notices that tell of one of these, each with all its messages and what it says. */
  tellingOf(ids: ReadonlySet<MessageId>): readonly {
    readonly key: NoticeKey;
    readonly messages: readonly MessageId[];
    readonly notice: Notice | null;
  }[] {
    return [...this.#shown].flatMap(([key, { messages, notice }]) =>
      [...messages.keys()].some((id) => ids.has(id)) ? [{ key, messages: [...messages.keys()], notice }] : [],
    );
  }

  /** Of these messages alone the notice tells from now on, in these words. */
  renew(key: NoticeKey, left: ReadonlySet<MessageId>, notice: Notice): void {
    const before = this.#shown.get(key);
    if (before === undefined) return;
    const messages = new Map([...before.messages].filter(([id]) => left.has(id)));
    this.#shown.set(key, { ...before, messages, notice });
  }
}

const placesOf = ({ messages }: Shown): readonly ConversationId[] =>
  [...messages.values()].map(({ conversationId }) => conversationId);
