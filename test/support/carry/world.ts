/** The crew with their Isthmuses over both sandbox services, linked three ways, under virtual time. */
import type { ConversationId } from '../../../renderer/model/index.ts';
import type { LinkRow } from '../../../renderer/store/index.ts';
import type { PersonKey } from '../../../sandbox/organisation/plan.ts';
import {
  mattermostAccount,
  type Services,
  SimulatedIsthmus,
  startServices,
  teamsAccount,
} from '../simulated.ts';
import { link as row } from '../rows.ts';
import { VirtualTime } from '../virtual-time.ts';
import { connected, crewOrganisation } from './organisation.ts';

/** Two conversations that belong together, by the services' own ids. */
export interface Pair {
  readonly name: 'deck' | 'all' | 'pair';
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
  readonly computers: readonly SimulatedIsthmus[];
  /** Links everything in this computer's database, as found links would be. */
  link(computer: SimulatedIsthmus): Promise<void>;
}

const start = Date.parse('2026-11-23T10:00:00Z');

export const startCarryWorld = async (
  seed: number,
  people: readonly PersonKey[] = connected,
): Promise<CarryWorld> => {
  const time = new VirtualTime(start);
  const organisation = crewOrganisation(seed, start);
  const services = startServices(organisation, time);
  const pairs = pairsOf(services);
  const computers = people.map((person, at) => new SimulatedIsthmus(services, person, null, seed * 31 + at));
  const world: CarryWorld = {
    time,
    services,
    pairs,
    computers,
    link: async (computer) => {
      await computer.database.links.bulkPut(pairs.map(linkRow));
      await computer.engine.linksChanged();
    },
  };
  for (const computer of computers) {
    computer.latency = 5;
    await time.during(computer.start());
    await world.link(computer);
  }
  return world;
};

const pairsOf = ({ microsoft, mattermost }: Services): Pair[] => {
  const find = (service: 'microsoft' | 'mattermost', kind: string, members: number): string => {
    const acts = service === 'microsoft' ? microsoft.acts : mattermost.acts;
    const found = acts
      .conversations()
      .filter((one) => one.kind === kind && one.members.length === members)
      .at(-1);
    if (!found) throw new Error(`${service} has no ${kind} of ${members}`);
    return found.id;
  };
  const pair = (name: Pair['name'], kind: string, members: number): Pair => ({
    name,
    mattermost: find('mattermost', kind, members),
    teams: find('microsoft', kind, members),
    isChannel: kind === 'channel',
  });
  return [pair('deck', 'channel', 5), pair('all', 'group', 5), pair('pair', 'direct', 2)];
};

const linkRow = ({ mattermost, teams, isChannel }: Pair): LinkRow => {
  const ids = {
    mattermost: `${mattermostAccount}/${mattermost}` as ConversationId,
    teams: `${teamsAccount}/${isChannel ? 'channel' : 'chat'}/${teams}` as ConversationId,
  };
  return row({ id: `${ids.mattermost} ${ids.teams}`, ...ids });
};
