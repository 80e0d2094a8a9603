import { describe, expect, it } from 'vitest';
import { compareTruth } from './compare.ts';
import { Faults } from './faults.ts';
import { doFiveHundredThings } from './headline.ts';
import { createMattermostServer } from './mattermost/index.ts';
import { createMicrosoftTenant } from './microsoft/index.ts';
import { generateOrganisation } from './organisation/generate.ts';
import { seededRandom, type SandboxWorld } from './world.ts';

const now = Date.UTC(2026, 8, 1, 12);
const organisation = generateOrganisation({ seed: 6, messages: 1500, now });

/** Both services with the organisation, at a time that advances by a second with each look at the clock. */
const makeActs = () => {
  let time = now;
  const world: SandboxWorld = {
    now: () => (time += 1000),
    random: seededRandom(4),
    after: () => () => undefined,
  };
  const tenant = createMicrosoftTenant({
    world,
    clientId: 'client',
    faults: new Faults(world),
    loginUrl: 'https://login.test',
    graphUrl: 'https://graph.test',
  });
  const server = createMattermostServer({ world, siteUrl: 'https://mm.test', faults: new Faults(world) });
  const acts = { microsoft: tenant.acts, mattermost: server.acts };
  for (const one of Object.values(acts)) one.load(organisation);
  return acts;
};

describe('the five hundred changes', () => {
  it('are exactly five hundred, of every kind, and the same for the same randomness', () => {
    const first = doFiveHundredThings({ acts: makeActs(), organisation, random: seededRandom(1) });
    const again = doFiveHundredThings({ acts: makeActs(), organisation, random: seededRandom(1) });
    expect(Object.values(first).reduce((left, right) => left + right, 0)).toBe(500);
    for (const [thing, times] of Object.entries(first)) expect(times, thing).toBeGreaterThanOrEqual(2);
    expect(again).toEqual(first);
  });

  it('are as many as asked for', () => {
    const tally = doFiveHundredThings({ acts: makeActs(), organisation, random: seededRandom(2), count: 7 });
    expect(Object.values(tally).reduce((left, right) => left + right, 0)).toBe(7);
  });

  it('change what the sample user sees in every way a mirror has to follow', () => {
    const acts = makeActs();
    const before = {
      microsoft: acts.microsoft.truth(organisation.sampleUser),
      mattermost: acts.mattermost.truth(organisation.sampleUser),
    };
    doFiveHundredThings({ acts, organisation, random: seededRandom(3) });
    for (const side of ['microsoft', 'mattermost'] as const) {
      const differences = compareTruth(acts[side].truth(organisation.sampleUser), before[side]);
      const kinds = new Set(differences.map(({ kind }) => kind));
      for (const kind of [
        'message missing',
        'content differs',
        'edit differs',
        'reactions differ',
        'conversation missing',
        'conversation extra',
        'team name differs',
        'read state differs',
      ] as const)
        expect([...kinds], side).toContain(kind);
      // Teams still serves a deleted message, without its text; Mattermost does not serve it.
      expect([...kinds], side).toContain(side === 'microsoft' ? 'deletion differs' : 'message extra');
    }
  });

  it('end with a reason if no change is possible', () => {
    const empty = { ...organisation, teams: { teams: [], channels: [], chats: [], messages: [] } };
    const acts = { ...makeActs(), ...{ microsoft: { ...makeActs().microsoft, conversations: () => [] } } };
    const nothing = {
      microsoft: acts.microsoft,
      mattermost: { ...acts.mattermost, conversations: () => [] },
    };
    expect(() =>
      doFiveHundredThings({ acts: nothing, organisation: empty, random: seededRandom(5), count: 3 }),
    ).toThrow(/of 3 things/);
  });
});
