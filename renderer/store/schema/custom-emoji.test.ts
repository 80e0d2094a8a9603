import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { customEmojiStep } from './custom-emoji.ts';

it('the table of custom emoji begins empty, and other rows do not change', async () => {
  const photos = [{ id: 'damaged' }, { id: 'm/user/1', accountId: 'm', readAt: 1 }];
  const { rows } = await upgradedBy(customEmojiStep, { photos });
  expect(rows).toEqual({ photos });
});
