/** The list as flat entries, ready to be virtualised: headings of services, groups that can be folded, and conversations. */
import type { Account, ServiceFailure, Service, Team } from '../../../model/index.ts';
import { inOrder } from '../../directory/account-order.ts';
import { accountName } from '../../words/account-names.ts';
import { say } from '../../words/catalogue/say.ts';
import { english } from '../../words/locale.ts';
import { serviceName, teamName } from '../../words/names.ts';
import { isUnread, type ListFilter } from './filters.ts';
import type { ConversationEntry } from './named.ts';
import { recentGroups, type ListView, type PlacedConversation } from './placing.ts';

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
  /** Its heading: the service, with the account if there are two of one service; '' in the list by recency. */
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
export type ListEntry = ServiceEntry | GroupEntry | ConversationEntry;

export interface ListInput {
  readonly view: ListView;
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  /** The conversations that the filter by kind shows, in order. */
  readonly placed: readonly PlacedConversation[];
  /** The filter of `placed`: any filter except “all” opens the groups. */
  readonly filter: ListFilter;
  /** Shows only conversations whose name (of a pair: either name) holds every word of it; opens all groups. */
  readonly text: string;
  /** Groups the user has collapsed or, for those that start collapsed, opened. */
  readonly toggled: ReadonlySet<string>;
}

/** Whether a group is folded away, with what the user folded and unfolded. */
export const isCollapsed = (group: string, toggled: ReadonlySet<string>): boolean =>
  toggled.has(group) !== (group === 'aside' || group.startsWith('aside '));

type Groups = ReadonlyMap<string, readonly ConversationEntry[]>;
type Heading = Pick<GroupEntry, 'key' | 'title' | 'heading' | 'notRead'>;

/** The entries to show, in order. In the list by recency, conversations found by name are in one group, the best match first. */
export const listEntries = (input: ListInput): readonly ListEntry[] => {
  const found = foundBy(input);
  const groups = new Map<string, ConversationEntry[]>();
  for (const { named, group } of found) {
    const inside = groups.get(group);
    if (inside) inside.push(named.entry);
    else groups.set(group, [named.entry]);
  }
  const among = (keys: readonly (keyof typeof titles)[]): readonly ListEntry[] =>
    keys.flatMap((key) =>
      groupEntries({ key, title: titles[key](), heading: '', notRead: null }, groups, input),
    );
  if (input.view === 'recent') return among(['found', ...recentGroups]);
  return [...among(['favourites']), ...entriesByTeam(groups, input)];
};

/** The conversations that the filter by name shows, each in its group. */
const foundBy = ({ view, accounts, placed, text }: ListInput): readonly PlacedConversation[] => {
  const known = new Set(accounts.map(({ id }) => id));
  const wanted = english.fold(text).trim();
  const words = wanted.split(/\s+/).filter(Boolean);
  const left = placed.filter(
    ({ named: { entry, folded } }) =>
      known.has(entry.conversation.accountId) &&
      folded.some((name) => words.every((word) => name.includes(word))),
  );
  if (words.length === 0 || view === 'teams') return left;
  const nearness = ({ named: { folded } }: PlacedConversation): number =>
    folded.includes(wanted) ? 0 : folded.some((name) => name.startsWith(wanted)) ? 1 : 2;
  return [0, 1, 2].flatMap((near) =>
    left.flatMap((one) => {
      if (nearness(one) !== near) return [];
      return one.group === 'aside' ? [one] : [{ ...one, group: 'found' }];
    }),
  );
};

const isFiltered = ({ text, filter }: Pick<ListInput, 'text' | 'filter'>): boolean =>
  filter !== 'all' || text.trim() !== '';

const titles = {
  found: () => say('list.group.found'),
  favourites: () => say('list.group.favourites'),
  unread: () => say('list.group.unread'),
  rest: () => say('list.group.rest'),
  aside: () => say('list.group.aside'),
} as const;

const entriesByTeam = (groups: Groups, input: ListInput): ListEntry[] => {
  const accounts = inOrder(input.accounts);
  return accounts.flatMap((account): ListEntry[] => {
    const { id, service } = account;
    const several = accounts.filter((other) => other.service === service).length > 1;
    const label = several ? accountName(account, accounts) : '';
    const title = serviceName(service);
    const heading = [title, label].filter(Boolean).join(' ');
    const inside = headingsOf(account, groups, input.teams, heading).flatMap((head) =>
      groupEntries(head, groups, input),
    );
    return inside.length === 0
      ? []
      : [{ kind: 'service', key: `service ${id}`, service, title, label }, ...inside];
  });
};

/** The groups of an account, in their order. */
const headingsOf = (
  account: Account,
  groups: Groups,
  teams: readonly Team[],
  heading: string,
): readonly Heading[] => {
  const own = teams
    .filter(({ accountId }) => accountId === account.id)
    .sort((a, b) => english.compare(a.name, b.name));
  const chats = account.service === 'teams' ? say('list.group.chats') : say('list.group.direct-messages');
  const known = new Set(own.map(({ id }) => `team ${id}`));
  // A channel whose team row has not arrived yet is readable all the same.
  const strays = [...groups].filter(
    ([key, inside]) =>
      key.startsWith('team ') && !known.has(key) && inside[0]?.conversation.accountId === account.id,
  );
  return [
    { key: `chats ${account.id}`, title: chats, heading, notRead: null },
    ...own.map((team) => ({
      ...{ key: `team ${team.id}`, title: teamName(team) },
      ...{ heading, notRead: team.notRead },
    })),
    ...strays.map(([key]) => ({ key, title: say('list.group.other-channels'), heading, notRead: null })),
    { key: `aside ${account.id}`, title: say('list.group.aside'), heading, notRead: null },
  ];
};

const groupEntries = (head: Heading, groups: Groups, input: ListInput): readonly ListEntry[] => {
  const inside = groups.get(head.key) ?? [];
  const filtered = isFiltered(input);
  // A refused team is shown, also before any part of it was read.
  if (inside.length === 0 && (head.notRead === null || filtered)) return [];
  const collapsed = !filtered && isCollapsed(head.key, input.toggled);
  const unread = collapsed ? inside.filter(({ conversation }) => isUnread(conversation)).length : 0;
  const mentions = collapsed ? inside.reduce((sum, { conversation }) => sum + conversation.mentions, 0) : 0;
  const group: GroupEntry = { kind: 'group', ...head, collapsed, size: inside.length, unread, mentions };
  return collapsed ? [group] : [group, ...inside];
};
