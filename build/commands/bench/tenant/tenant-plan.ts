/** Who is in the tenant: people with a desktop each, their chats, teams with linked channels. Made from a seed. */
import { assumed } from './assumptions.ts';

export interface PlannedConversation {
  readonly kind: 'chat' | 'channel';
  readonly id: string;
  /** The team of a channel; '' for a chat. */
  readonly team: string;
  /** The people in it, by number. */
  readonly members: readonly number[];
}

export interface TenantPlan {
  readonly people: number;
  readonly conversations: readonly PlannedConversation[];
  readonly chats: readonly PlannedConversation[];
  readonly channels: readonly PlannedConversation[];
  /** Of each person. */
  readonly of: readonly (readonly PlannedConversation[])[];
}

export const userIdOf = (person: number | ''): string => `user-${person}`;
/** The relay's user in Teams, a member of all teams with linked channels. */
export const relayUser = 'user-relay';

export const planTenant = (desktops: number, channels: number, random: () => number): TenantPlan => {
  const someone = (): number => Math.floor(random() * desktops);
  const others = (size: number, first: number): number[] => {
    const members = new Set([first]);
    while (members.size < Math.min(size, desktops)) members.add(someone());
    return [...members];
  };
  const chats: PlannedConversation[] = [];
  const addChats = (count: number, size: number): void => {
    for (let made = 0; made < count; made += 1)
      chats.push({
        kind: 'chat',
        id: `chat-${chats.length}`,
        team: '',
        members: others(size, made % desktops),
      });
  };
  addChats(Math.round((desktops * assumed.directChats) / 2), 2);
  addChats(Math.round((desktops * assumed.groupChats) / assumed.groupSize), assumed.groupSize);

  const linked: PlannedConversation[] = [];
  const teams = Math.ceil(channels / assumed.channelsOfTeam);
  const shares = Array.from({ length: teams }, (_, at) => (at + 1) ** -assumed.teamZipf);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  for (const [at, share] of shares.entries()) {
    const size = Math.max(3, Math.round((desktops * assumed.teamsOfPerson * share) / whole));
    const members = others(size, someone());
    for (let one = 0; one < assumed.channelsOfTeam && linked.length < channels; one += 1)
      linked.push({ kind: 'channel', id: `channel-${linked.length}`, team: `team-${at}`, members });
  }
  const of: PlannedConversation[][] = Array.from({ length: desktops }, () => []);
  const conversations = [...chats, ...linked];
  for (const conversation of conversations)
    for (const member of conversation.members) of[member]?.push(conversation);
  return { people: desktops, conversations, chats, channels: linked, of };
};
