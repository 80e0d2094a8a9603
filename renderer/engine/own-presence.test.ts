import { expect, it, vi } from 'vitest';
import { connectorOf } from '../../test/support/connectors.ts';
import { account, me } from '../../test/support/rows.ts';
import { failed, succeeded, type Change, type Result, type SettablePresence } from '../model/index.ts';
import { OwnPresence, type PresenceIntent } from './own-presence.ts';

const wish = (presence: SettablePresence, until: number | null = null): PresenceIntent => ({
  ...{ kind: 'set-presence', accountId: account, at: 0 },
  ...{ presence, until },
});

const begin = (answer?: Result<readonly Change[]>) => {
  const [asked, stored, logged]: [unknown[], Change[], string[]] = [[], [], []];
  const own = new OwnPresence({
    world: { log: (event) => void logged.push(event) },
    connectorOf: () =>
      connectorOf({
        setPresence: (presence, until) => {
          asked.push([presence, until]);
          return Promise.resolve(answer ?? succeeded([{ kind: 'presence', personId: me, presence }]));
        },
      }),
    store: (_account, changes) => {
      stored.push(...changes);
      return Promise.resolve();
    },
  });
  return { own, asked, stored, logged };
};

it('what is wanted last is set, once, and stored as the service says', async () => {
  const { own, asked, stored } = begin();
  own.take([wish('away'), wish('do-not-disturb', 7)]);
  await vi.waitFor(() =>
    expect(stored).toEqual([{ kind: 'presence', personId: me, presence: 'do-not-disturb' }]),
  );
  expect(asked).toEqual([['do-not-disturb', 7]]);
});

it('a refusal changes nothing, and is logged without more', async () => {
  const { own, stored, logged } = begin(failed({ kind: 'forbidden', status: 403, code: 'x' }));
  own.take([wish('away')]);
  await vi.waitFor(() => expect(logged).toEqual(['set-presence-forbidden']));
  expect(stored).toEqual([]);
});

it('nothing is stored after the end', async () => {
  const { own, asked, stored } = begin();
  own.take([wish('away')]);
  own.stop();
  await Promise.resolve();
  expect([asked.length, stored]).toEqual([1, []]);
});
