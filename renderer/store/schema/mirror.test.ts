import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { mirrorStep } from './mirror.ts';

it('the mirror begins empty, and its messages are found by time', async () => {
  const { rows, found } = await upgradedBy(mirrorStep, {});
  expect(rows).toEqual({});
  expect(await found('messages', '[conversationId+createdAt]', ['t/chat/1', 1])).toEqual([]);
  expect(await found('messages', '[conversationId+threadId+createdAt]', ['t/chat/1', '', 1])).toEqual([]);
});
