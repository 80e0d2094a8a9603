/** The busy night of the headline test: while the app is away, an exact number of acts happen on both services. */
import { chooserOf, makeSides, type Side, type SideName } from './acting/side.ts';
import { Talking } from './acting/talking.ts';
import { things, type Scenery, type Thing } from './acting/things.ts';
import type { Organisation } from './organisation/plan.ts';
import type { Chooser } from './organisation/random.ts';
import type { ServiceActs } from './service.ts';

export type { Thing } from './acting/things.ts';

export interface HeadlineOptions {
  readonly acts: Readonly<Record<SideName, ServiceActs>>;
  readonly organisation: Organisation;
  /** In [0, 1); the same sequence gives the same night. */
  readonly random: () => number;
  /** Five hundred when absent. */
  readonly count?: number;
}

/** How often each kind of act happened, on both services together. The sum is the requested number. */
export type Tally = Readonly<Record<Thing, number>>;

const weights: Readonly<Record<Thing, number>> = {
  'new message': 30,
  reply: 18,
  edit: 13,
  deletion: 6,
  'reaction added': 14,
  'reaction removed': 6,
  'read elsewhere': 5,
  'new chat': 2,
  'new channel': 1,
  'conversation left': 1,
  'conversation joined': 2,
  'team renamed': 1,
  'conversation renamed': 1,
};

const kinds = Object.keys(weights) as Thing[];
const total = kinds.reduce((sum, kind) => sum + weights[kind], 0);

const pickKind = (chooser: Chooser): Thing => {
  let left = chooser.random() * total;
  for (const kind of kinds) {
    left -= weights[kind];
    if (left < 0) return kind;
  }
  return 'new message';
};

/** Mostly in the sample user's conversations, sometimes in others, which must not affect anybody's mirror. */
const sceneryOf = (side: Side, sample: string, chooser: Chooser, talking: Talking): Scenery => ({
  side,
  sample,
  chooser,
  talking,
  silent: null,
  spared: new Set(),
  left: new Set(),
  conversations: () => {
    const all = side.acts.conversations();
    return chooser.chance(0.1) ? all : all.filter(({ members }) => members.includes(sample));
  },
});

/**
 * Does exactly `count` acts: each kind once on each side first, then at random, with common acts more often. Throws if no act is possible.
 */
export const doFiveHundredThings = ({ acts, organisation, random, count = 500 }: HeadlineOptions): Tally => {
  const chooser = chooserOf(random);
  const talking = new Talking();
  const sceneries = makeSides(organisation, acts).map((side) =>
    sceneryOf(side, organisation.sampleUser, chooser, talking),
  );
  const wanted = kinds.flatMap((kind) => sceneries.map((scenery) => ({ kind, scenery })));
  const tally = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Thing, number>;
  let done = 0;
  for (let attempt = 0; done < count; attempt += 1) {
    if (attempt > 20 * count + 100) throw new Error(`only ${done} of ${count} things could be done`);
    const next = wanted.shift() ?? { kind: pickKind(chooser), scenery: chooser.pick(sceneries) };
    const thing = things[next.kind](next.scenery);
    if (thing === null) continue;
    tally[thing] += 1;
    done += 1;
  }
  return tally;
};
