/** What a new message is to its copies, or to what it is a copy of, of which the user was told. Reads within the decision's transaction. */
import type {
  Account,
  Conversation,
  ConversationId,
  Message,
  MessageId,
  Service,
} from '../../model/index.ts';
import {
  type CounterpartRow,
  type IsthmusDatabase,
  isRelayOf,
  type LinkRow,
  type NoticeOutcome,
  readCopies,
  readMessageRows,
  readOutcomesOf,
  readTimeline,
  readToldNotices,
  readTwins,
} from '../../store/index.ts';
import type { Follower } from '../follower.ts';
import type { NoticeFacts } from './decide-notice.ts';
import { marksAsCopy, notedOrigins } from './noted-origins.ts';

/** In how many of a conversation's newest messages copies of a relay are looked for. */
const messagesLookedAt = 50;

/** What is read once for several messages. */
export interface KnownPairs {
  readonly countedElsewhere: Follower['countedElsewhere'];
  readonly accounts: readonly Account[];
  /** Those of the messages, and those that are linked with them. */
  readonly conversations: ReadonlyMap<ConversationId, Conversation>;
  readonly links: readonly LinkRow[];
  /** The conversations that are linked with each, of links that stand. */
  readonly linked: ReadonlyMap<ConversationId, readonly ConversationId[]>;
  /** The rows of messages that have copies, by message. */
  readonly pairs: ReadonlyMap<MessageId, CounterpartRow>;
}

export class ToldPairs {
  constructor(
    private readonly database: IsthmusDatabase,
    private readonly known: KnownPairs,
  ) {}

  /** What a message is to its counterpart. Anybody can forge a mark: only what counts as a copy is one. */
  async pairOf(
    message: Message,
    conversation: Conversation,
  ): Promise<{ readonly kind: NoticeFacts['pair']; readonly isRead: boolean }> {
    const { countedElsewhere, conversations, linked } = this.known;
    if ((await countedElsewhere(this.database, conversation, [message])).has(message.id))
      return { kind: 'copy', isRead: false };
    // After a lost database a copy may come before it is known that its conversation is linked, and a relay's copy after the link has ended.
    if (!linked.has(conversation.id) && (await this.#isOfTold(message)))
      return { kind: 'copy', isRead: false };
    const pair = this.known.pairs.get(message.id);
    const ids = (pair?.copies ?? []).flatMap((id) => id ?? []);
    if (ids.length === 0) return { kind: 'alone', isRead: false };
    const outcomes = await readOutcomesOf(this.database, ids);
    let wasTold = false;
    let isRead = false;
    for (const copy of await readMessageRows(this.database, ids)) {
      if (!copy) continue;
      const place = conversations.get(copy.conversationId);
      // Not there: the link between the conversations has ended meanwhile.
      const counts = place
        ? (await countedElsewhere(this.database, place, [copy])).has(copy.id)
        : (await this.#isTwin(message, copy)) ||
          (copy.authorId !== null && copy.authorId === pair?.relayedBy);
      if (!counts) continue;
      wasTold ||= isTold(outcomes.get(copy.id));
      isRead ||= copy.createdAt <= (place?.readAt ?? -Infinity);
    }
    return { kind: wasTold ? 'told-as-copy' : 'alone', isRead };
  }

  /** Whether a message says of itself that it is a copy of one that the user was told of, and the same person or the relay wrote it. */
  async #isOfTold(message: Message): Promise<boolean> {
    const ids = notedOrigins(message, this.known.accounts);
    const outcomes = await readOutcomesOf(this.database, ids);
    const told = ids.filter((id) => isTold(outcomes.get(id)));
    for (const origin of await readMessageRows(this.database, told))
      if (origin?.authorId && ((await this.#isTwin(origin, message)) || (await this.#isRelays(message))))
        return true;
    return this.#isMarkedByTold(message);
  }

  /** The same by the mark of the post that the user was told of: an edit by hand in Teams takes the copy's own note away. */
  async #isMarkedByTold(message: Message): Promise<boolean> {
    if (this.#serviceOf(message) !== 'teams' || message.note !== null || message.editedAt === null)
      return false;
    const told = await readToldNotices(this.database);
    const elsewhere = told.filter(({ accountId }) => accountId !== message.accountId);
    const origins = await readMessageRows(
      this.database,
      elsewhere.map(({ messageId }) => messageId),
    );
    for (const origin of origins)
      if (origin && marksAsCopy(origin, message) && (await this.#isTwin(origin, message))) return true;
    return false;
  }

  /** Whether the relay wrote a message: the relay of another link, or of a link that has ended, of which it has carried something here lately. */
  async #isRelays(message: Message): Promise<boolean> {
    const { conversationId, authorId } = message;
    const service = this.#serviceOf(message);
    if (authorId === null || service === undefined) return false;
    if (this.known.links.some((link) => isRelayOf(link, service, authorId))) return true;
    const lately = await readTimeline(this.database, conversationId, '', messagesLookedAt);
    const theirs = lately.filter((one) => one.authorId === authorId).map(({ id }) => id);
    const rows = [...(await readCopies(this.database, theirs)).values()].flat();
    return rows.some(({ relayedBy }) => relayedBy === authorId);
  }

  #serviceOf({ accountId }: Message): Service | undefined {
    return this.known.accounts.find(({ id }) => id === accountId)?.service;
  }

  /** Whether one person wrote both messages, which are of different services. */
  async #isTwin(origin: Message, copy: Message): Promise<boolean> {
    const accountOf = (service: Service): Account | undefined =>
      this.known.accounts.find(
        (one) => one.service === service && [origin.accountId, copy.accountId].includes(one.id),
      );
    const [teams, mattermost] = [accountOf('teams'), accountOf('mattermost')];
    if (!teams || !mattermost || origin.authorId === null) return false;
    const twins = await readTwins(this.database, [origin.authorId], {
      accounts: { teams: teams.id, mattermost: mattermost.id },
      me: { teams: teams.me, mattermost: mattermost.me },
    });
    return twins.get(origin.authorId) === copy.authorId;
  }
}

const isTold = (outcome: NoticeOutcome | undefined): boolean =>
  outcome?.kind === 'shown' || outcome?.kind === 'handed';
