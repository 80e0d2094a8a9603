/** The history of the Teams side: talk in threads and chats, later changes, and one message of every kind. */
import { makeAfterlife, makeReactions } from './talk/afterlife.ts';
import type { AttachmentPool } from './attachments.ts';
import { makeBudget, nearTheFront } from './talk/budget.ts';
import { teamsEmoji } from './emoji.ts';
import { makeHistory } from './talk/history.ts';
import { teamsBody } from './talk/markup.ts';
import type { PersonKey, PlannedPerson, PlannedTeamsChat, PlannedTeamsMessage } from './plan.ts';
import { zipfShares, type Chooser } from './random.ts';
import { makeReadAt } from './read-state.ts';
import { inOrder, startTimes } from './talk/rhythm.ts';
import { teamsEvents } from './special/teams-events.ts';
import { teamsKinds } from './special/teams-kinds.ts';
import { withoutTopics, type TalkSource, type Topic } from './talk/talk.ts';
import { emptyTeamsMessage } from './teams-message.ts';
import type { TeamsStructure } from './teams-structure.ts';

export interface TeamsHistoryInput {
  readonly structure: TeamsStructure;
  readonly person: (key: PersonKey) => PlannedPerson;
  readonly bots: readonly PlannedPerson[];
  readonly sample: PersonKey;
  readonly messages: number;
  readonly now: number;
  readonly talk: TalkSource;
  readonly pool: AttachmentPool;
  readonly chooser: Chooser;
}

interface Room {
  readonly key: string;
  readonly kind: 'chat' | 'channel';
  readonly members: readonly PlannedPerson[];
  readonly topics: readonly Topic[];
  messages: PlannedTeamsMessage[];
}

/** Rooms in the order of their size: those of the sample user tend to the front. */
const makeRooms = ({ structure, person, sample, chooser }: TeamsHistoryInput): Room[] => {
  const membersOfTeam = new Map(structure.teams.map((team) => [team.key, team.members]));
  const rooms: Room[] = [
    ...structure.channels.map((channel) => ({
      key: channel.key,
      kind: 'channel' as const,
      members: (channel.membershipType === 'standard'
        ? (membersOfTeam.get(channel.team) ?? [])
        : channel.members
      ).map(person),
      topics: channel.topics,
      messages: [],
    })),
    ...structure.chats.map((chat) => ({
      key: chat.key,
      kind: 'chat' as const,
      members: chat.members.map(person),
      topics: chat.topics,
      messages: [],
    })),
  ];
  const rank = (room: Room): number =>
    chooser.random() - (room.members.some(({ key }) => key === sample) ? 0.7 : 0);
  return rooms
    .map((room) => ({ room, rank: rank(room) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ room }) => room);
};

const fillRoom = (
  room: Room,
  count: number,
  { now, talk, pool, person, chooser }: TeamsHistoryInput,
): PlannedTeamsMessage[] => {
  const keys = room.members.map(({ key }) => key);
  const setting = { speakers: room.members, topics: room.topics, threaded: room.kind === 'channel' };
  let opening: string | null = null;
  let previous: string | null = null;
  return makeHistory(setting, count, now, talk, chooser).map((spoken, at) => {
    const key = `${room.key}/${at}`;
    if (spoken.opens) opening = key;
    const quotes = room.kind === 'chat' && !spoken.opens && chooser.chance(0.06) ? previous : null;
    const replyTo = room.kind === 'channel' && !spoken.opens ? opening : null;
    previous = key;
    return {
      ...emptyTeamsMessage(key, room.key, spoken.by, spoken.at),
      ...teamsBody(spoken.text, spoken.verbatim, person),
      ...makeAfterlife(keys, teamsEmoji, spoken.at, now, chooser),
      replyTo,
      quotes,
      files: chooser.chance(0.012) ? [chooser.pick(pool.files)] : [],
      images: chooser.chance(0.01) ? [chooser.pick(pool.images)] : [],
    };
  });
};

/** The special message of this number, in a room that may have it; null if there is no such room. */
const makeSpecial = (
  number: number,
  rooms: readonly Room[],
  input: TeamsHistoryInput,
): { room: Room; message: PlannedTeamsMessage } | null => {
  const { bots, chooser, now, person, pool } = input;
  const kinds = teamsKinds(input.sample);
  const at = startTimes([0], now, false, chooser)[0] ?? now;
  const events = teamsEvents('', '', at);
  const choice = number % (kinds.length + events.length);
  const kind = kinds[choice];
  const where = kind ? kind.where : (events[choice - kinds.length]?.where ?? 'chat');
  const suitable = rooms.filter((room) => where === 'any' || room.kind === where);
  const room = suitable[nearTheFront(suitable.length, chooser.random())];
  if (!room) return null;
  const by = chooser.pick(room.members).key;
  const key = `${room.key}/special/${number}`;
  const members = room.members.map((member) => member.key);
  if (!kind) {
    const whom = chooser.pick(room.members).key;
    const event = teamsEvents(by, whom, at)[choice - kinds.length]?.detail ?? null;
    return {
      room,
      message: { ...emptyTeamsMessage(key, room.key, null, at), content: '<systemEventMessage/>', event },
    };
  }
  const author = kind.byBot && bots.length > 0 ? chooser.pick(bots).key : by;
  const made = kind.make({ members: room.members, person, pool, chooser, at, now });
  const reactions = chooser.chance(0.4) ? makeReactions(members, teamsEmoji, at, now, chooser) : [];
  return { room, message: { ...emptyTeamsMessage(key, room.key, author, at), reactions, ...made } };
};

/** The number of different special messages. */
export const teamsSpecialKinds = teamsKinds('').length + teamsEvents('', '', 0).length;

/** All messages, oldest first, and the chats with their read state. */
export const makeTeamsHistory = (
  input: TeamsHistoryInput,
): { chats: PlannedTeamsChat[]; messages: PlannedTeamsMessage[] } => {
  const { structure, chooser, sample, now } = input;
  const rooms = makeRooms(input);
  const budget = makeBudget(input.messages, teamsSpecialKinds);
  const shares = zipfShares(rooms.length, budget.talk);
  rooms.forEach(
    (room, at) =>
      (room.messages = fillRoom(room, shares[at] ?? 0, { ...input, chooser: chooser.fork(room.key) })),
  );
  const mine = rooms.filter((room) => room.members.some(({ key }) => key === sample));
  for (let number = 0; number < budget.special; number += 1) {
    const special = makeSpecial(number, mine.length > 0 ? mine : rooms, input);
    if (special) special.room.messages.push(special.message);
  }
  for (const room of rooms) room.messages = inOrder(room.messages);
  const byKey = new Map(rooms.map((room) => [room.key, room.messages]));
  const chats = structure.chats.map((sketch): PlannedTeamsChat => {
    const chat = withoutTopics(sketch);
    const times = (byKey.get(chat.key) ?? []).map(({ at }) => at);
    const createdAt = (times[0] ?? now - 86_400_000) - chooser.integer(1, 60) * 60_000;
    return { ...chat, createdAt, readAt: makeReadAt(chat.members, times, sample, chooser) };
  });
  const messages = rooms.flatMap((room) => room.messages).sort((left, right) => left.at - right.at);
  return { chats, messages };
};
