import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { photosStep } from './photos.ts';

it('the table of photos begins empty, and people do not change', async () => {
  const people = [{ id: 'damaged' }, { id: 'm/user/1', accountId: 'm', displayName: 'Ada' }];
  const { rows } = await upgradedBy(photosStep, { people });
  expect(rows).toEqual({ people });
});
