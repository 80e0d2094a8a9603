/** The targets that one can go to by name: conversations, people and commands, by all of their names. Pure. */
import type {
  Account,
  Conversation,
  ConversationId,
  Person,
  PersonId,
  Service,
  Team,
} from '../../model/index.ts';
import type { Directory } from '../directory/use-directory.ts';
import { bestOf, findableBy, queryOf, type FindableThing } from '../finding/name-match.ts';
import { shownName, type NamesElsewhere } from '../directory/known-people.ts';
import { isUnread } from '../list/entries/filters.ts';
import { accountName } from '../words/account-names.ts';
import { kindWord } from '../words/link-sentences.ts';
import { conversationName, otherPersonOf, teamName } from '../words/names.ts';

export interface ConversationTarget extends FindableThing {
  readonly kind: 'conversation';
  readonly key: ConversationId;
  readonly conversation: Conversation;
  readonly name: string;
  /** For a linked pair: the name of the other side, if it is different. */
  readonly otherName: string;
  /** Its team or kind, and its account if there are several of the service. */
  readonly about: readonly string[];
  readonly linked: boolean;
}

/** A person without a conversation yet. */
export interface PersonTarget extends FindableThing {
  readonly kind: 'person';
  readonly key: PersonId;
  readonly person: Person;
  readonly service: Service;
  readonly name: string;
  /** Their job title or short name, and the account if there are several of the service. */
  readonly about: readonly string[];
}

export interface CommandTarget<Id extends string = string> extends FindableThing {
  readonly kind: 'command';
  readonly key: Id;
  readonly name: string;
  /** The key that runs it, as the platform writes it. */
  readonly press: string;
}

export type Target<Id extends string = string> = ConversationTarget | PersonTarget | CommandTarget<Id>;

/** Before the names are read. */
const nobody: NamesElsewhere = new Map();

/** The most targets that are shown. To find others, the user types more letters. */
export const mostTargets = 50;

type Known = Pick<Directory, 'accounts' | 'teams' | 'conversations' | 'pairs' | 'people'>;

/**
 * All conversations as the list shows them, by the names of both sides and, in direct conversations, by the other person's short name and their
 * names on the other service.
 */
export const conversationTargets = (
  { accounts, teams, conversations, pairs, people }: Known,
  elsewhere: NamesElsewhere = nobody,
): readonly ConversationTarget[] => {
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  const teamNames = new Map(teams.map((team: Team) => [team.id, teamName(team)]));
  const named = (conversation: Conversation): string =>
    conversationName(conversation, people, accountOf.get(conversation.accountId)?.me ?? null);
  return conversations.map((conversation): ConversationTarget => {
    const account = accountOf.get(conversation.accountId);
    const pair = pairs.get(conversation.id);
    const name = named(conversation);
    const there = pair === undefined ? '' : named(pair.teams);
    const other = otherPersonOf(conversation, account?.me ?? null);
    const about = [
      conversation.teamId === null ? kindWord(conversation.kind) : (teamNames.get(conversation.teamId) ?? ''),
      account === undefined ? '' : ofSeveral(account, accounts),
    ];
    return {
      ...{ kind: 'conversation', key: conversation.id, conversation, name, about },
      otherName: there === name ? '' : there,
      linked: pair !== undefined,
      findable: findableBy(
        [
          name,
          there,
          ...(other === null ? [] : [people.get(other)?.handle ?? '', ...(elsewhere.get(other) ?? [])]),
        ],
        about.join(' '),
      ),
      unread: isUnread(conversation),
      at: conversation.sortAt,
    };
  });
};

/** People of these accounts by name, short name, address and their names on the other service, without the `known` ones. */
export const personTargets = (
  people: readonly Person[],
  accounts: readonly Account[],
  known: ReadonlySet<PersonId>,
  elsewhere: NamesElsewhere = nobody,
): readonly PersonTarget[] =>
  people.flatMap((person): PersonTarget[] => {
    const account = accounts.find(({ id }) => id === person.accountId);
    if (account === undefined || known.has(person.id)) return [];
    const about = [person.jobTitle || person.handle, ofSeveral(account, accounts)];
    return [
      {
        ...{
          kind: 'person',
          key: person.id,
          person,
          service: account.service,
          name: shownName(person),
          about,
        },
        findable: findableBy(
          [person.displayName, person.handle, person.email ?? '', ...(elsewhere.get(person.id) ?? [])],
          about.join(' '),
        ),
        ...{ unread: false, at: 0 },
      },
    ];
  });

/** The people with whom a direct conversation exists on the same service. */
export const peopleSpokenTo = ({
  accounts,
  all,
}: Pick<Directory, 'accounts' | 'all'>): ReadonlySet<PersonId> => {
  const me = new Map(accounts.map((account) => [account.id, account.me]));
  return new Set(all.flatMap((one) => otherPersonOf(one, me.get(one.accountId) ?? null) ?? []));
};

/** The account's name if there are several of its service; '' for a single one. */
const ofSeveral = (account: Account, accounts: readonly Account[]): string =>
  accounts.some(({ id, service }) => service === account.service && id !== account.id)
    ? accountName(account, accounts)
    : '';

/** The targets that match the typed text, best first. Of equal ones, conversations come before people, and people before commands. */
export const targetsFor = <Id extends string>(
  typed: string,
  all: readonly Target<Id>[],
): readonly Target<Id>[] => bestOf(all, queryOf(typed), mostTargets);

/**
 * The targets before anything is typed: the last visited conversations (the previous one first), then the most recently active. `here` is
 * open already and left out.
 */
export const recentTargets = (
  conversations: readonly ConversationTarget[],
  visited: readonly ConversationId[],
  here: ConversationId | null,
): readonly ConversationTarget[] => {
  const byId = new Map(conversations.map((one) => [one.key, one]));
  const last = visited.flatMap((id) => byId.get(id) ?? []).slice(0, mostVisited);
  const shown = new Set(last);
  return [
    ...last,
    ...conversations.filter(
      (one) => !shown.has(one) && !one.conversation.hidden && !one.conversation.archived,
    ),
  ]
    .filter(({ key }) => key !== here)
    .slice(0, mostTargets);
};

/** The most visited conversations before the active ones. */
const mostVisited = 5;
