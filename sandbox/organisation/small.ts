/**
 * A small part of a made-up organisation, for tests that need a person with something to read and not the whole company: each conversation costs an app that
 * starts several requests and transactions.
 */
import { generateOrganisation, type GenerateOptions } from './generate.ts';
import type {
  ConversationKey,
  MessageKey,
  Organisation,
  PersonKey,
  PlannedTeam,
  PlannedTeamsChat,
} from './plan.ts';

/** What of an organisation stays. */
export interface Part {
  readonly people: ReadonlySet<PersonKey>;
  readonly conversations: ReadonlySet<ConversationKey>;
}

interface Membered {
  readonly members: readonly PersonKey[];
}

/** Everybody whom a planned event names as `{ person: key }`, at any depth. */
const namedIn = (value: unknown): readonly PersonKey[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'person' in value && typeof value.person === 'string' ? [value.person] : [];
  return [...own, ...Object.values(value).flatMap(namedIn)];
};

/**
 * An organisation as if only these people and conversations had ever been there. A message stays if all that it needs stays: its author, everybody whom it
 * names, and the message that it answers or quotes. Teams stay with their conversations.
 */
export const partOf = (organisation: Organisation, { people, conversations }: Part): Organisation => {
  const { teams, mattermost } = organisation;
  const stays = (key: PersonKey): boolean => people.has(key);
  const isPart = ({ key }: { readonly key: ConversationKey }): boolean => conversations.has(key);
  const teamsWith = (
    all: readonly PlannedTeam[],
    channels: readonly { readonly team: string | null }[],
  ): PlannedTeam[] =>
    all
      .filter(({ key }) => channels.some(({ team }) => team === key))
      .map((team) => ({
        ...team,
        members: team.members.filter(stays),
        owners: team.owners.filter(stays),
      }));
  const withMembers = <Channel extends Membered>(channel: Channel): Channel => ({
    ...channel,
    members: channel.members.filter(stays),
  });
  const withReaders = <Chat extends Membered & Pick<PlannedTeamsChat, 'readAt'>>(chat: Chat): Chat => ({
    ...withMembers(chat),
    readAt: Object.fromEntries(Object.entries(chat.readAt).filter(([key]) => stays(key))),
  });
  const withReactions = <Message extends { readonly reactions: readonly { readonly by: PersonKey }[] }>(
    message: Message,
  ): Message => ({ ...message, reactions: message.reactions.filter(({ by }) => stays(by)) });
  const oldestFirst = <Message extends { readonly at: number }>(messages: readonly Message[]): Message[] =>
    [...messages].sort((left, right) => left.at - right.at);
  const kept = new Set<MessageKey>();
  /** Whether a message stays; asked of the older ones first. */
  const keep = (
    message: { readonly key: MessageKey; readonly conversation: ConversationKey },
    needed: readonly PersonKey[],
    before: readonly (MessageKey | null)[],
  ): boolean => {
    const may =
      conversations.has(message.conversation) &&
      needed.every(stays) &&
      before.every((key) => key === null || kept.has(key));
    if (may) kept.add(message.key);
    return may;
  };
  const channels = teams.channels.filter(isPart).map(withMembers);
  const mattermostChannels = mattermost.channels.filter(isPart).map(withReaders);
  return {
    ...organisation,
    people: organisation.people.filter(({ key }) => stays(key)),
    teams: {
      teams: teamsWith(teams.teams, channels),
      channels,
      chats: teams.chats.filter(isPart).map(withReaders),
      messages: oldestFirst(teams.messages)
        .filter((one) =>
          keep(
            one,
            [...(one.author === null ? [] : [one.author]), ...one.mentions, ...namedIn(one.event)],
            [one.replyTo, one.quotes],
          ),
        )
        .map(withReactions),
    },
    mattermost: {
      teams: teamsWith(mattermost.teams, mattermostChannels),
      channels: mattermostChannels,
      posts: oldestFirst(mattermost.posts)
        .filter((one) => keep(one, [one.author], [one.replyTo]))
        .map(withReactions),
    },
  };
};

/** How many chats of each kind the sample user has in a small organisation. */
const chatsOfKind = 2;

/** The first of each kind, those with the fewest members first. */
const someOfEach = <Chat extends Membered>(
  chats: readonly Chat[],
  kindOf: (chat: Chat) => string,
): readonly Chat[] => {
  const bySize = [...chats].sort((left, right) => left.members.length - right.members.length);
  const seen = new Map<string, number>();
  return bySize.filter((chat) => {
    const before = seen.get(kindOf(chat)) ?? 0;
    seen.set(kindOf(chat), before + 1);
    return before < chatsOfKind;
  });
};

/** Among these channels those of one team: the team with the fewest channels. */
const ofSmallestTeam = <Channel extends { readonly team: string | null }>(
  channels: readonly Channel[],
): readonly Channel[] => {
  const ofTeam = (key: string | null): readonly Channel[] => channels.filter(({ team }) => team === key);
  const [smallest] = [...new Set(channels.map(({ team }) => team))]
    .map(ofTeam)
    .sort((left, right) => left.length - right.length);
  return smallest ?? [];
};

/**
 * A part of the organisation of these options: the sample user, two chats of each kind with all their members, and one team of each service, of whose members only
 * these are left. Of `messages` only those within it are left.
 */
export const smallOrganisation = (options: GenerateOptions): Organisation => {
  const whole = generateOrganisation(options);
  const { sampleUser: sample, teams, mattermost } = whole;
  const teamsOfSample = new Set(
    teams.teams.filter(({ members }) => members.includes(sample)).map(({ key }) => key),
  );
  const withSample = ({ members }: Membered): boolean => members.includes(sample);
  const channels = ofSmallestTeam(
    teams.channels.filter(
      (one) => teamsOfSample.has(one.team) && (one.membershipType === 'standard' || withSample(one)),
    ),
  );
  const joined = mattermost.channels.filter(withSample);
  const posted = ofSmallestTeam(joined.filter(({ team }) => team !== null));
  const chats = [
    ...someOfEach(teams.chats.filter(withSample), ({ chatType }) => chatType),
    ...someOfEach(
      joined.filter(({ team }) => team === null),
      ({ type }) => type,
    ),
  ];
  return partOf(whole, {
    people: new Set([sample, ...chats.flatMap(({ members }) => members)]),
    conversations: new Set([...channels, ...posted, ...chats].map(({ key }) => key)),
  });
};
