/** Finds where the sandbox's colleagues carry: conversations that exist on both services, and the people with an Isthmus. */
import type { Organisation, PersonKey, PlannedPerson } from '../../../sandbox/organisation/plan.ts';
import type { ServiceActs, Truth } from '../../../sandbox/service.ts';

/** Two linked conversations, by the services' own ids (of a Teams channel: `team/channel`). */
export interface Pair {
  readonly mattermost: string;
  readonly teams: string;
}

export interface CarryPlaces {
  readonly channel: Pair & {
    /** The name of its team and channel in Teams. */
    readonly name: string;
    /** Its name on Mattermost. */
    readonly nameHere: string;
  };
  /** The person who administers the channel, and links it. */
  readonly host: PersonKey;
  /** The people with an Isthmus in the channel, the host first. */
  readonly voices: readonly PersonKey[];
  /** The person who carries the messages between them and the sample user. */
  readonly partner: PersonKey;
  readonly direct: Pair;
}

export interface BothActs {
  readonly microsoft: ServiceActs;
  readonly mattermost: ServiceActs;
}

interface Named {
  readonly team: string;
  readonly channel: string;
}

/** The crews discuss the weather on both services. Their head administers one channel and is a member of the other. */
const weather: Readonly<Record<'mattermost' | 'teams', Named>> = {
  mattermost: { team: 'Field', channel: 'Weather' },
  teams: { team: 'Field Operations', channel: 'Weather Windows' },
};

/** Finds the places; null if an organisation has no such channels, or nobody to carry between them. */
export const findPlaces = (organisation: Organisation, acts: BothActs): CarryPlaces | null => {
  const { sampleUser, people } = organisation;
  const truths = { mattermost: acts.mattermost.truth(sampleUser), teams: acts.microsoft.truth(sampleUser) };
  const mattermost = channelNamed(truths.mattermost, weather.mattermost);
  const teams = channelNamed(truths.teams, weather.teams);
  const field = organisation.mattermost.teams.find(
    ({ displayName }) => displayName === weather.mattermost.team,
  );
  const operations = organisation.teams.teams.find(({ displayName }) => displayName === weather.teams.team);
  if (mattermost === null || teams === null || !field || !operations) return null;

  const connectable = people
    .filter((person) => person.key !== sampleUser && canConnect(person))
    .map(({ key }) => key);
  // In the team's own order: the crews before their visitors.
  const inBoth = field.members.filter((key) => operations.members.includes(key) && connectable.includes(key));
  const host = inBoth.find((key) => field.owners.includes(key));
  const companion = inBoth.find((key) => key !== host);
  if (host === undefined || companion === undefined) return null;
  const writesOnBoth = (key: PersonKey): boolean =>
    speaks(acts.microsoft, sampleUser, key) && speaks(acts.mattermost, sampleUser, key);
  const partner = connectable.find(writesOnBoth) ?? companion;
  const two = [sampleUser, partner];
  return {
    channel: {
      mattermost,
      teams,
      name: `${weather.teams.team} / ${weather.teams.channel}`,
      nameHere: weather.mattermost.channel,
    },
    host,
    voices: [host, companion],
    partner,
    // The services return an existing conversation instead of making a second one.
    direct: {
      mattermost: acts.mattermost.createChat(two, null),
      teams: acts.microsoft.createChat(two, null),
    },
  };
};

/** Whether somebody's Isthmus can sign in here: on both services, and without a second factor. */
const canConnect = ({ kind, microsoft, mattermost }: PlannedPerson): boolean =>
  kind === 'member' && microsoft !== null && mattermost?.mfaSecret === null;

const speaks = (acts: ServiceActs, one: PersonKey, other: PersonKey): boolean =>
  acts
    .conversations()
    .some(({ kind, members }) => kind === 'direct' && members.includes(one) && members.includes(other));

const channelNamed = ({ teams, conversations }: Truth, { team, channel }: Named): string | null => {
  const ids = teams.filter(({ name }) => name === team).map(({ id }) => id);
  const found = conversations.find(
    ({ teamId, kind, name }) => kind === 'channel' && name === channel && ids.includes(teamId ?? ''),
  );
  return found?.id ?? null;
};
