/** The comparison on which the tests with kills and the benchmark of carrying depend finds each kind of difference. */
import { beforeEach, describe, expect, it } from 'vitest';
import { countCarried, findings, Written } from '../support/carry/both-sides.ts';
import { type BothServices, type LinkedPair, linkPairs } from '../support/carry/link-pairs.ts';
import { carrier, pairNames, pairsOrganisation } from '../support/carry/pairs-organisation.ts';
import { startServices } from '../support/simulated.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const counts = { channels: 1, chats: 0 };
const start = Date.parse('2026-11-23T10:00:00Z');

let time: VirtualTime;
let services: BothServices;
let pair: LinkedPair;
let written: Written;

beforeEach(async () => {
  time = new VirtualTime(start);
  services = startServices(pairsOrganisation(1, start, counts), time);
  const [only] = await linkPairs(services, pairNames(counts));
  if (!only) throw new Error('nothing was linked');
  pair = only;
  written = new Written(services);
});

const write = async (): Promise<string> => {
  await time.pass(1);
  return written.write('mattermost', pair);
};
const carry = async (word: string): Promise<void> => {
  await time.pass(1);
  services.microsoft.acts.post(carrier, pair.teams, { content: `<p>${word}</p>` });
};
const found = (): readonly string[] => findings(services, [pair], written);

describe('both sides of a pair', () => {
  it('agree when each word is once on both, in order', async () => {
    for (const word of [await write(), await write()]) await carry(word);
    expect(found()).toEqual([]);
    expect(countCarried(services, [pair], written)).toBe(2);
  });

  it('do not agree when a message was lost', async () => {
    await carry(await write());
    await write();
    expect(found()).toEqual(['Deck 0: w2 stands 0 times opposite mattermost']);
    expect(countCarried(services, [pair], written)).toBe(1);
  });

  it('do not agree when a message is there twice, which counts as one carried', async () => {
    const word = await write();
    await carry(word);
    await carry(word);
    expect(found()).toEqual(['Deck 0: w1 stands 2 times opposite mattermost']);
    expect(countCarried(services, [pair], written)).toBe(1);
  });

  it('do not agree when the later message comes first, unless both are of one millisecond', async () => {
    const [earlier, later] = [await write(), await write()];
    await carry(later);
    await carry(earlier);
    expect(found()).toEqual(['Deck 0: w2 comes before w1 of mattermost']);
    const [one, other] = [written.write('mattermost', pair), written.write('mattermost', pair)];
    await carry(other);
    await carry(one);
    expect(found()).toEqual(['Deck 0: w2 comes before w1 of mattermost']);
  });
});
