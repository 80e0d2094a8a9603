/** The sandbox's colleagues for `npm start`: they have linked conversations, talk there, and carry. */
import type { Gathering } from '../../../sandbox/colleagues.ts';
import type { Sandbox } from '../../../sandbox/index.ts';
import type { Organisation, PersonKey } from '../../../sandbox/organisation/plan.ts';
import type { ServicesHere } from '../in-process/services.ts';
import { type ConnectedColleagues, connectColleagues } from './connect.ts';
import { carryDirect, linkChannel } from './link.ts';
import { type CarryPlaces, findPlaces } from './places.ts';

export interface CarryingColleagues {
  /** The linked channel's name on Mattermost. */
  readonly channelName: string;
  /** Lines for the terminal: who carries where. */
  readonly about: readonly string[];
  /** Starts their Isthmuses and their talk: once, when the user's own app runs. */
  connect(): void;
  /** Ends their Isthmuses. Call it before the sandbox ends. */
  stop(): Promise<void>;
}

/** Links the places; null if this sandbox has none. `say` gets lines for the terminal. */
export const prepareColleagues = async (
  sandbox: Sandbox,
  say: (line: string) => void,
): Promise<CarryingColleagues | null> => {
  const services = servicesOf(sandbox);
  const places = findPlaces(services.organisation, {
    microsoft: services.microsoft.acts,
    mattermost: services.mattermost.acts,
  });
  if (places === null) return null;
  const post = await linkChannel(services, places);
  await carryDirect(services, places);
  let connected: ConnectedColleagues | null = null;
  return {
    channelName: places.channel.nameHere,
    about: describePlaces(services.organisation, places),
    connect: () => {
      if (connected !== null) return;
      connected = connectColleagues(services, places, say);
      sandbox.colleagues?.gather(gatheringsOf(places, post));
    },
    stop: async () => connected?.stop(),
  };
};

const describePlaces = ({ people }: Organisation, { channel, voices, partner }: CarryPlaces): string[] => {
  const name = (person: PersonKey): string => people.find(({ key }) => key === person)?.displayName ?? person;
  const writers = voices.map(name).join(' and ');
  return [
    `“${channel.nameHere}” is linked with “${channel.name}” in Teams: what ${writers} write there is carried.`,
    `${name(partner)} uses Isthmus too and writes to you on both sides: Isthmus asks you whether to carry that.`,
  ];
};

const servicesOf = ({ world, organisation, microsoft, mattermost }: Sandbox): ServicesHere => ({
  time: world,
  organisation,
  microsoft: microsoft.tenant,
  mattermost: mattermost.server,
  graphUrl: microsoft.graphUrl,
  mattermostUrl: mattermost.url,
});

/** The places of the talk: both sides of each link. The post that links is not changed. */
export const gatheringsOf = (
  { channel, voices, direct, partner }: CarryPlaces,
  post: string,
): readonly Gathering[] => [
  { side: 'mattermost', conversationId: channel.mattermost, voices, spared: [post] },
  { side: 'microsoft', conversationId: channel.teams, voices, spared: [] },
  { side: 'mattermost', conversationId: direct.mattermost, voices: [partner], spared: [] },
  { side: 'microsoft', conversationId: direct.teams, voices: [partner], spared: [] },
];
