/** The history of the Mattermost side: talk in threads and in a row, later changes, and one post of every kind. */
import { makeAfterlife, makeReactions } from './talk/afterlife.ts';
import type { AttachmentPool } from './attachments.ts';
import { makeBudget, nearTheFront } from './talk/budget.ts';
import { mattermostEmoji } from './emoji.ts';
import { makeHistory } from './talk/history.ts';
import { mattermostMessage } from './talk/markup.ts';
import type { MattermostStructure } from './mattermost-structure.ts';
import type { PersonKey, PlannedMattermostChannel, PlannedPerson, PlannedPost } from './plan.ts';
import { zipfShares, type Chooser } from './random.ts';
import { makeReadAt } from './read-state.ts';
import { inOrder, startTimes } from './talk/rhythm.ts';
import { mattermostKinds } from './special/mattermost-kinds.ts';
import { withoutTopics, type TalkSource } from './talk/talk.ts';

export interface MattermostHistoryInput {
  readonly structure: MattermostStructure;
  readonly person: (key: PersonKey) => PlannedPerson;
  readonly sample: PersonKey;
  readonly messages: number;
  readonly now: number;
  readonly talk: TalkSource;
  readonly pool: AttachmentPool;
  readonly chooser: Chooser;
}

type Sketched = MattermostStructure['channels'][number];

interface Room {
  readonly channel: Sketched;
  readonly people: readonly PlannedPerson[];
  readonly bots: readonly PlannedPerson[];
  posts: PlannedPost[];
}

const plain = (key: string, conversation: string, author: PersonKey, at: number): PlannedPost => ({
  key,
  conversation,
  author,
  at,
  message: '',
  type: '',
  replyTo: null,
  props: {},
  priority: '',
  pinned: false,
  reactions: [],
  files: [],
  editedAt: null,
  deletedAt: null,
});

/** Rooms in the order of their size: those of the sample user tend to the front. */
const makeRooms = ({ structure, person, sample, chooser }: MattermostHistoryInput): Room[] =>
  structure.channels
    .map((channel) => {
      const members = channel.members.map(person);
      const room: Room = {
        channel,
        people: members.filter(({ kind }) => kind !== 'bot'),
        bots: members.filter(({ kind }) => kind === 'bot'),
        posts: [],
      };
      return { room, rank: chooser.random() - (channel.members.includes(sample) ? 0.7 : 0) };
    })
    .sort((left, right) => left.rank - right.rank)
    .map(({ room }) => room);

/**
 * In channels about half of the stretches are threads, the others are in a row. Direct messages have few threads. If a root is deleted, its
 * replies are too (facts, Mattermost: posts).
 */
const fillRoom = (
  room: Room,
  count: number,
  { now, talk, pool, person, chooser }: MattermostHistoryInput,
): PlannedPost[] => {
  const keys = room.people.map(({ key }) => key);
  const inTeam = room.channel.team !== null;
  const setting = { speakers: room.people, topics: room.channel.topics, threaded: inTeam };
  let opening: PlannedPost | null = null;
  let inThread = false;
  return makeHistory(setting, count, now, talk, chooser).map((spoken, at) => {
    if (spoken.opens) {
      inThread = chooser.chance(inTeam ? 0.55 : 0.12);
      opening = null;
    }
    const root = inThread ? opening : null;
    const post: PlannedPost = {
      ...plain(`${room.channel.key}/${at}`, room.channel.key, spoken.by, spoken.at),
      ...makeAfterlife(keys, mattermostEmoji, spoken.at, now, chooser),
      message: spoken.verbatim ? spoken.text : mattermostMessage(spoken.text, person),
      replyTo: root?.key ?? null,
      files: chooser.chance(0.012) ? [chooser.pick(chooser.chance(0.5) ? pool.files : pool.images)] : [],
    };
    const gone = root?.deletedAt ?? null;
    const kept = gone === null ? post : { ...post, deletedAt: Math.max(gone, spoken.at + 1) };
    if (spoken.opens) opening = kept;
    return kept;
  });
};

const makeSpecial = (
  number: number,
  rooms: readonly Room[],
  input: MattermostHistoryInput,
): { room: Room; post: PlannedPost } | null => {
  const { chooser, now, person, pool } = input;
  const kinds = mattermostKinds(input.sample);
  const kind = kinds[number % kinds.length];
  const suitable = rooms.filter(
    ({ channel, bots }) =>
      (kind?.where === 'any' || channel.team !== null) && (kind?.byBot !== true || bots.length > 0),
  );
  const room = suitable[nearTheFront(suitable.length, chooser.random())];
  if (!kind || !room) return null;
  const at = startTimes([0], now, false, chooser)[0] ?? now;
  const author = chooser.pick(kind.byBot ? room.bots : room.people);
  const made = kind.make({ author, members: room.people, person, pool, chooser, at, now });
  const keys = room.people.map(({ key }) => key);
  const reactions = chooser.chance(0.35) ? makeReactions(keys, mattermostEmoji, at, now, chooser) : [];
  return {
    room,
    post: {
      ...plain(`${room.channel.key}/special/${number}`, room.channel.key, author.key, at),
      reactions,
      ...made,
    },
  };
};

/** All posts, oldest first, and the channels with their read state. */
export const makeMattermostHistory = (
  input: MattermostHistoryInput,
): { channels: PlannedMattermostChannel[]; posts: PlannedPost[] } => {
  const { structure, chooser, sample, now } = input;
  const rooms = makeRooms(input);
  const budget = makeBudget(input.messages, mattermostKinds(sample).length);
  const shares = zipfShares(rooms.length, budget.talk);
  rooms.forEach(
    (room, at) =>
      (room.posts = fillRoom(room, shares[at] ?? 0, { ...input, chooser: chooser.fork(room.channel.key) })),
  );
  const mine = rooms.filter(({ channel }) => channel.members.includes(sample));
  for (let number = 0; number < budget.special; number += 1) {
    const special = makeSpecial(number, mine.length > 0 ? mine : rooms, input);
    if (special) special.room.posts.push(special.post);
  }
  for (const room of rooms) room.posts = inOrder(room.posts);
  const byKey = new Map(rooms.map((room) => [room.channel.key, room.posts]));
  const channels = structure.channels.map((sketch): PlannedMattermostChannel => {
    const channel = withoutTopics(sketch);
    const times = (byKey.get(channel.key) ?? []).map(({ at }) => at);
    const createdAt =
      channel.team === null
        ? (times[0] ?? now - 86_400_000) - chooser.integer(1, 60) * 60_000
        : channel.createdAt;
    return { ...channel, createdAt, readAt: makeReadAt(channel.members, times, sample, chooser) };
  });
  return { channels, posts: rooms.flatMap((room) => room.posts).sort((left, right) => left.at - right.at) };
};
