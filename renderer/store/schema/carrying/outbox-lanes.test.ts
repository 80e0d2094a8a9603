import { expect, it } from 'vitest';
import { upgradedBy } from '../../testing/upgrading.ts';
import { outboxLanesStep } from './outbox-lanes.ts';

const row = (key: string, at: number, state: object | null, service = 'teams') => ({
  messageId: `m/c/${key}`,
  linkId: 'l',
  service,
  at,
  state,
});

it('waiting rows are in the lane of their direction, settled and damaged rows in no lane, and all else does not change', async () => {
  const open = [
    row('waits', 3, { kind: 'waiting', why: 'offline', until: 9, tries: 1 }),
    row('sending', 1, { kind: 'sending', act: { kind: 'repeatable' }, after: 0, retryAt: 0, tries: 0 }),
    row('queued', 2, { kind: 'queued' }, 'mattermost'),
  ];
  const settled = [
    row('failed', 4, { kind: 'failed', reason: { kind: 'too-long' } }),
    row('given-up', 5, { kind: 'discarded' }),
  ];
  const damaged = [row('stateless', 6, null), { messageId: 'm/c/bare' }];
  const kept = {
    messages: [
      { id: 'm/c/1', conversationId: 'm/c', threadId: '', createdAt: 1, note: null, carryKey: null },
    ],
    links: [{ id: 'l', mattermost: 'm/c', teams: 't/c' }],
    counterparts: [{ id: 'm/c/1', linkId: 'l', copies: ['t/c/1'] }],
  };
  const { rows, found } = await upgradedBy(outboxLanesStep, {
    ...kept,
    outbox: [...open, ...settled, ...damaged],
  });
  const inLane = open.map((one) => ({ ...one, lane: `l ${one.service}` }));
  const byId = (one: { messageId: string }, other: { messageId: string }): number =>
    one.messageId < other.messageId ? -1 : 1;
  expect(rows).toEqual({ ...kept, outbox: [...inLane, ...settled, ...damaged].sort(byId) });
  expect(await found('outbox', '[lane+at]', ['l teams', 3])).toEqual([inLane[0]]);
  expect(await found('outbox', 'lane', 'l mattermost')).toEqual([inLane[2]]);
  expect(await found('outbox', '[linkId+state.kind]', ['l', 'failed'])).toEqual([settled[0]]);
});
