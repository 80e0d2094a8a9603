/** A burst is sent as fast as the services' documented limits allow, and no faster: under virtual time, with Graph's limits on. */
import { expect, it } from 'vitest';
import { countCarried, findings, Written } from '../support/carry/both-sides.ts';
import { linkPairs } from '../support/carry/link-pairs.ts';
import { pairNames, pairsOrganisation } from '../support/carry/pairs-organisation.ts';
import { SimulatedIsthmus, startServices } from '../support/simulated.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const start = Date.parse('2026-11-23T10:00:00Z');
const counts = { channels: 1, chats: 7 };
const each = 20;

const setting = async (rateLimit: boolean) => {
  const time = new VirtualTime(start);
  const services = startServices(pairsOrganisation(7, start, counts), time);
  services.mattermost.settings.RateLimitEnable = rateLimit;
  const asked: string[] = [];
  const { fetch } = services.mattermost;
  const watched = {
    ...services,
    mattermost: Object.assign(Object.create(services.mattermost) as typeof services.mattermost, {
      fetch: (request: Request) => {
        asked.push(`${request.method} ${new URL(request.url).pathname}`);
        return fetch(request);
      },
    }),
  };
  const pairs = await time.during(linkPairs(services, pairNames(counts)));
  const anna = new SimulatedIsthmus(watched, 'anna');
  anna.latency = 20;
  await time.during(anna.start());
  await time.pass(120_000);
  return { time, services, pairs, anna, asked, written: new Written(services) };
};

it('a burst of messages to Teams is sent at one a second in each conversation, and each post is marked once', async () => {
  const { time, services, pairs, anna, asked, written } = await setting(false);
  asked.length = 0;
  for (let at = 0; at < each; at += 1) for (const pair of pairs) written.write('mattermost', pair);
  // One request a second per chat or channel (facts, graph §4), looks at the conversation included.
  await time.pass((each + 12) * 1_000);
  expect(countCarried(services, pairs, written)).toBe(written.count);
  const marks = asked.filter((one) => one.startsWith('PUT') && one.endsWith('/patch'));
  expect(marks).toHaveLength(written.count);
  expect(new Set(marks).size).toBe(written.count);
  expect(anna.engine.refusals).toBe(0);
  expect(findings(services, pairs, written)).toEqual([]);
  await time.during(anna.stop());
});

it('a burst in both directions is sent at the pace of Mattermost’s limiter if that is on, and is never refused', async () => {
  const { time, services, pairs, anna, asked, written } = await setting(true);
  asked.length = 0;
  for (let at = 0; at < each / 2; at += 1)
    for (const pair of pairs) {
      written.write('mattermost', pair);
      written.write('microsoft', pair);
    }
  await time.until(() => countCarried(services, pairs, written) === written.count, 300_000);
  // A post to Mattermost is one request; a mark is two, because the rest of the props must be read first.
  const needed = written.count / 2 + written.count;
  expect(asked.length).toBeLessThan(needed * 1.2);
  expect(anna.engine.refusals).toBe(0);
  await time.pass(60_000);
  expect(findings(services, pairs, written)).toEqual([]);
  await time.during(anna.stop());
});
