import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { both, post } from '../../../../test/support/gathering.ts';
import { cursorOf } from '../../../../test/support/works.ts';
import type { ConversationId, Service } from '../../../model/index.ts';
import { type IsthmusDatabase, knowLink, putOutbox } from '../../../store/index.ts';
import { ReadsMoved } from '../reads/reads-moved.ts';
import type { CarriedElsewhere } from './carried-elsewhere.ts';
import type { Carrier } from './carrier.ts';
import { Chains } from './chains.ts';
import { KnownLinks } from './known-links.ts';
import type { LaneRunner } from './lane-runner.ts';
import { LinkRound } from './link-round.ts';

const note = (what: string) => (): Promise<void> => Promise.resolve(void did.push(what));

let database: IsthmusDatabase;
let did: string[];
let woken: number[];
let wanted: ConversationId[];
let late: ReadonlySet<ConversationId>;
let told: ReadonlySet<ConversationId>;
let rests: number | null;
let now: number;
let known: KnownLinks;
let round: LinkRound;

/** What a round asks of a carrier: a class, so its private parts are left out. */
const carrier = {
  untilOwnTurn: () => Promise.resolve(rests),
  adoptWhatWas: async (_link: unknown, ownSince: number) => {
    did.push(`adopt ${ownSince}`);
    await knowLink(database, both.id);
    return true;
  },
  carryReads: (_link: unknown, mayTell: () => boolean) =>
    Promise.resolve(void did.push(mayTell() ? 'reads' : 'may not read')).then(() => true),
} as unknown as Carrier;

beforeEach(async () => {
  [database, did, wanted, rests, now] = [openDatabase(), [], [], 0, 5_000];
  [late, told, woken] = [new Set(), new Set(), []];
  known = new KnownLinks(database);
  const after = () => () => undefined;
  round = new LinkRound({
    world: { now: () => now },
    database,
    chains: new Chains({ world: { after, log: () => undefined }, again: () => undefined }),
    lanes: {
      run: (_carrier: unknown, _link: unknown, service: Service) => note(`lane ${service}`)(),
    } as LaneRunner,
    known,
    reads: new ReadsMoved({ now: () => now }),
    // A class, too.
    elsewhere: { settleLink: note('settle') } as unknown as CarriedElsewhere,
    hold: undefined,
    turns: {
      isLate: (_service, id) => late.has(id),
      isAskedInTurn: (_service, id) => told.has(id),
      pullWanted: (_service, id) => void wanted.push(id),
    },
    onBehind: () => void did.push('behind'),
    holds: () => true,
    mayCarry: () => true,
    wake: (after) => void woken.push(after),
  });
  await database.links.put(both);
  await database.cursors.bulkPut(
    [both.mattermost, both.teams].map((conversationId) => cursorOf({ conversationId })),
  );
});
afterEach(() => database.close());

const run = (): Promise<void> => round.run({ now: () => Promise.resolve(carrier) });
const waits = (): Promise<unknown> => {
  const { id, createdAt } = post('1', { createdAt: 1_000 });
  return putOutbox(database, [
    { messageId: id, linkId: both.id, service: 'mattermost', at: createdAt, state: { kind: 'queued' } },
  ]);
};

it('finds out what was carried before anything else happens over a link', async () => {
  await run();
  expect(did).toEqual(['adopt 5000', 'reads']);
});

it('where a thousand desktops ask in turn, finds that out only before it carries', async () => {
  told = new Set([both.teams]);
  await run();
  expect(did).toEqual(['reads']);
  expect(known.get(both.id)).toBeUndefined();
  await waits();
  now = 9_000;
  await run();
  expect(did).toEqual(['reads', 'adopt 5000', 'lane mattermost']);
  expect(known.get(both.id)).toEqual(both);
});

it('carries nothing over a link that waits for its turn, and has it pulled where something waits', async () => {
  told = late = new Set([both.teams]);
  await run();
  expect([did, wanted, woken]).toEqual([['behind'], [], []]);
  await waits();
  await run();
  // It is looked at again also where the account as a whole stays behind.
  expect([did, wanted, woken]).toEqual([['behind', 'behind'], [both.teams], [10_000]]);
  late = new Set();
  await run();
  expect(did.slice(2)).toEqual(['adopt 5000', 'lane mattermost', 'reads']);
});

it('counts the time in which nobody else carries for the user anew when somebody may have', async () => {
  told = new Set([both.teams]);
  await run();
  rests = 1_000;
  now = 20_000;
  await run();
  rests = 0;
  now = 30_000;
  await run();
  await waits();
  now = 40_000;
  await run();
  expect(did.filter((one) => one.startsWith('adopt'))).toEqual(['adopt 30000']);
  // Another computer may have carried.
  await known.forget(() => true);
  now = 50_000;
  await run();
  expect(did.filter((one) => one.startsWith('adopt'))).toEqual(['adopt 30000', 'adopt 50000']);
});

it('does not count what was read before, also if the clock was ahead then', async () => {
  await database.cursors.put(cursorOf({ conversationId: both.teams, walkedFrom: 3_600_000 }));
  await run();
  expect(did).toEqual(['adopt 3600000', 'reads']);
});
