import { describe, expect, it } from 'vitest';
import { startColleagues } from './colleagues.ts';
import { Faults } from './faults.ts';
import { createMattermostServer } from './mattermost/index.ts';
import { createMicrosoftTenant } from './microsoft/index.ts';
import { generateOrganisation } from './organisation/generate.ts';
import { seededRandom, type SandboxWorld } from './world.ts';

const begin = Date.UTC(2026, 8, 1, 12);
const organisation = generateOrganisation({ seed: 8, messages: 600, now: begin });
const sample = organisation.sampleUser;

/** Both services and their colleagues in virtual time. */
const makeWorld = () => {
  let time = begin;
  let timers: { at: number; work: () => void }[] = [];
  const world: SandboxWorld = {
    now: () => time,
    random: seededRandom(11),
    after: (ms, work) => {
      const timer = { at: time + ms, work };
      timers.push(timer);
      return () => (timers = timers.filter((one) => one !== timer));
    },
  };
  const run = (ms: number): void => {
    const until = time + ms;
    for (;;) {
      const next = timers.filter(({ at }) => at <= until).sort((left, right) => left.at - right.at)[0];
      if (!next) break;
      timers = timers.filter((one) => one !== next);
      time = Math.max(time, next.at);
      next.work();
    }
    time = until;
  };
  const tenant = createMicrosoftTenant({
    world,
    clientId: 'client',
    faults: new Faults(world),
    loginUrl: 'https://login.test',
    graphUrl: 'https://graph.test',
  });
  const server = createMattermostServer({ world, siteUrl: 'https://mm.test', faults: new Faults(world) });
  tenant.acts.load(organisation);
  server.acts.load(organisation);
  const colleagues = startColleagues({
    world,
    organisation,
    microsoft: tenant.acts,
    mattermost: server.acts,
    pace: 'lively',
  });
  return { tenant, server, colleagues, run };
};

describe('colleagues', () => {
  it('write, answer, correct, delete, react, read and change presence on both services, without a refusal', () => {
    const { tenant, server, colleagues, run } = makeWorld();
    const before = [tenant.acts.truth(sample).messages.length, server.acts.truth(sample).messages.length];
    run(60 * 60_000);
    const counts = colleagues.counts();
    expect(counts.refused).toBe(0);
    for (const [thing, times] of Object.entries(counts))
      if (thing !== 'refused') expect(times, thing).toBeGreaterThan(0);
    expect(tenant.acts.truth(sample).messages.length).toBeGreaterThan((before[0] ?? 0) + 100);
    expect(server.acts.truth(sample).messages.length).toBeGreaterThan((before[1] ?? 0) + 100);
  });

  it('keep their pace', () => {
    const { colleagues, run } = makeWorld();
    run(30 * 60_000);
    const all = Object.values(colleagues.counts()).reduce((left, right) => left + right, 0);
    expect(all).toBeGreaterThan(900);
    expect(all).toBeLessThan(1400);
  });

  it('never act for the sample user', () => {
    const { tenant, server, run } = makeWorld();
    const own = (): number =>
      [tenant.acts.truth(sample), server.acts.truth(sample)].flatMap(({ me, messages }) =>
        messages.filter(({ authorId }) => authorId === me),
      ).length;
    const before = own();
    run(30 * 60_000);
    // Colleagues may delete their own roots on Mattermost, which deletes the answers too. So the number can only become smaller.
    expect(own()).toBeLessThanOrEqual(before);
  });

  it('write in the given conversations, as themselves, and leave the spared ones alone', () => {
    const { server, colleagues, run } = makeWorld();
    const place = server.acts
      .conversations()
      .find(({ kind, members }) => kind === 'channel' && members.includes(sample) && members.length > 8);
    const voice = place?.members.find(
      (key) => key !== sample && organisation.people.find((one) => one.key === key)?.kind === 'member',
    );
    if (!place || voice === undefined) throw new Error('nowhere to gather');
    const whatWas = server.acts.truth(sample).messages;
    const spared = whatWas.map(({ id }) => id);
    colleagues.gather([{ side: 'mattermost', conversationId: place.id, voices: [voice], spared }]);
    const before = new Set(server.acts.messages(place.id).map(({ id }) => id));
    run(60 * 60_000);
    const said = server.acts.messages(place.id).filter(({ id }) => !before.has(id));
    expect(said.length).toBeGreaterThan(400);
    expect(said.filter(({ author }) => author === voice).length).toBeGreaterThan(said.length / 2);
    expect(said.filter(({ author }) => author === sample)).toEqual([]);
    expect(colleagues.counts().refused).toBe(0);
    const now = new Map(server.acts.truth(sample).messages.map(({ id, content }) => [id, content]));
    for (const { id, content } of whatWas) expect(now.get(id)).toBe(content);
  });

  it('stop', () => {
    const { colleagues, run } = makeWorld();
    run(60_000);
    colleagues.stop();
    const counts = colleagues.counts();
    run(60 * 60_000);
    expect(colleagues.counts()).toEqual(counts);
  });
});
