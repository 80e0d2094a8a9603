import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { ownChoicesStep } from './own-choices.ts';

it('levels and mutes become choices of their kinds, and other rows do not change', async () => {
  const conversations = [{ id: 'm/c', accountId: 'm', muted: false }];
  const of = (name: string) => ({ conversationId: `m/${name}`, accountId: 'm' });
  const { rows, found } = await upgradedBy(ownChoicesStep, {
    conversations,
    noticeChoices: [
      { ...of('both'), level: 'mentions', mutedUntil: 7 },
      { ...of('level'), level: 'nothing', mutedUntil: null },
      { ...of('neither'), level: null, mutedUntil: null },
      { ...of('damaged'), level: 'loud', mutedUntil: 'soon' },
      { conversationId: 'm/nobody', level: 'all' },
    ],
  });
  const both = { ...of('both'), at: 0, kind: 'muted-until', value: 7 };
  expect(rows).toEqual({
    conversations,
    ownChoices: [
      both,
      { ...of('both'), at: 0, kind: 'notice-level', value: 'mentions' },
      { ...of('level'), at: 0, kind: 'notice-level', value: 'nothing' },
    ],
  });
  expect(await found('ownChoices', 'accountId', 'm')).toHaveLength(3);
  expect(await found('ownChoices', '[conversationId+kind]', ['m/both', 'muted-until'])).toEqual([both]);
});
