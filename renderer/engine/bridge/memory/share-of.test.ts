import { expect, it } from 'vitest';
import type { ConversationId } from '../../../model/index.ts';
import { seededRandom } from '../../../../sandbox/world.ts';
import { linkIdOf } from '../links/link-id.ts';
import { shareOf } from './share-of.ts';

const link = (channel: string, teams = 'teams:1/chat/1', account = 'mattermost:1'): string =>
  linkIdOf(`${account}/${channel}` as ConversationId, teams as ConversationId);

it('is the same for all links of a channel, and wherever the relay finds the server', () => {
  const share = shareOf(link('4xp9fdt77pncbef59f4k1qe83o'), 64);
  expect(shareOf(link('4xp9fdt77pncbef59f4k1qe83o', 'teams:1/chat/2'), 64)).toBe(share);
  expect(shareOf(link('4xp9fdt77pncbef59f4k1qe83o', 'teams:2/chat/1', 'mattermost:other'), 64)).toBe(share);
});

it('never changes: relays of different versions run side by side', () => {
  const channels = ['4xp9fdt77pncbef59f4k1qe83o', '8m3t1zqk9jd5xgy7rw6hbne4ca', 'o6s7ubaa1pb9xetx4nqkd5d8py'];
  expect(channels.map((channel) => shareOf(link(channel), 1_000_003))).toEqual([107_837, 215_815, 321_646]);
  expect(channels.map((channel) => shareOf(link(channel), 1))).toEqual([0, 0, 0]);
});

it.each([2, 3, 4, 7, 64])('divides channels evenly into %i', (shares) => {
  const random = seededRandom(7);
  const letters = 'ybndrfg8ejkmcpqxot1uwisza345h769';
  const each = 500;
  const counts = new Array<number>(shares).fill(0);
  for (let made = 0; made < shares * each; made += 1) {
    const id = Array.from({ length: 26 }, () => letters.charAt(Math.floor(random() * 32))).join('');
    const share = shareOf(link(id), shares);
    counts[share] = (counts[share] ?? 0) + 1;
  }
  expect(Math.min(...counts)).toBeGreaterThan(each * 0.8);
  expect(Math.max(...counts)).toBeLessThan(each * 1.2);
});
