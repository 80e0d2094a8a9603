/** One person with many linked conversations, for benchmarks and kills: so many channels with channels, so many chats with private channels. */
import type { Organisation, PersonKey } from '../../../sandbox/organisation/plan.ts';
import { crewPerson } from './crew-person.ts';

export interface PairCounts {
  readonly channels: number;
  readonly chats: number;
}

/** Whose Isthmus carries; the others only read. */
export const carrier: PersonKey = 'anna';
const people: readonly PersonKey[] = [carrier, 'ben', 'cleo'];

/** The display name of each pair's Teams and Mattermost side, channels first. */
export const pairNames = ({ channels, chats }: PairCounts): readonly string[] => [
  ...Array.from({ length: channels }, (_, at) => `Deck ${at}`),
  ...Array.from({ length: chats }, (_, at) => `Watch ${at}`),
];

/** The organisation before anything was written. `now` in ms. */
export const pairsOrganisation = (seed: number, now: number, counts: PairCounts): Organisation => {
  const createdAt = now - 86_400_000;
  const team = { key: 'crew', displayName: 'Crew', description: '', members: people, owners: [carrier] };
  const names = pairNames(counts);
  const decks = names.slice(0, counts.channels);
  const watches = names.slice(counts.channels);
  return {
    seed,
    name: 'Crew',
    tenantId: '7d1c2b3a-0000-4000-8000-000000000002',
    sampleUser: carrier,
    people: people.map((key, at) => crewPerson(2, key, at)),
    teams: {
      teams: [team],
      channels: decks.map((displayName) => ({
        key: `teams/${displayName}`,
        team: team.key,
        displayName,
        description: '',
        membershipType: 'standard',
        members: people,
        createdAt,
      })),
      chats: watches.map((topic) => ({
        key: `teams/${topic}`,
        chatType: 'group',
        topic,
        members: people,
        createdAt,
        readAt: {},
      })),
      messages: [],
    },
    mattermost: {
      teams: [team],
      channels: names.map((displayName, at) => ({
        key: `mattermost/${displayName}`,
        team: team.key,
        type: at < counts.channels ? 'O' : 'P',
        name: displayName.toLowerCase().replace(' ', '-'),
        displayName,
        header: '',
        purpose: '',
        members: people,
        createdAt,
        readAt: {},
      })),
      posts: [],
    },
  };
};
