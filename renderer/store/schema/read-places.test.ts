import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { readPlacesStep } from './read-places.ts';

it('teams have no failed list, and the table of read places begins empty', async () => {
  const team = { id: 't/team/1', accountId: 't', name: 'Field', description: '' };
  const damaged = { id: 't/team/2' };
  const kept = {
    conversations: [{ id: 't/chat/1', accountId: 't', readAt: 7, readKeptBy: 'isthmus' }],
    links: [{ id: 'l', mattermost: 'm/c', teams: 't/c' }],
    linkReads: [{ linkId: 'l', mattermost: 1, teams: 2 }],
  };
  const { rows, found } = await upgradedBy(readPlacesStep, { ...kept, teams: [team, damaged] });
  expect(rows).toEqual({
    ...kept,
    teams: [
      { ...team, notRead: null },
      { ...damaged, notRead: null },
    ],
  });
  expect(await found('readPlaces', 'accountId', 't')).toEqual([]);
});
