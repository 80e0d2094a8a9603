/** The names of people, teams, conversations and services. */
import {
  oneLine,
  type Conversation,
  type FileReference,
  type Person,
  type PersonId,
  type Service,
  type Team,
} from '../../model/index.ts';
import { english } from './locale.ts';
import { say } from './catalogue/say.ts';

export type People = ReadonlyMap<PersonId, Person>;

/** Letters of scripts that run from right to left (blocks of Unicode, plane 0 and 1). */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** What `isolated` itself has put around a name in a list of names. */
const ownIsolates = /\u2068([^\u2066-\u2069]*)\u2069/gu;

/**
 * A foreign name in one line (`oneLine`), for use in a sentence. It must not reorder the words around it: a right-to-left name stands within
 * Unicode's isolates (UAX 9), and marks of direction are removed. A list of names that are isolated already keeps its isolates.
 */
export const isolated = (name: string): string => {
  const bare = name.replace(ownIsolates, '$1');
  const line = oneLine(bare) === bare ? name : oneLine(name);
  return rightToLeft.test(line) ? `\u2068${line}\u2069` : line;
};

/**
 * The small line of a conversation or a person: a team, a title, a topic, names. Each part is foreign, or a list of names, and changes the direction
 * of no other; absent and empty parts are left out.
 */
export const aboutLine = (parts: readonly (string | null | undefined)[]): string =>
  parts
    .map((part) => isolated(part ?? ''))
    .filter((part) => part !== '')
    .join(' · ');

/** The names of both sides of a link. */
export interface PairNames {
  readonly mattermost: string;
  readonly teams: string;
}

/** Both names for use in a sentence. */
export const isolatedNames = ({ mattermost, teams }: PairNames): PairNames => ({
  mattermost: isolated(mattermost),
  teams: isolated(teams),
});

/** `Microsoft Teams` or `Mattermost`. */
export const serviceName = (service: Service): string => {
  switch (service) {
    case 'teams':
      return say('names.service-name.teams');
    case 'mattermost':
      return say('names.service-name.mattermost');
  }
};

/** The names of services, as a list in a sentence. */
export const servicesNames = (services: readonly Service[]): string =>
  english.list(services.map(serviceName));

/** A person's name in one line. If the mirror does not know the person: the name in the message, else `Somebody`. */
export const personName = (id: PersonId | null, people: People, carried: string | null = null): string => {
  const known = id === null ? undefined : people.get(id)?.displayName;
  // A webhook or bot can override its name in a message. That name says more than the bot's own.
  return oneLine(carried ?? known ?? '') || say('names.person-name.unknown');
};

/**
 * `Ada`, `Ada and Ben`, `Ada, Ben and 3 others`. `most` names are given in full. `unnamed` is the number of further people without names:
 * `Ada and 1 other`; `Somebody` or `2 people` if there is no name at all.
 */
export const nameList = (names: readonly string[], most = 3, unnamed = 0): string => {
  if (names.length === 0 && unnamed > 0) return say('names.unnamed', { count: unnamed });
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const others = names.length - shown.length + unnamed;
  const each = shown.map(isolated);
  const parts = others > 0 ? [...each, say('names.others', { count: others })] : each;
  return english.list(parts);
};

/** The names of people. People whom the mirror cannot name are counted as others. `me` is `You`. */
export const peopleList = (
  ids: readonly PersonId[],
  people: People,
  { me = null, most = 3, unnamed = 0 }: { me?: PersonId | null; most?: number; unnamed?: number } = {},
): string => {
  const names = ids.flatMap((id) => {
    const name = id === me ? say('names.people-list.name.me') : oneLine(people.get(id)?.displayName ?? '');
    return name === '' ? [] : [name];
  });
  return nameList(names, most, ids.length - names.length + unnamed);
};

/** The other person of a direct chat; the user in a chat with themselves; null for other conversations. */
export const otherPersonOf = (
  conversation: Pick<Conversation, 'kind' | 'participants'>,
  me: PersonId | null,
): PersonId | null => {
  if (conversation.kind !== 'direct') return null;
  return conversation.participants.find((id) => id !== me) ?? conversation.participants[0] ?? null;
};

/** The name of a team in one line. */
export const teamName = ({ name }: Pick<Team, 'name'>): string =>
  oneLine(name) || say('names.team-name.unknown');

/** The name of a file in one line. */
export const fileName = ({ name }: Pick<FileReference, 'name'>): string =>
  oneLine(name) || say('names.file-name.unknown');

/** The name of a conversation in one line: its own, or its participants' if it has none. */
export const conversationName = (
  conversation: Pick<Conversation, 'kind' | 'participants' | 'name'>,
  people: People,
  me: PersonId | null,
): string => {
  const own = oneLine(conversation.name ?? '');
  if (own !== '') return own;
  const others = conversation.participants.filter((id) => id !== me);
  if (others.length > 0) {
    const names = others.map((id) => personName(id, people));
    return nameList([...new Set(names)].sort(english.compare), 4);
  }
  if (conversation.participants.length > 0)
    return say('names.conversation-name.other', {
      personName: isolated(personName(conversation.participants[0] ?? null, people)),
    });
  switch (conversation.kind) {
    case 'direct':
      return say('names.conversation-name.direct');
    case 'group':
      return say('names.conversation-name.group');
    case 'meeting':
      return say('names.conversation-name.meeting');
    case 'channel':
    case 'private-channel':
    case 'shared-channel':
      return say('names.conversation-name.channel');
  }
};
