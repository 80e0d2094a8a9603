/** One service for the code that acts as people: its acts, its markup, and the people behind its user ids. */
import { mattermostEmoji, teamsEmoji } from '../organisation/emoji.ts';
import { mattermostMessage, teamsBody } from '../organisation/talk/markup.ts';
import { peopleByKey } from '../organisation/people.ts';
import type { Organisation, PersonKey, PlannedPerson } from '../organisation/plan.ts';
import { Chooser } from '../organisation/random.ts';
import type { ActConversation, ActMessage, ServiceActs, Writing } from '../service.ts';

export type SideName = 'microsoft' | 'mattermost';

export interface Side {
  readonly name: SideName;
  readonly acts: ServiceActs;
  readonly emoji: readonly string[];
  /** The generator's text (Markdown with mention marks) in the service's language. */
  readonly write: (text: string) => Writing;
  readonly person: (key: PersonKey) => PlannedPerson;
  /** The person of a user id of this service; undefined if the id is not of the organisation. */
  readonly personOf: (userId: string) => PersonKey | undefined;
  /** Everybody with an account here, bots apart. */
  readonly people: readonly PlannedPerson[];
  /** Whether replies in this conversation form threads (Teams chats have none). */
  readonly hasThreads: (conversation: ActConversation) => boolean;
}

/** Both sides of an organisation. */
export const makeSides = (
  organisation: Organisation,
  acts: Readonly<Record<SideName, ServiceActs>>,
): readonly [Side, Side] => {
  const person = peopleByKey(organisation.people);
  const humans = organisation.people.filter(({ kind }) => kind !== 'bot');
  const idsOn = (side: SideName): Map<string, PersonKey> =>
    new Map(organisation.people.flatMap((one) => (one[side] ? [[one[side].id, one.key] as const] : [])));
  const microsoftIds = idsOn('microsoft');
  const mattermostIds = idsOn('mattermost');
  return [
    {
      name: 'microsoft',
      acts: acts.microsoft,
      emoji: teamsEmoji,
      write: (text) => teamsBody(text, false, person),
      person,
      personOf: (id) => microsoftIds.get(id),
      people: humans.filter(({ microsoft }) => microsoft),
      hasThreads: ({ teamId }) => teamId !== null,
    },
    {
      name: 'mattermost',
      acts: acts.mattermost,
      emoji: mattermostEmoji,
      write: (text) => ({ content: mattermostMessage(text, person) }),
      person,
      personOf: (id) => mattermostIds.get(id),
      people: humans.filter(({ mattermost }) => mattermost),
      hasThreads: () => true,
    },
  ];
};

/** A chooser fed by a world's randomness. */
export const chooserOf = (random: () => number): Chooser => new Chooser(Math.floor(random() * 0x1_0000_0000));

/** The members who can act in a conversation: people, not bots. */
export const actorsIn = (side: Side, conversation: ActConversation): PersonKey[] =>
  conversation.members.filter((key) => side.person(key).kind !== 'bot');

/** Messages that can still be changed: their authors are still members. */
export const changeable = (
  side: Side,
  conversation: ActConversation,
): (ActMessage & { readonly author: PersonKey })[] => {
  const actors = new Set(actorsIn(side, conversation));
  return side.acts
    .messages(conversation.id)
    .filter(
      (message): message is ActMessage & { readonly author: PersonKey } =>
        !message.deleted && message.author !== null && actors.has(message.author),
    );
};
