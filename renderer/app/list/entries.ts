/** The one list of both services: services, groups (chats, each team) and conversations as flat entries, ready to be virtualised. */
import type {
  Account,
  AccountId,
  Conversation,
  ConversationId,
  PersonId,
  Service,
  ServiceFailure,
  Team,
} from '../../model/index.ts';
import { inOrder } from '../directory/account-order.ts';
import type { Pairs } from '../pairs/pairs.ts';
import { accountName } from '../words/account-names.ts';
import { conversationName, otherPersonOf, serviceName, type People } from '../words/names.ts';
import { english } from '../words/locale.ts';
import { say } from '../words/catalogue/say.ts';

export interface ServiceEntry {
  readonly kind: 'service';
  readonly key: string;
  readonly service: Service;
  readonly title: string;
  /** Tells two accounts of one service apart; '' when there is one. */
  readonly label: string;
}
export interface GroupEntry {
  readonly kind: 'group';
  readonly key: string;
  readonly title: string;
  /** What it stands under: the service, and the account where there are two of one service. */
  readonly heading: string;
  readonly collapsed: boolean;
  /** Conversations in it that match. */
  readonly size: number;
  /** Unread conversations hidden by collapsing, and mentions in them; 0 when open. */
  readonly unread: number;
  readonly mentions: number;
  /** Why the service does not list this team's channels at the moment; null when it does. */
  readonly notRead: ServiceFailure | null;
}
export interface ConversationEntry {
  readonly kind: 'conversation';
  readonly key: ConversationId;
  readonly conversation: Conversation;
  readonly name: string;
  /** The other person of a direct chat. */
  readonly counterpart: PersonId | null;
  /** It stands for a linked pair of both services. */
  readonly linked: boolean;
  readonly group: string;
}
export type ListEntry = ServiceEntry | GroupEntry | ConversationEntry;

export interface NamedInput {
  readonly accounts: readonly Account[];
  /** Most recent activity first. */
  readonly conversations: readonly Conversation[];
  readonly pairs: Pairs;
  readonly people: People;
}

/** A conversation with all that a filter looks at. */
export interface NamedConversation {
  readonly entry: ConversationEntry;
  /** Its name, of a pair also that of the other side, in lower case. */
  readonly folded: readonly string[];
}

export interface ListInput {
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  /** Most recent activity first. */
  readonly named: readonly NamedConversation[];
  /** Shows only conversations whose name (of a pair: either name) holds every word of it; opens all groups. */
  readonly filter: string;
  readonly unreadOnly: boolean;
  /** Groups the user has collapsed or, for those that start collapsed, opened. */
  readonly toggled: ReadonlySet<string>;
  /** Stays in the list even when it no longer matches, so that reading does not pull it away. */
  readonly selected: ConversationId | null;
}

/** A muted conversation counts only when it mentions the user. */
export const isUnread = (conversation: Pick<Conversation, 'unread' | 'mentions' | 'muted'>): boolean =>
  conversation.muted ? conversation.mentions > 0 : conversation.unread > 0;

/** The conversations by their names: what a letter in the filter or another selected row does not change. */
export const namedConversations = ({
  accounts,
  conversations,
  pairs,
  people,
}: NamedInput): readonly NamedConversation[] => {
  const me = new Map(accounts.map((account) => [account.id, account.me]));
  return conversations.map((conversation) => {
    const self = me.get(conversation.accountId) ?? null;
    const name = conversationName(conversation, people, self);
    const pair = pairs.get(conversation.id);
    const other = pair && conversationName(pair.teams, people, me.get(pair.teams.accountId) ?? null);
    return {
      entry: {
        kind: 'conversation',
        key: conversation.id,
        conversation,
        name,
        counterpart: otherPersonOf(conversation, self),
        linked: pair !== undefined,
        group: groupOf(conversation),
      },
      folded: [name, other ?? ''].map((one) => english.fold(one)),
    };
  });
};

/** The entries to show, in order. */
export const listEntries = (input: ListInput): readonly ListEntry[] => {
  const accounts = inOrder(input.accounts);
  const byGroup = new Map<AccountId, Map<string, ConversationEntry[]>>(
    accounts.map(({ id }) => [id, new Map()]),
  );
  const words = english.fold(input.filter).split(/\s+/).filter(Boolean);
  for (const { entry, folded } of input.named) {
    if (!matches(entry.conversation, folded, words, input)) continue;
    const groups = byGroup.get(entry.conversation.accountId);
    const inside = groups?.get(entry.group);
    if (inside) inside.push(entry);
    else groups?.set(entry.group, [entry]);
  }
  return accounts.flatMap((account) => {
    const { id, service } = account;
    const several = accounts.filter((other) => other.service === service).length > 1;
    const label = several ? accountName(account, accounts) : '';
    const heading = [serviceName(service), label].filter(Boolean).join(' ');
    const groups = accountGroups(account, byGroup.get(id) ?? new Map(), input, {
      heading,
      filtered: words.length > 0,
    });
    if (groups.length === 0) return [];
    return [
      {
        kind: 'service',
        key: `service ${id}`,
        service,
        title: serviceName(service),
        label,
      },
      ...groups,
    ];
  });
};

const matches = (
  conversation: Conversation,
  folded: readonly string[],
  words: readonly string[],
  input: Pick<ListInput, 'selected' | 'unreadOnly'>,
): boolean => {
  if (conversation.id === input.selected && words.length === 0) return true;
  if (input.unreadOnly && !isUnread(conversation)) return false;
  return folded.some((name) => words.every((word) => name.includes(word)));
};

/** Hidden conversations come back when somebody writes; archived ones cannot be written to any more. */
const isAside = ({ hidden, archived, unread }: Conversation): boolean => archived || (hidden && unread === 0);

/** The group that a conversation stands in. */
export const groupOf = (conversation: Conversation): string => {
  if (isAside(conversation)) return `aside ${conversation.accountId}`;
  return conversation.teamId === null ? `chats ${conversation.accountId}` : `team ${conversation.teamId}`;
};

/** Whether a group is folded away, with what the user folded and unfolded. */
export const isCollapsed = (group: string, toggled: ReadonlySet<string>): boolean =>
  toggled.has(group) !== group.startsWith('aside ');

const accountGroups = (
  account: Account,
  byGroup: ReadonlyMap<string, readonly ConversationEntry[]>,
  { teams, toggled, unreadOnly }: ListInput,
  { heading, filtered }: { readonly heading: string; readonly filtered: boolean },
): ListEntry[] => {
  const own = teams
    .filter(({ accountId }) => accountId === account.id)
    .sort((a, b) => english.compare(a.name, b.name));
  const chats = account.service === 'teams' ? say('list.group.chats') : say('list.group.direct-messages');
  const groups: Pick<GroupEntry, 'key' | 'title' | 'notRead'>[] = [
    { key: `chats ${account.id}`, title: chats, notRead: null },
    ...own.map(({ id, name, notRead }) => ({ key: `team ${id}`, title: name, notRead })),
    { key: `aside ${account.id}`, title: say('list.group.aside'), notRead: null },
  ];
  const titles = new Set(groups.map(({ key }) => key));
  // A channel whose team row has not arrived yet is readable all the same.
  const strays = [...byGroup.keys()].filter((group) => !titles.has(group));
  groups.splice(
    groups.length - 1,
    0,
    ...strays.map((key) => ({ key, title: say('list.group.other-channels'), notRead: null })),
  );
  return groups.flatMap(({ key, title, notRead }): ListEntry[] => {
    const inside = byGroup.get(key) ?? [];
    // A team that is refused shows that it is there, also before anything of it was read.
    if (inside.length === 0 && (notRead === null || filtered || unreadOnly)) return [];
    const collapsed = !filtered && !unreadOnly && isCollapsed(key, toggled);
    const unread = collapsed ? inside.filter(({ conversation }) => isUnread(conversation)).length : 0;
    const mentions = collapsed ? inside.reduce((sum, { conversation }) => sum + conversation.mentions, 0) : 0;
    const head: GroupEntry = {
      kind: 'group',
      key,
      title,
      heading,
      collapsed,
      size: inside.length,
      unread,
      mentions,
      notRead,
    };
    return collapsed ? [head] : [head, ...inside];
  });
};
