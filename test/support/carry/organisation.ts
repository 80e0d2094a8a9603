/** A crew of five with two channels, a group chat and a one-to-one chat on both services: small, so that many lives of it can be lived. */
import type { Organisation, PersonKey } from '../../../sandbox/organisation/plan.ts';
import type { RelayAccounts, SharedKey } from '../../../renderer/model/index.ts';
import { mattermostBot, teamsBot, withBots } from '../../../build/commands/relay/bots.ts';
import { crewPerson } from './crew-person.ts';

/** Who has an Isthmus, in order; the others write on both sides, and are carried where there is a relay. */
export const connected: readonly PersonKey[] = ['anna', 'ben', 'cleo'];
export const unconnected: readonly PersonKey[] = ['dora', 'emil'];
export const crew: readonly PersonKey[] = [...connected, ...unconnected];

/** The first is linked from the start, the second every now and then. */
const channelNames = ['Deck', 'Watch'] as const;

const teams = '7d1c2b3a-0000-4000-8000-000000000001';

/** The organisation before anything was written. `now` in ms. */
export const crewOrganisation = (seed: number, now: number): Organisation => {
  const createdAt = now - 86_400_000;
  const team = { key: 'crew', displayName: 'Crew', description: '', members: crew, owners: ['anna'] };
  const channel = { team: 'crew', description: '', members: crew, createdAt };
  return {
    seed,
    name: 'Crew',
    tenantId: teams,
    sampleUser: 'anna',
    people: crew.map((key, at) => crewPerson(1, key, at)),
    teams: {
      teams: [team],
      channels: channelNames.map((displayName) => ({
        ...channel,
        key: `teams/${displayName}`,
        displayName,
        membershipType: 'standard',
      })),
      chats: [
        { key: 'teams/all', chatType: 'group', topic: 'All hands', members: crew, createdAt, readAt: {} },
        {
          key: 'teams/pair',
          chatType: 'oneOnOne',
          topic: null,
          members: ['anna', 'ben'],
          createdAt,
          readAt: {},
        },
      ],
      messages: [],
    },
    mattermost: {
      teams: [team],
      channels: [
        ...channelNames.map((displayName) => ({
          ...channel,
          key: `mattermost/${displayName}`,
          displayName,
          type: 'O' as const,
          name: displayName.toLowerCase(),
          header: '',
          purpose: '',
          readAt: {},
        })),
        {
          key: 'mattermost/all',
          team: null,
          type: 'G',
          name: 'all',
          displayName: 'all',
          header: '',
          purpose: '',
          members: crew,
          createdAt,
          readAt: {},
        },
        {
          key: 'mattermost/pair',
          team: null,
          type: 'D',
          name: 'pair',
          displayName: 'pair',
          header: '',
          purpose: '',
          members: ['anna', 'ben'],
          createdAt,
          readAt: {},
        },
      ],
      posts: [],
    },
  };
};

/** Who the relay is, as links name it; of no accounts in an organisation without one. */
export const relayAccounts = ({ people }: Organisation): RelayAccounts => {
  const planned = (which: PersonKey) => people.find(({ key }) => key === which);
  return {
    mattermost: (planned(mattermostBot)?.mattermost?.id ?? '') as SharedKey,
    teams: `user/${planned(teamsBot)?.microsoft?.id ?? ''}` as SharedKey,
  };
};

/** The same organisation with the relay's accounts in all conversations that can be linked by a post. */
export const withRelay = (organisation: Organisation): Organisation => {
  const all = withBots(organisation);
  const inAll = <Place extends { readonly key: string; readonly members: readonly PersonKey[] }>(
    places: readonly Place[],
    key: string,
    bot: PersonKey,
  ): Place[] =>
    places.map((place) => (place.key === key ? { ...place, members: [...place.members, bot] } : place));
  const { teams, mattermost } = all;
  return {
    ...all,
    teams: { ...teams, chats: inAll(teams.chats, 'teams/all', teamsBot) },
    mattermost: { ...mattermost, channels: inAll(mattermost.channels, 'mattermost/all', mattermostBot) },
  };
};
