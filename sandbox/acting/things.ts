/** The things people do. Each tries to do one, and tells whether there was anything to do it with. */
import type { PersonKey } from '../organisation/plan.ts';
import type { Chooser } from '../organisation/random.ts';
import { slotFiller } from '../organisation/talk/slots.ts';
import { loneLines } from '../organisation/words/singles.ts';
import type { ActConversation } from '../service.ts';
import { actorsIn, changeable, type Side } from './side.ts';
import type { Talking } from './talking.ts';

export type Thing =
  | 'new message'
  | 'reply'
  | 'edit'
  | 'deletion'
  | 'reaction added'
  | 'reaction removed'
  | 'new chat'
  | 'new channel'
  | 'conversation left'
  | 'conversation joined'
  | 'team renamed'
  | 'conversation renamed'
  | 'read elsewhere';

export interface Scenery {
  readonly side: Side;
  readonly chooser: Chooser;
  readonly sample: PersonKey;
  readonly talking: Talking;
  /** Where it may happen. */
  readonly conversations: () => readonly ActConversation[];
  /** The person who does not write, change or react to anything; null for nobody. */
  readonly silent: PersonKey | null;
  /** Messages that are not changed or deleted. */
  readonly spared: ReadonlySet<string>;
  /** The conversations that the sample user has left, filled in here. The sample user is not added there again. */
  readonly left: Set<string>;
}

const actors = ({ side, silent }: Scenery, place: ActConversation): PersonKey[] =>
  actorsIn(side, place).filter((key) => key !== silent);

const ownMessages = (
  { side, silent, spared }: Scenery,
  place: ActConversation,
): ReturnType<typeof changeable> =>
  changeable(side, place).filter(({ author, id }) => author !== silent && !spared.has(id));

const words = (chooser: Chooser): string => slotFiller(chooser)(chooser.pick(loneLines));

const pickFrom = (
  scenery: Scenery,
  fits: (conversation: ActConversation) => boolean,
): ActConversation | null => {
  // Looking at a conversation is costly in a large history, so the first that fits in a shuffled row is taken.
  for (const one of scenery.chooser.shuffle(scenery.conversations())) if (fits(one)) return one;
  return null;
};

const say = (scenery: Scenery): Thing | null => {
  const place = pickFrom(scenery, (one) => actors(scenery, one).length > 0);
  return place && scenery.talking.say(scenery.side, place, (key) => key !== scenery.silent, scenery.chooser);
};

/** Answers any message of a thread-bearing conversation, old ones too. */
const reply = (scenery: Scenery): Thing | null => {
  const { side, chooser } = scenery;
  const fits = (one: ActConversation): boolean =>
    side.hasThreads(one) && actors(scenery, one).length > 0 && changeable(side, one).length > 0;
  const place = pickFrom(scenery, fits);
  if (!place) return null;
  const answered = chooser.pick(changeable(side, place));
  side.acts.post(
    chooser.pick(actors(scenery, place)),
    place.id,
    side.write(words(chooser)),
    answered.replyTo ?? answered.id,
  );
  return 'reply';
};

const edit = (scenery: Scenery): Thing | null => {
  const { side, chooser } = scenery;
  const editable = (one: ActConversation) => ownMessages(scenery, one).filter((own) => own.editable);
  const place = pickFrom(scenery, (one) => editable(one).length > 0);
  if (!place) return null;
  const message = chooser.pick(editable(place));
  side.acts.edit(message.author, place.id, message.id, side.write(`${words(chooser)} *(corrected)*`).content);
  return 'edit';
};

const remove = (scenery: Scenery): Thing | null => {
  const { side, chooser } = scenery;
  const deletable = (one: ActConversation) => ownMessages(scenery, one).filter((own) => own.deletable);
  const place = pickFrom(scenery, (one) => deletable(one).length > 2);
  if (!place) return null;
  const message = chooser.pick(deletable(place));
  side.acts.remove(message.author, place.id, message.id);
  return 'deletion';
};

const react = (scenery: Scenery): Thing | null => {
  const { side, chooser } = scenery;
  const place = pickFrom(
    scenery,
    (one) => actors(scenery, one).length > 0 && changeable(side, one).length > 0,
  );
  if (!place) return null;
  const message = chooser.pick(changeable(side, place));
  side.acts.react(chooser.pick(actors(scenery, place)), place.id, message.id, chooser.pick(side.emoji));
  return 'reaction added';
};

/** Takes back a reaction that the sample user sees, however old. */
const unreact = (scenery: Scenery): Thing | null => {
  const { side, chooser, sample } = scenery;
  const places = new Map(scenery.conversations().map((one) => [one.id, new Set(actors(scenery, one))]));
  const candidates = side.acts
    .truth(sample)
    .messages.filter(
      ({ conversationId, reactions, deleted }) =>
        !deleted && reactions.length > 0 && places.has(conversationId),
    );
  if (candidates.length === 0) return null;
  const message = chooser.pick(candidates);
  const [emoji = '', userId = ''] = chooser.pick(message.reactions).split(' ');
  const by = side.personOf(userId);
  if (by === undefined || places.get(message.conversationId)?.has(by) !== true) return null;
  side.acts.unreact(by, message.conversationId, message.id, emoji);
  return 'reaction removed';
};

const newChat = ({ side, chooser, sample }: Scenery): Thing | null => {
  const others = side.people
    .filter(({ key, kind }) => key !== sample && kind === 'member')
    .map(({ key }) => key);
  const before = side.acts.conversations().length;
  // Two or more others: a chat of two would often be there already.
  const members = [sample, ...chooser.some(others, chooser.integer(2, 6))];
  side.acts.createChat(members, chooser.chance(0.6) ? words(chooser) : null);
  return side.acts.conversations().length > before ? 'new chat' : null;
};

const newChannel = (scenery: Scenery): Thing | null => {
  const { side, chooser, sample } = scenery;
  const place = pickFrom(scenery, ({ teamId, members }) => teamId !== null && members.includes(sample));
  const teamId = place?.teamId ?? null;
  if (teamId === null) return null;
  side.acts.createChannel(sample, teamId, `Channel ${chooser.integer(1000, 999_999)}`, chooser.chance(0.4));
  return 'new channel';
};

/** Whether a member can leave the conversation. On Teams this is not a standard channel, whose members are the team's. */
const canBeLeft = (side: Side, { kind }: ActConversation): boolean =>
  side.name === 'microsoft'
    ? kind === 'private' || kind === 'group' || kind === 'meeting'
    : kind === 'channel' || kind === 'private';

const leave = (scenery: Scenery): Thing | null => {
  const { side, sample } = scenery;
  const place = pickFrom(
    scenery,
    (one) => canBeLeft(side, one) && one.members.includes(sample) && one.members.length > 2,
  );
  if (!place) return null;
  try {
    side.acts.removeMember(place.id, sample);
  } catch {
    // Nobody can leave a team's default channel, and this interface does not tell which one that is.
    return null;
  }
  scenery.left.add(`${side.name} ${place.id}`);
  return 'conversation left';
};

/** Adds a person to a group or a channel: the sample user if possible. */
const join = (scenery: Scenery): Thing | null => {
  const { side, chooser, sample } = scenery;
  const all = side.acts.conversations();
  const outside = ({ members, teamId }: ActConversation): PersonKey[] => {
    const team = new Set(
      all.filter((one) => teamId !== null && one.teamId === teamId).flatMap((one) => one.members),
    );
    return side.people
      .filter(
        ({ key, kind }) => kind === 'member' && !members.includes(key) && (teamId === null || team.has(key)),
      )
      .map(({ key }) => key);
  };
  const place = pickFrom(
    { ...scenery, conversations: () => all },
    (one) => canBeLeft(side, one) && !scenery.left.has(`${side.name} ${one.id}`) && outside(one).length > 0,
  );
  if (!place) return null;
  const candidates = outside(place);
  side.acts.addMember(place.id, candidates.includes(sample) ? sample : chooser.pick(candidates));
  return 'conversation joined';
};

const renameTeam = (scenery: Scenery): Thing | null => {
  const { side, chooser } = scenery;
  const place = pickFrom(scenery, ({ teamId }) => teamId !== null);
  const teamId = place?.teamId ?? null;
  if (teamId === null) return null;
  side.acts.renameTeam(teamId, `Team ${chooser.integer(1000, 999_999)}`);
  return 'team renamed';
};

const renameConversation = (scenery: Scenery): Thing | null => {
  const { side, chooser } = scenery;
  const named = (one: ActConversation): boolean =>
    one.kind === 'private' ||
    (one.kind === 'channel' && side.name === 'mattermost') ||
    (one.kind === 'group' && side.name === 'microsoft');
  const place = pickFrom(scenery, named);
  if (!place) return null;
  side.acts.renameConversation(place.id, `Renamed ${chooser.integer(1000, 999_999)}`);
  return 'conversation renamed';
};

/** The sample user reads with another client. Teams keeps no read state of channels. */
const readElsewhere = (scenery: Scenery): Thing | null => {
  const { side, sample } = scenery;
  const place = pickFrom(
    scenery,
    ({ teamId, members }) => members.includes(sample) && (teamId === null || side.name === 'mattermost'),
  );
  if (!place) return null;
  side.acts.markRead(sample, place.id);
  return 'read elsewhere';
};

/** How to do each thing. */
export const things: Readonly<Record<Thing, (scenery: Scenery) => Thing | null>> = {
  'new message': say,
  reply,
  edit,
  deletion: remove,
  'reaction added': react,
  'reaction removed': unreact,
  'new chat': newChat,
  'new channel': newChannel,
  'conversation left': leave,
  'conversation joined': join,
  'team renamed': renameTeam,
  'conversation renamed': renameConversation,
  'read elsewhere': readElsewhere,
};
