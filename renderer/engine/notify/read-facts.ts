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
  type Account,
} from '../../model/index.ts';
import {
  type IsthmusDatabase,
  type LinkRow,
  type NoticeSettingsRow,
  type PendingNoticeRow,
  readAccounts,
  readConversationRows,
  readLinkRows,
  readMessageRow,
  readMessageRows,
  readNoticeSettings,
  readOrigins,
  readOwnChoicesOf,
  readPersonRow,
  readPresencesOf,
  readTimeline,
} from '../../store/index.ts';
import type { Follower } from '../follower.ts';
import type { Looking } from '../presence.ts';
import type { NoticeFacts } from './decide-notice.ts';
import type { ToldMessage } from './notice.ts';
import { isForUser, isQuietAt, type LocalTime, noticeLevelOf } from './rules.ts';
import { ToldPairs } from './told-pairs.ts';

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
    private readonly choices: ReadonlyMap<ConversationId, OwnChoices>,
    private readonly settings: NoticeSettingsRow,
    /** Folded. */
    private readonly keywords: readonly string[],
    private readonly accounts: readonly Account[],
    private readonly hush: NoticeFacts['hush'],
    private readonly pairs: ToldPairs,
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
    const conversations = byId(await readConversationRows(database, all));
    const pairs = new ToldPairs(database, {
      ...{ countedElsewhere: moment.countedElsewhere, accounts, conversations, links, linked },
      pairs: await readOrigins(database, messageIds),
    });
    return new NoticeReader(
      database,
      moment,
      byId(await readMessageRows(database, messageIds)),
      conversations,
      linked,
      await readOwnChoicesOf(database, all),
      settings,
      settings.keywords.map(foldText),
      accounts,
      hushOf(moment, settings, isBusy),
      pairs,
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
    const pair = await this.pairs.pairOf(message, conversation);
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
