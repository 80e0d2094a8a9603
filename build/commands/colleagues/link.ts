/** What the colleagues did before the app started: they posted the link of their channel, and chose to have a chat carried. */
import type { Connector } from '../../../renderer/connectors/connector.ts';
import type { SharedMemoryCapability } from '../../../renderer/connectors/writing.ts';
import type { World } from '../../../renderer/connectors/world.ts';
import {
  type CarryChoice,
  type CarryKey,
  type LinkNote,
  type Result,
  sharedKeyOf,
} from '../../../renderer/model/index.ts';
import type { PersonKey } from '../../../sandbox/organisation/plan.ts';
import { Seat } from '../in-process/seat.ts';
import type { ServicesHere } from '../in-process/services.ts';
import { idsOf, postIdOf } from './ids.ts';
import type { CarryPlaces } from './places.ts';

const never = new AbortController().signal;

/** Links the channel in the host's name, with everybody in it who talks there. Resolves to the server's id of the linking post. */
export const linkChannel = async (
  services: ServicesHere,
  { channel, host, voices }: CarryPlaces,
): Promise<string> => {
  const { acts } = services.mattermost;
  const members = acts.conversations().find(({ id }) => id === channel.mattermost)?.members ?? [];
  for (const voice of voices) if (!members.includes(voice)) acts.addMember(channel.mattermost, voice);
  const { mattermost, teams } = idsOf(channel);
  const since = services.time.now();
  const note: LinkNote = { kind: 'link', teams: sharedKeyOf(teams), name: channel.name, since };
  const sentence = `This channel is linked with ${channel.name} in Microsoft Teams.`;
  const stamp = { key: 'sandbox link' as CarryKey, note };
  const memory = await memoryOf(services, host);
  const written = valueOf(await memory.link(mattermost, note, sentence, stamp, never));
  const post = postIdOf(written.id);
  if (post === null) throw new Error('the post that links has no id');
  return post;
};

/** From now on the partner's Isthmus carries their messages to the sample user. */
export const carryDirect = async (
  services: ServicesHere,
  { partner, direct }: CarryPlaces,
): Promise<void> => {
  const { mattermost, teams } = idsOf(direct);
  const now = services.time.now();
  const memory = await memoryOf(services, partner);
  const choice: CarryChoice = {
    mattermost: sharedKeyOf(mattermost),
    teams: sharedKeyOf(teams),
    carried: true,
    since: { mattermost: now, teams: now },
  };
  valueOf(await memory.writeChoice(choice, never));
};

/** A person's access to the shared memory on Mattermost, before their own Isthmus runs. */
const memoryOf = async (services: ServicesHere, person: PersonKey): Promise<SharedMemoryCapability> => {
  const seat = new Seat(services, person);
  await seat.signIn();
  const world: World = seat.world({
    now: services.time.now,
    after: services.time.after,
    random: () => 0.5,
    isOn: () => true,
    latency: () => 0,
    log: () => undefined,
  });
  const connectors: Connector[] = seat.accounts().map((account) => account.connect(world, null));
  const memory = connectors.find(({ service }) => service === 'mattermost')?.memory;
  if (!memory) throw new Error('Mattermost has no memory');
  return memory;
};

const valueOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`Mattermost refused a link: ${result.failure.kind}`);
  return result.value;
};
