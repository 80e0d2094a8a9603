/** The conversations of the other service with which a conversation can be linked, by name, each with a reason if it cannot be chosen. */
import {
  type Account,
  type Conversation,
  type ConversationId,
  type ConversationKind,
  otherService,
  type Service,
  type Team,
} from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';
import { accountName } from '../words/account-names.ts';
import { conversationName, teamName, type People } from '../words/names.ts';
import { english } from '../words/locale.ts';

export interface Candidate {
  readonly conversation: Conversation;
  readonly name: string;
  /** Its team, and its account if there are several; '' for chats if there is only one account. */
  readonly about: string;
  /** Why it cannot be chosen. */
  readonly against: 'archived' | 'linked' | null;
}

type OfKind = Pick<Conversation, 'service' | 'kind'>;

const partners: Readonly<Record<ConversationKind, readonly ConversationKind[]>> = {
  channel: ['channel', 'private-channel', 'shared-channel'],
  'private-channel': ['channel', 'private-channel', 'shared-channel', 'group', 'meeting'],
  // Only Teams has these two kinds.
  'shared-channel': [],
  meeting: [],
  group: ['group', 'meeting'],
  // A direct message is linked with the chat of the same two people automatically.
  direct: [],
};

/** Whether two conversations of both services can be linked at all. */
export const joinable = (one: OfKind, other: OfKind): boolean => {
  if (one.service === other.service) return false;
  const [mattermost, teams] = one.service === 'mattermost' ? [one, other] : [other, one];
  return partners[mattermost.kind].includes(teams.kind);
};

/** Whether there is anything of the other service that a conversation of that kind can be linked with. */
export const isLinkable = ({ service, kind }: OfKind): boolean => {
  const there: Service = otherService(service);
  return Object.keys(partners).some((other) =>
    joinable({ service, kind }, { service: there, kind: other as ConversationKind }),
  );
};

interface Surroundings {
  readonly all: readonly Conversation[];
  readonly accounts: readonly Account[];
  readonly teams: readonly Team[];
  readonly links: readonly LinkRow[];
  readonly people: People;
}

/** All candidates for `conversation`: first those with the same name, then by most recent activity. */
export const candidatesFor = (
  conversation: Conversation,
  name: string,
  { all, accounts, teams, links, people }: Surroundings,
): readonly Candidate[] => {
  const linked = linkedIds(links);
  const teamNames = new Map(teams.map((team) => [team.id, teamName(team)]));
  const there = accounts.filter(({ service }) => service !== conversation.service);
  const found = all
    .filter((other) => joinable(conversation, other))
    .map((other): Candidate => {
      const account = there.find(({ id }) => id === other.accountId);
      const team = other.teamId === null ? '' : (teamNames.get(other.teamId) ?? '');
      return {
        conversation: other,
        name: conversationName(other, people, account?.me ?? null),
        about: [team, there.length > 1 && account ? accountName(account, there) : '']
          .filter(Boolean)
          .join(' · '),
        against: linked.has(other.id) ? 'linked' : other.archived ? 'archived' : null,
      };
    });
  const same = english.fold(name.trim());
  const rank = ({ name: other, against }: Candidate): number =>
    against === null && english.fold(other.trim()) === same ? 0 : against === null ? 1 : 2;
  return found.sort((a, b) => rank(a) - rank(b));
};

/** A link that does not count makes no pair. */
const linkedIds = (links: readonly LinkRow[]): ReadonlySet<ConversationId> =>
  new Set(
    links
      .filter(({ standing }) => standing.kind !== 'contradicts' && standing.kind !== 'right-lost')
      .flatMap(({ mattermost, teams }) => [mattermost, teams]),
  );

/** The candidates whose name or team holds every word of `filter`. */
export const matching = (candidates: readonly Candidate[], filter: string): readonly Candidate[] => {
  const words = english.fold(filter).split(/\s+/).filter(Boolean);
  if (words.length === 0) return candidates;
  return candidates.filter(({ name, about }) => {
    const text = english.fold(`${name} ${about}`);
    return words.every((word) => text.includes(word));
  });
};
