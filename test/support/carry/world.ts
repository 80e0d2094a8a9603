/** The crew with their Isthmuses over both sandbox services, linked three ways, under virtual time. */
import type { PersonKey } from '../../../sandbox/organisation/plan.ts';
import type { RelayAccounts } from '../../../renderer/model/index.ts';
import { type Services, SimulatedIsthmus, startServices } from '../simulated.ts';
import { VirtualTime } from '../virtual-time.ts';
import type { RelayRole } from '../../../renderer/engine/bridge/links/facts.ts';
import { LaggingProfiles } from './lagging-profiles.ts';
import type { Mutation } from './mutations.ts';
import { connected, crew, crewOrganisation, relayAccounts, withRelay } from './organisation.ts';

/** Two conversations that belong together, by the services' own ids. */
export interface Pair {
  /** `watch` is not linked at first. */
  readonly name: 'deck' | 'all' | 'pair' | 'watch';
  readonly mattermost: string;
  /** `chat id`, or `team id/channel id`. */
  readonly teams: string;
  readonly isChannel: boolean;
}

export interface CarryWorld {
  readonly time: VirtualTime;
  readonly services: Services;
  readonly pairs: readonly Pair[];
  /** Every running Isthmus: one a connected person, and a second computer of the first. */
  readonly computers: SimulatedIsthmus[];
  /** The organisation's relay on its computers; empty where it has none. */
  readonly relays: readonly SimulatedIsthmus[];
  readonly profiles: LaggingProfiles;
  /** Those whose messages must stand on both sides. */
  readonly carried: readonly PersonKey[];
}

/** All Isthmuses that carry. */
export const carriers = ({ computers, relays }: CarryWorld): readonly SimulatedIsthmus[] => [
  ...computers,
  ...relays,
];

const start = Date.parse('2026-11-23T10:00:00Z');

export const startCarryWorld = async (
  seed: number,
  people: readonly PersonKey[] = connected,
  mutation: Mutation | null = null,
  throttled = true,
  relayCount = 0,
  /** Into how many shares the relay's computers divide the links. */
  shares = 1,
  /** How long somebody who is connected has to be silent before the relay carries for them, ms; null: it never does. */
  grace: number | null = null,
): Promise<CarryWorld> => {
  const time = new VirtualTime(start);
  const plain = crewOrganisation(seed, start);
  const organisation = relayCount === 0 ? plain : withRelay(plain);
  const services = startServices(organisation, time, throttled);
  const pairs = pairsOf(services);
  const relay = relayCount === 0 ? null : relayAccounts(organisation);
  const computers = people.map(
    (person, at) =>
      new SimulatedIsthmus(services, person, null, seed * 31 + at, mutation, standsTo(relay, person)),
  );
  const relays = Array.from(
    { length: relayCount },
    (_, at) =>
      new SimulatedIsthmus(
        ...([services, 'relay', null, seed * 31 + 20 + at, mutation, { kind: 'relay', shares }] as const),
        grace === null ? null : { grace, sentence: 'The relay’s notes.' },
      ),
  );
  await time.during(linkEverything(services, pairs, relay));
  for (const person of new Set(people)) await time.during(chooseAll(services, pairs, person));
  const profiles = new LaggingProfiles(time.now);
  const world = {
    time,
    services,
    pairs,
    computers,
    relays,
    profiles,
    carried: relay === null ? connected : crew,
  };
  for (const computer of carriers(world)) {
    readyFor(world, computer);
    await time.during(computer.start());
  }
  return world;
};

/** Gives a computer its ways to the services. */
export const readyFor = ({ profiles }: Pick<CarryWorld, 'profiles'>, computer: SimulatedIsthmus): void => {
  computer.latency = 5;
  computer.rough.profiles = profiles;
};

/** Anna, who makes links, was told who the relay is; the others read it in the links' posts. */
export const standsTo = (relay: RelayAccounts | null, person: PersonKey): RelayRole =>
  relay === null || person !== 'anna' ? { kind: 'user' } : { kind: 'beside', ...relay };

const pairsOf = ({ microsoft, mattermost }: Services): Pair[] => {
  const find = (service: 'microsoft' | 'mattermost', kind: string, channel: string | null): string => {
    const acts = service === 'microsoft' ? microsoft.acts : mattermost.acts;
    const found = acts
      .truth('anna')
      .conversations.find((one) => one.kind === kind && (channel === null || one.name === channel));
    if (!found) throw new Error(`${service} has no ${kind} ${channel ?? ''}`);
    return found.id;
  };
  const pair = (name: Pair['name'], kind: string, channel: string | null = null): Pair => ({
    name,
    mattermost: find('mattermost', kind, channel),
    teams: find('microsoft', kind, channel),
    isChannel: kind === 'channel',
  });
  return [
    pair('deck', 'channel', 'Deck'),
    pair('all', 'group'),
    pair('pair', 'direct'),
    pair('watch', 'channel', 'Watch'),
  ];
};

const keyOf = ({ teams, isChannel }: Pair): string => `${isChannel ? 'channel' : 'chat'}/${teams}`;

/** What Anna's Isthmus would have written: a post that links the channel, and one that links the group. */
const linkEverything = async (
  services: Services,
  pairs: readonly Pair[],
  relay: RelayAccounts | null,
): Promise<void> => {
  for (const pair of pairs.filter(({ name }) => name === 'deck' || name === 'all')) {
    const link = {
      ...{ teams: keyOf(pair), name: pair.name, since: 0 },
      ...(relay === null ? {} : { relay }),
    };
    await asUser(services, 'anna', 'POST', '/posts', {
      channel_id: pair.mattermost,
      message: 'Linked.',
      props: { isthmus: { version: 1, link } },
    });
  }
};

/** What a person's Isthmus would have written: their choice to have all carried. */
export const chooseAll = async (
  services: Services,
  pairs: readonly Pair[],
  person: PersonKey,
): Promise<void> => {
  const userId = services.mattermost.acts.userId(person);
  const rows = pairs
    .filter(({ name }) => name !== 'watch')
    .map((pair) => ({
      user_id: userId,
      category: 'isthmus_carry',
      name: pair.mattermost,
      value: JSON.stringify({
        version: 1,
        teams: keyOf(pair),
        carried: true,
        since: { mattermost: 0, teams: 0 },
      }),
    }));
  await asUser(services, person, 'PUT', '/users/me/preferences', rows);
};

/** A request as one of a person's other Mattermost clients makes it. */
export const asUser = async (
  services: Services,
  person: PersonKey,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> => {
  const planned = services.organisation.people.find(({ key }) => key === person);
  const send = (where: string, init: RequestInit): Promise<Response> =>
    services.mattermost.fetch(new Request(`http://mattermost.example/api/v4${where}`, init));
  const login = await send('/users/login', {
    method: 'POST',
    body: JSON.stringify({ login_id: planned?.mattermost?.username, password: planned?.password }),
  });
  const headers = { authorization: `Bearer ${login.headers.get('token') ?? ''}` };
  const answer = await send(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
  return answer;
};
