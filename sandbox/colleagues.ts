/** Colleagues who write, answer, correct, react and read while a sandbox runs. */
import { actorsIn, chooserOf, makeSides, type Side, type SideName } from './acting/side.ts';
import { Talking } from './acting/talking.ts';
import { things, type Thing } from './acting/things.ts';
import type { Organisation, PersonKey } from './organisation/plan.ts';
import type { Chooser } from './organisation/random.ts';
import type { ServiceActs } from './service.ts';
import type { SandboxWorld } from './world.ts';

/** How busy they are, both services together: `calm` about four acts a minute, `lively` about forty; or ms between two acts. */
export type Pace = 'calm' | 'lively' | number;

export type ColleaguesThing =
  | Extract<Thing, 'new message' | 'reply' | 'edit' | 'deletion' | 'reaction added' | 'reaction removed'>
  | 'read'
  | 'presence';

export interface ColleaguesOptions {
  readonly world: SandboxWorld;
  readonly organisation: Organisation;
  readonly microsoft: ServiceActs;
  readonly mattermost: ServiceActs;
  readonly pace: Pace;
}

/** A conversation in which some people keep talking. */
export interface Gathering {
  readonly side: SideName;
  readonly conversationId: string;
  /** The people who do most of the talking there. */
  readonly voices: readonly PersonKey[];
  /** Messages there that are not changed or deleted. */
  readonly spared: readonly string[];
}

export interface Colleagues {
  /** From now on many of the lines are said at these gatherings. */
  gather(gatherings: readonly Gathering[]): void;
  /** What has been done so far, by kind; `refused` counts acts that a service refused. */
  counts(): Readonly<Record<ColleaguesThing | 'refused', number>>;
  /** Nothing is done after this returns. */
  stop(): void;
}

const weights: readonly (readonly [ColleaguesThing, number])[] = [
  ['new message', 52],
  ['reaction added', 18],
  ['read', 12],
  ['presence', 6],
  ['edit', 6],
  ['reaction removed', 3],
  ['deletion', 2],
];

/** The share of talk at the gatherings in all acts, and the share of their own voices in that talk. */
const shareOfGatherings = 0.35;
const shareOfVoices = 0.75;

const meanGap = (pace: Pace): number => (pace === 'calm' ? 15_000 : pace === 'lively' ? 1_500 : pace);

const pickThing = (chooser: Chooser): ColleaguesThing => {
  let left = chooser.random() * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [thing, weight] of weights) {
    left -= weight;
    if (left < 0) return thing;
  }
  return 'read';
};

/** Starts them. The sample user does nothing: that is the person in front of the app. */
export const startColleagues = (options: ColleaguesOptions): Colleagues => {
  const { world, organisation, pace } = options;
  const sample = organisation.sampleUser;
  const chooser = chooserOf(() => world.random());
  const talking = new Talking();
  const sides = makeSides(organisation, {
    microsoft: options.microsoft,
    mattermost: options.mattermost,
  } satisfies Record<SideName, ServiceActs>);
  const counts: Record<ColleaguesThing | 'refused', number> = {
    'new message': 0,
    reply: 0,
    edit: 0,
    deletion: 0,
    'reaction added': 0,
    'reaction removed': 0,
    read: 0,
    presence: 0,
    refused: 0,
  };
  /** Only a few conversations are busy at a time, so that a reader can follow the talk. */
  const busy = new Map<Side, string[]>();

  let gatherings: readonly Gathering[] = [];
  let spared: ReadonlySet<string> = new Set();

  const talkAt = ({ side: name, conversationId, voices }: Gathering): ColleaguesThing | null => {
    const side = sides.find((one) => one.name === name);
    const place = side?.acts.conversations().find(({ id }) => id === conversationId);
    if (!side || !place) return null;
    const among = chooser.chance(shareOfVoices) ? voices : place.members;
    return talking.say(side, place, (key) => key !== sample && among.includes(key), chooser);
  };

  const someConversation = (side: Side) => {
    const mine = side.acts
      .conversations()
      .filter(({ members }) => members.includes(sample) && members.length > 1);
    const ids = busy.get(side) ?? [];
    if (ids.length === 0 || chooser.chance(0.04))
      busy.set(
        side,
        chooser.some(mine, 5).map(({ id }) => id),
      );
    const among = mine.filter(({ id }) => busy.get(side)?.includes(id) === true);
    return among.length > 0 && chooser.chance(0.8) ? among : mine;
  };

  const act = (side: Side): ColleaguesThing | null => {
    if (gatherings.length > 0 && chooser.chance(shareOfGatherings)) return talkAt(chooser.pick(gatherings));
    const thing = pickThing(chooser);
    const conversations = someConversation(side);
    if (conversations.length === 0) return null;
    const others = side.people.filter(({ key }) => key !== sample).map(({ key }) => key);
    switch (thing) {
      case 'read': {
        const places = conversations.filter(({ teamId }) => side.name === 'mattermost' || teamId === null);
        // Teams keeps no read state for channels.
        if (places.length === 0) return null;
        const place = chooser.pick(places);
        const readers = actorsIn(side, place).filter((key) => key !== sample);
        if (readers.length === 0) return null;
        side.acts.markRead(chooser.pick(readers), place.id);
        return thing;
      }
      case 'presence':
        side.acts.setPresence(
          chooser.pick(others),
          chooser.pick(['online', 'online', 'away', 'busy', 'offline']),
        );
        return thing;
      case 'new message':
      case 'reply':
        return talking.say(side, chooser.pick(conversations), (key) => key !== sample, chooser);
      case 'edit':
      case 'deletion':
      case 'reaction added':
      case 'reaction removed': {
        const done = things[thing]({
          side,
          chooser,
          sample,
          talking,
          conversations: () => conversations,
          silent: sample,
          spared,
          left: new Set(),
        });
        return done === null ? null : thing;
      }
    }
  };

  let cancel = (): void => undefined;
  const next = (): void => {
    cancel = world.after(-Math.log(1 - world.random()) * meanGap(pace), () => {
      try {
        const thing = act(chooser.pick(sides));
        if (thing) counts[thing] += 1;
      } catch {
        // The message is gone meanwhile, or belongs to another person, so the service refused.
        counts.refused += 1;
      }
      next();
    });
  };
  next();
  return {
    gather: (wanted) => {
      gatherings = wanted;
      spared = new Set(wanted.flatMap((gathering) => gathering.spared));
    },
    counts: () => ({ ...counts }),
    stop: () => cancel(),
  };
};
