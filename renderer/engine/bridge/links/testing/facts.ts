/** Made-up facts that links go by; each test says only what matters to it. */
import { mattermostAccount, teamsAccount } from '../../../../../test/support/simulated.ts';
import {
  type CarryChoice,
  type Conversation,
  type ConversationId,
  type ConversationKind,
  type MessageId,
  type PersonId,
  type Service,
  sharedKeyOf,
  type SharedKey,
} from '../../../../model/index.ts';
import type { LinkPostRow } from '../../../../store/index.ts';
import type { WhoIsWhom } from '../../../people/directory.ts';
import { type LinkFacts, rightOf } from '../facts.ts';

export const accounts = { mattermost: mattermostAccount, teams: teamsAccount };
const accountOf = (service: Service) => accounts[service];

export const personNamed = (service: Service, name: string): PersonId =>
  `${accountOf(service)}/${name}` as PersonId;
export const meOnBoth = { mattermost: personNamed('mattermost', 'me'), teams: personNamed('teams', 'me') };
export const here = (name: string): ConversationId => `${accounts.mattermost}/${name}` as ConversationId;
export const there = (name: string): ConversationId => `${accounts.teams}/${name}` as ConversationId;

export const conversation = (
  service: Service,
  name: string,
  kind: ConversationKind = 'channel',
  over: Partial<Conversation> = {},
): Conversation => ({
  id: service === 'mattermost' ? here(name) : there(name),
  accountId: accountOf(service),
  service,
  kind,
  teamId: null,
  name,
  topic: '',
  participants: [],
  archived: false,
  muted: false,
  hidden: false,
  webUrl: null,
  lastActivityAt: 0,
  readAt: 0,
  readKeptBy: 'service',
  sortAt: 0,
  lastMessage: null,
  unread: 0,
  mentions: 0,
  ...over,
});

/** A conversation of two: the user and somebody. */
export const pairWith = (
  service: Service,
  name: string,
  other: string,
  over: Partial<Conversation> = {},
): Conversation =>
  conversation(service, name, 'direct', {
    participants: [meOnBoth[service], personNamed(service, other)],
    ...over,
  });

/** A post by `author` in a channel that links it with a Teams conversation. */
export const linkPost = (
  channel: string,
  teams: string,
  createdAt: number,
  author: string | null = 'admin',
  over: Partial<LinkPostRow> = {},
): LinkPostRow => ({
  id: `${here(channel)}/post${createdAt}` as MessageId,
  conversationId: here(channel),
  authorId: author === null ? null : personNamed('mattermost', author),
  createdAt,
  note: { kind: 'link', teams: teams as SharedKey, name: teams, since: null },
  pinned: true,
  ...over,
});

export const choice = (
  mattermost: string,
  teams: string,
  carried: boolean,
  since: CarryChoice['since'] = null,
): CarryChoice => ({
  mattermost: sharedKeyOf(here(mattermost)),
  teams: sharedKeyOf(there(teams)),
  carried,
  since,
});

/** Who may link which channel: `{ 'channel author': true }`. */
export const rights = (said: Readonly<Record<string, boolean>>): ReadonlyMap<string, boolean> =>
  new Map(
    Object.entries(said).map(([key, may]) => {
      const [channel = '', author = ''] = key.split(' ');
      return [rightOf(here(channel), personNamed('mattermost', author)), may];
    }),
  );

/** People who are connected on both sides under one name, and those who only share an address. */
export const known = (connected: readonly string[], all: readonly string[] = connected): WhoIsWhom => ({
  connected: new Set([meOnBoth.mattermost, ...connected.map((name) => personNamed('mattermost', name))]),
  twins: new Map(all.map((name) => [personNamed('mattermost', name), personNamed('teams', name)])),
});

/** Two channels on each side, `a` and `b`, which admin administers; nothing linked. */
export const facts = (over: Partial<LinkFacts> = {}): LinkFacts => ({
  relay: { kind: 'user' },
  bots: new Set(),
  accounts,
  me: meOnBoth,
  conversations: [
    conversation('mattermost', 'a'),
    conversation('mattermost', 'b'),
    conversation('teams', 'x'),
    conversation('teams', 'y'),
  ],
  posts: [],
  rights: rights({ 'a admin': true, 'b admin': true }),
  choices: [],
  isClaimRefused: false,
  troubleWith: () => null,
  whoIsWhom: known([]),
  present: [],
  ...over,
});
