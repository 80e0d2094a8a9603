import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { photosStep } from './photos.ts';

it('begins without photos, and people stay as they were', async () => {
  const people = [{ id: 'damaged' }, { id: 'm/user/1', accountId: 'm', displayName: 'Ada' }];
  const { rows } = await upgradedBy(photosStep, { people });
  expect(rows).toEqual({ people });
});
