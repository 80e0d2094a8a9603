/** Reads the people and channels that can be named in a conversation, when the user begins to type a name. */
import { oneLine, type Conversation, type Person, type PersonId } from '../../../model/index.ts';
import {
  readConversationRowsOf,
  readMemberRows,
  readNamedPersonIdsOf,
  readPeople,
  readTwinRows,
} from '../../../store/index.ts';
import { shownName } from '../../directory/known-people.ts';
import { query } from '../../queries/query.ts';
import { english } from '../../words/locale.ts';
import type { ChannelChoice, PersonChoice } from './completions.ts';

/** At most this many other people of the account are read. */
const mostOthers = 5_000;

/**
 * All people that may be meant: members, and in Mattermost also others of the account, each with the name on the other service. The user
 * and deactivated people are left out.
 */
export const peopleHereQuery = (conversation: Conversation, me: PersonId | null) =>
  query('people-to-mention', ['members', 'people', 'twins'], async (tables) => {
    const [row] = await readMemberRows(tables, [conversation.id]);
    const members = new Set([...conversation.participants, ...(row?.personIds ?? [])]);
    const others =
      conversation.service === 'mattermost' && conversation.teamId !== null
        ? (await readNamedPersonIdsOf(tables, conversation.accountId)).slice(0, mostOthers)
        : [];
    const people = await readPeople(tables, [...new Set([...members, ...others])]);
    const shown = [...people.values()].filter(({ id, active }) => id !== me && active);
    const twins = await readTwinRows(
      tables,
      shown.filter(({ id }) => members.has(id)).map(({ id }) => id),
    );
    const twinIds = [...twins.values()].flatMap((one) => one.twins.map(({ id }) => id));
    const named = await readPeople(tables, twinIds);
    const otherName = (person: Person): string => {
      const twin = twins.get(person.id)?.twins[0];
      const name = twin === undefined ? '' : oneLine(named.get(twin.id)?.displayName ?? '');
      return name === shownName(person) ? '' : name;
    };
    return shown
      .map((person): PersonChoice => ({
        kind: 'person',
        id: person.id,
        name: shownName(person),
        handle: oneLine(person.handle),
        otherName: otherName(person),
        isMember: members.has(person.id),
      }))
      .sort((a, b) => english.compare(a.name, b.name));
  });

/** The channels of the same team of Mattermost; Teams has no such mention. */
export const channelsHereQuery = ({ accountId, teamId, service }: Conversation) =>
  query('channels-to-mention', ['conversations'], async (tables): Promise<readonly ChannelChoice[]> => {
    if (service !== 'mattermost') return [];
    const all = await readConversationRowsOf(tables, accountId);
    return all
      .flatMap((one): ChannelChoice[] =>
        one.teamId === null || one.name === null || one.archived || (teamId !== null && one.teamId !== teamId)
          ? []
          : [{ kind: 'channel', id: one.id, name: oneLine(one.name) }],
      )
      .sort((a, b) => english.compare(a.name, b.name));
  });
