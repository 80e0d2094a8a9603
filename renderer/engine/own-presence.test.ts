import { expect, it, vi } from 'vitest';
import { connectorOf } from '../../test/support/connectors.ts';
import { account, me } from '../../test/support/rows.ts';
import { failed, succeeded, type Change, type Result, type SettablePresence } from '../model/index.ts';
import { OwnPresence, type PresenceIntent } from './own-presence.ts';

const wish = (presence: SettablePresence, until: number | null = null): PresenceIntent => ({
  ...{ kind: 'set-presence', accountId: account, at: 0 },
  ...{ presence, until },
});

/** `before`: the first answer waits for this. */
const begin = (answer?: Result<readonly Change[]>, before: Promise<void> = Promise.resolve()) => {
  const [asked, stored, logged]: [unknown[], Change[], string[]] = [[], [], []];
  const own = new OwnPresence({
    world: { log: (event) => void logged.push(event), now: () => 5 },
    connectorOf: () =>
      connectorOf({
        setPresence: async (presence, until) => {
          asked.push([presence, until]);
          if (asked.length === 1) await before;
          return answer ?? succeeded([{ kind: 'presence', personId: me, presence }]);
        },
      }),
    store: (_account, changes) => {
      stored.push(...changes);
      return Promise.resolve();
    },
  });
  return { own, asked, stored, logged };
};

it('the last chosen presence is set once, and stored as the service reports it', async () => {
  const { own, asked, stored } = begin();
  own.take([wish('away'), wish('do-not-disturb', 7)]);
  await vi.waitFor(() =>
    expect(stored).toEqual([{ kind: 'presence', personId: me, presence: 'do-not-disturb' }]),
  );
  expect(asked).toEqual([['do-not-disturb', 7]]);
});

it('a presence whose end has passed is not set', async () => {
  const { own, asked } = begin();
  own.take([wish('do-not-disturb', 5)]);
  await new Promise(setImmediate);
  expect(asked).toEqual([]);
});

it('a refusal changes nothing, and is logged without more', async () => {
  const { own, stored, logged } = begin(failed({ kind: 'forbidden', status: 403, code: 'x' }));
  own.take([wish('away')]);
  await vi.waitFor(() => expect(logged).toEqual(['set-presence-forbidden']));
  expect(stored).toEqual([]);
});

it('a presence that is chosen while another is being set is sent after the answer', async () => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  const { own, asked, stored } = begin(undefined, promise);
  own.take([wish('away')]);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  own.take([wish('online')]);
  await new Promise(setImmediate);
  expect(asked).toEqual([['away', null]]);
  resolve();
  await vi.waitFor(() => expect(stored).toHaveLength(2));
  expect(asked.at(-1)).toEqual(['online', null]);
  expect(stored.at(-1)).toEqual({ kind: 'presence', personId: me, presence: 'online' });
});

it('after the end no presence is stored or sent', async () => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  const { own, asked, stored } = begin(undefined, promise);
  own.take([wish('away')]);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  own.take([wish('online')]);
  own.stop();
  resolve();
  await new Promise(setImmediate);
  expect([asked.length, stored]).toEqual([1, []]);
});
