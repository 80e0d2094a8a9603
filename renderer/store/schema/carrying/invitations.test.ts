import { expect, it } from 'vitest';
import { upgradedBy } from '../../testing/upgrading.ts';
import { invitationsStep } from './invitations.ts';

it('the tables of relayed authors and of invitations begin empty, and other rows do not change', async () => {
  const counterparts = [{ id: 'm/c/1', linkId: 'l', copies: ['t/c/1'], carriedBy: 'me' }, { id: 'm/c/2' }];
  const { rows, found } = await upgradedBy(invitationsStep, { counterparts });
  expect(rows).toEqual({ counterparts });
  expect(await found('relayedAuthors', 'accountId', 'm')).toEqual([]);
  expect(await found('invitations', 'accountId', 'm')).toEqual([]);
});
