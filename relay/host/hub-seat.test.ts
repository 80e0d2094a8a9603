import { expect, it } from 'vitest';
import { VirtualTime } from '../../test/support/virtual-time.ts';
import type { SharesHeld } from '../../renderer/engine/bridge/memory/carrier-leases.ts';
import type { RelayHub } from '../hub/relay-hub.ts';
import { openHubSeat, takeHubSeat } from './hub-seat.ts';

const alone = { otherDivision: null, computer: 'k3f9x1', others: [] };

it('runs the hub while this relay carries over a share, and ends it with the relay', async () => {
  const time = new VirtualTime(0);
  const did: string[] = [];
  let looks = 0;
  const engine: { shares: SharesHeld | null } = { shares: null };
  const hub: Pick<RelayHub, 'start' | 'look' | 'stop' | 'state'> = {
    start: () => void did.push('start'),
    look: () => void (looks += 1),
    stop: () => Promise.resolve(void did.push('stop')),
    state: null as never,
  };
  const seat = takeHubSeat({ world: { after: time.after, log: () => undefined }, hub, engine });
  await time.pass(10_000);
  expect([did, looks]).toEqual([[], 0]);
  for (const held of [[1], [], [0, 1]]) {
    engine.shares = { ...alone, of: 2, held };
    await time.pass(10_000);
  }
  expect(did).toEqual(['start', 'stop', 'start']);
  expect(looks).toBeGreaterThan(8);
  await seat.stop();
  await time.pass(10_000);
  expect(did).toEqual(['start', 'stop', 'start', 'stop']);
});

it('does not keep the relay from ending where the hub cannot end', async () => {
  const logged: string[] = [];
  const hub: Pick<RelayHub, 'start' | 'look' | 'stop' | 'state'> = {
    start: () => undefined,
    look: () => undefined,
    stop: () => Promise.reject(new Error('it hangs')),
    state: null as never,
  };
  const world = { after: () => () => undefined, log: (event: string) => void logged.push(event) };
  const seat = takeHubSeat({ world, hub, engine: { shares: { ...alone, of: 1, held: [0] } } });
  await seat.stop();
  expect(logged).toEqual([expect.stringContaining('relay-hub-stop')]);
});

it('is none where nothing can be kept, and the relay is told', async () => {
  const logged: string[] = [];
  const options = {
    world: { log: (event: string) => void logged.push(event) },
    path: '/nowhere/bot.hub.json',
  };
  expect(await openHubSeat(options as never)).toBeNull();
  expect(logged).toEqual([expect.stringContaining('relay-hub-open')]);
});
