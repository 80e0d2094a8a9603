/** Reads what the decision about new messages depends on, in one read transaction. */
import {
  standingOf,
  type Conversation,
  type ConversationId,
  foldText,
  type Message,
  type MessageId,
  type OwnChoices,
  type PersonId,
  type Service,
  type Account,
} from '../../model/index.ts';
import {
  type CounterpartRow,
  type IsthmusDatabase,
  isRelayOf,
  type LinkRow,
  type NoticeOutcome,
  type NoticeSettingsRow,
  type PendingNoticeRow,
  readAccounts,
  readConversationRows,
  readCopies,
  readLinkRows,
  readMessageRow,
  readMessageRows,
  readNoticeSettings,
  readOrigins,
  readOutcomesOf,
  readOwnChoicesOf,
  readPersonRow,
  readPresencesOf,
  readTimeline,
  readTwins,
} from '../../store/index.ts';
import type { Follower } from '../follower.ts';
import type { Looking } from '../presence.ts';
import type { NoticeFacts } from './decide-notice.ts';
import type { ToldMessage } from './notice.ts';
import { notedOrigins } from './noted-origins.ts';
import { isForUser, isQuietAt, type LocalTime, noticeLevelOf } from './rules.ts';

/** What is not in the database. */
export interface NoticeMoment {
  /** This machine's clock, ms. */
  readonly now: number;
  /** The same by the clock on the wall. */
  readonly local: LocalTime;
  readonly looking: Looking;
  /** Until when the user has paused notifications, ms on this machine's clock; 0 when they have not. */
  readonly pausedUntil: number;
  /** Which messages of a conversation count in another one: they are copies (`Follower.countedElsewhere`). */
  readonly countedElsewhere: Follower['countedElsewhere'];
}

/** A pending message with what decides about it, and what it is shown with. */
export interface PendingNotice {
  readonly row: PendingNoticeRow;
  readonly facts: NoticeFacts;
  /** Null when it has left the mirror. */
  readonly shown: Omit<ToldMessage, 'as'> | null;
}

/** In how many of a thread's newest replies the user is looked for. */
const repliesLookedAt = 200;
/** In how many of a conversation's newest messages copies of a relay are looked for. */
const messagesLookedAt = 50;

export const readNoticeFacts = (
  database: IsthmusDatabase,
  rows: readonly PendingNoticeRow[],
  moment: NoticeMoment,
): Promise<readonly PendingNotice[]> => {
  const tables = [
    database.accounts,
    database.people,
    database.twins,
    database.presences,
    database.conversations,
    database.messages,
    database.links,
    database.counterparts,
    database.noticeOutcomes,
    database.ownChoices,
    database.noticeSettings,
  ];
  return database.transaction('r', tables, async () => {
    const reader = await NoticeReader.over(database, rows, moment);
    const read: PendingNotice[] = [];
    for (const row of rows) read.push(await reader.read(row));
    return read;
  });
};

/** What is to be shown of messages that were told: those that are there still, and neither deleted nor hidden since. */
export const readToldMessages = (
  database: IsthmusDatabase,
  ids: readonly MessageId[],
): Promise<readonly ToldMessage[]> =>
  database.transaction('r', database.messages, database.conversations, database.people, async () => {
    const told: ToldMessage[] = [];
    for (const message of await readMessageRows(database, ids)) {
      if (message?.deletedAt !== null || message.blocked) continue;
      const [conversation] = await readConversationRows(database, [message.conversationId]);
      if (!conversation) continue;
      const author = message.authorId === null ? undefined : await readPersonRow(database, message.authorId);
      told.push({ as: 'message', message, conversation, author });
    }
    return told;
  });

/** Reads one message after the other; what they have in common is read once. */
class NoticeReader {
  private constructor(
    private readonly database: IsthmusDatabase,
    private readonly moment: NoticeMoment,
    private readonly messages: ReadonlyMap<MessageId, Message>,
    private readonly conversations: ReadonlyMap<ConversationId, Conversation>,
    private readonly linked: ReadonlyMap<ConversationId, readonly ConversationId[]>,
    private readonly links: readonly LinkRow[],
    private readonly choices: ReadonlyMap<ConversationId, OwnChoices>,
    private readonly settings: NoticeSettingsRow,
    /** Folded. */
    private readonly keywords: readonly string[],
    private readonly accounts: readonly Account[],
    private readonly hush: NoticeFacts['hush'],
    private readonly pairs: ReadonlyMap<MessageId, CounterpartRow>,
  ) {}

  static async over(
    database: IsthmusDatabase,
    rows: readonly PendingNoticeRow[],
    moment: NoticeMoment,
  ): Promise<NoticeReader> {
    const messageIds = rows.map(({ messageId }) => messageId);
    const links = await readLinkRows(database);
    const linked = linkedBy(links);
    const places = [...new Set(rows.map(({ conversationId }) => conversationId))];
    const all = [...new Set(places.flatMap((id) => [id, ...(linked.get(id) ?? [])]))];
    const accounts = await readAccounts(database);
    const settings = await readNoticeSettings(database);
    const followed = accounts.flatMap(({ me, service }) =>
      me !== null && settings.followsDoNotDisturb[service] ? [me] : [],
    );
    const isBusy = (await readPresencesOf(database, followed)).includes('do-not-disturb');
    return new NoticeReader(
      database,
      moment,
      byId(await readMessageRows(database, messageIds)),
      byId(await readConversationRows(database, all)),
      linked,
      links,
      await readOwnChoicesOf(database, all),
      settings,
      settings.keywords.map(foldText),
      accounts,
      hushOf(moment, settings, isBusy),
      await readOrigins(database, messageIds),
    );
  }

  async read(row: PendingNoticeRow): Promise<PendingNotice> {
    const message = this.messages.get(row.messageId) ?? null;
    const conversation = this.conversations.get(row.conversationId);
    const { now, looking } = this.moment;
    const me = this.accounts.find(({ id }) => id === row.accountId)?.me ?? null;
    if (message === null || conversation === undefined)
      return { row, facts: { ...goneFacts, source: row.source, me }, shown: null };
    const places = [conversation.id, ...(this.linked.get(conversation.id) ?? [])];
    const pair = await this.#pairOf(message, conversation);
    const choice = places
      .map((id) => this.choices.get(id))
      .find((one) => (one?.noticeLevel ?? null) !== null);
    const level = noticeLevelOf(conversation, choice);
    const { attention, presence } = looking;
    return {
      row,
      facts: {
        source: row.source,
        message,
        me,
        pair: pair.kind,
        isRead: message.createdAt <= conversation.readAt || pair.isRead,
        isInView:
          presence === 'focused' &&
          attention.conversationId !== null &&
          places.includes(attention.conversationId),
        isMuted: places.some((id) => {
          const place = this.conversations.get(id);
          return place !== undefined && standingOf(place, this.choices.get(id), now).muted;
        }),
        level,
        isForUser: isForUser(
          message,
          conversation,
          this.keywords,
          level === 'mentions' && this.settings.followsThreads && (await this.#takesPart(message, me)),
        ),
        hush: this.hush,
        age: now - message.createdAt,
      },
      shown: {
        message,
        conversation,
        author: message.authorId === null ? undefined : await readPersonRow(this.database, message.authorId),
      },
    };
  }

  /** What a message is to its counterpart. Anybody can forge a mark: only what counts as a copy is one. */
  async #pairOf(
    message: Message,
    conversation: Conversation,
  ): Promise<{ readonly kind: NoticeFacts['pair']; readonly isRead: boolean }> {
    const { countedElsewhere } = this.moment;
    if ((await countedElsewhere(this.database, conversation, [message])).has(message.id))
      return { kind: 'copy', isRead: false };
    // After a lost database a copy may come before it is known that its conversation is linked, and a relay's copy after the link has ended.
    if (!this.linked.has(conversation.id) && (await this.#isOfTold(message)))
      return { kind: 'copy', isRead: false };
    const pair = this.pairs.get(message.id);
    const ids = (pair?.copies ?? []).flatMap((id) => id ?? []);
    if (ids.length === 0) return { kind: 'alone', isRead: false };
    const outcomes = await readOutcomesOf(this.database, ids);
    let wasTold = false;
    let isRead = false;
    for (const copy of await readMessageRows(this.database, ids)) {
      if (!copy) continue;
      const place = this.conversations.get(copy.conversationId);
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
    const ids = notedOrigins(message, this.accounts);
    const outcomes = await readOutcomesOf(this.database, ids);
    const told = ids.filter((id) => isTold(outcomes.get(id)));
    for (const origin of await readMessageRows(this.database, told))
      if (origin?.authorId && ((await this.#isTwin(origin, message)) || (await this.#isRelays(message))))
        return true;
    return false;
  }

  /** Whether the relay wrote a message: the relay of another link, or of a link that has ended, of which it has carried something here lately. */
  async #isRelays({ accountId, conversationId, authorId }: Message): Promise<boolean> {
    if (authorId === null) return false;
    const service = this.accounts.find(({ id }) => id === accountId)?.service;
    if (service === undefined) return false;
    if (this.links.some((link) => isRelayOf(link, service, authorId))) return true;
    const lately = await readTimeline(this.database, conversationId, '', messagesLookedAt);
    const theirs = lately.filter((message) => message.authorId === authorId).map(({ id }) => id);
    const rows = [...(await readCopies(this.database, theirs)).values()].flat();
    return rows.some(({ relayedBy }) => relayedBy === authorId);
  }

  /** Whether one person wrote both messages, which are of different services. */
  async #isTwin(origin: Message, copy: Message): Promise<boolean> {
    const accountOf = (service: Service): Account | undefined =>
      this.accounts.find(
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

  /** Whether the user wrote in the thread that the message goes on in, or is mentioned at its beginning. */
  async #takesPart({ threadId, conversationId }: Message, me: PersonId | null): Promise<boolean> {
    if (threadId === '' || me === null) return false;
    const root = await readMessageRow(this.database, threadId);
    if (root?.authorId === me || root?.mentionsMe === true) return true;
    const replies = await readTimeline(this.database, conversationId, threadId, repliesLookedAt);
    return replies.some(({ authorId }) => authorId === me);
  }
}

/** The conversations that are linked with each, both ways; of links that stand. */
const linkedBy = (links: readonly LinkRow[]): ReadonlyMap<ConversationId, readonly ConversationId[]> => {
  const linked = new Map<ConversationId, ConversationId[]>();
  for (const { mattermost, teams, standing } of links) {
    if (standing.kind !== 'good') continue;
    linked.set(mattermost, [...(linked.get(mattermost) ?? []), teams]);
    linked.set(teams, [...(linked.get(teams) ?? []), mattermost]);
  }
  return linked;
};

const isTold = (outcome: NoticeOutcome | undefined): boolean =>
  outcome?.kind === 'shown' || outcome?.kind === 'handed';

const hushOf = (
  { now, local, pausedUntil }: NoticeMoment,
  { quiet }: NoticeSettingsRow,
  isBusy: boolean,
): NoticeFacts['hush'] => {
  if (now < pausedUntil) return 'paused';
  if (isQuietAt(quiet, local)) return 'quiet-hours';
  return isBusy ? 'do-not-disturb' : null;
};

const byId = <Row extends { readonly id: string }>(
  rows: readonly (Row | undefined)[],
): ReadonlyMap<Row['id'], Row> => new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));

const goneFacts = {
  message: null,
  pair: 'alone',
  isRead: false,
  isInView: false,
  isMuted: false,
  level: 'all',
  isForUser: false,
  hush: null,
  age: 0,
} as const;
