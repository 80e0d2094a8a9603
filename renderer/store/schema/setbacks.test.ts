import { describe, expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { setbacksStep } from './setbacks.ts';

const cursor = (conversationId: string, history: unknown) => ({
  conversationId,
  accountId: 't',
  history,
  changes: 'c',
  pulledAt: 7,
});

describe('setbacks', () => {
  it('a refused conversation is read from its beginning, others continue, and no account waits for any', async () => {
    const partial = cursor('t/chat/2', { kind: 'partial', position: 'p', oldest: 3 });
    const progress = { conversations: { total: 2, readable: 2, complete: 1 }, messages: 9 };
    const kept = { readPlaces: [{ conversationId: 't/chat/9', accountId: 't', readAt: 4 }] };
    const { rows, found } = await upgradedBy(setbacksStep, {
      ...kept,
      cursors: [cursor('t/chat/1', { kind: 'refused', code: 'Forbidden' }), partial],
      accounts: [{ id: 't', progress }],
    });
    expect(rows).toEqual({
      ...kept,
      cursors: [{ ...cursor('t/chat/1', { kind: 'unstarted' }), changes: null }, partial],
      accounts: [
        { id: 't', progress: { ...progress, conversations: { ...progress.conversations, setBack: 0 } } },
      ],
    });
    for (const index of ['accountId', 'of']) expect(await found('setbacks', index, 't')).toEqual([]);
  });

  it('a damaged cursor does not prevent the database from opening', async () => {
    const damaged = [{ conversationId: 't/chat/1' }, cursor('t/chat/2', null)];
    const { rows } = await upgradedBy(setbacksStep, { cursors: damaged });
    expect(rows).toEqual({ cursors: damaged });
  });
});
