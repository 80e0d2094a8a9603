import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { writtenByStep } from './written-by.ts';

const row = (id: string, over: object = {}) => ({
  id,
  accountId: 'm',
  conversationId: 'm/c',
  threadId: '',
  createdAt: 1,
  authorId: 'm/ada',
  authorName: null,
  attachments: [],
  ...over,
});

it('each message says whether a person wrote it and whether it may be carried, and nothing else changes', async () => {
  const accounts = [
    { id: 'm', service: 'mattermost' },
    { id: 't', service: 'teams' },
  ];
  const people = [
    { id: 'm/ada', accountId: 'm', kind: 'person' },
    { id: 'm/bot', accountId: 'm', kind: 'bot' },
    { id: 't/polly', accountId: 't', kind: 'bot' },
  ];
  const burning = [{ kind: 'other', type: 'burn_on_read', name: 'burn_on_read' }];
  const byPeople = [row('a'), row('b', { accountId: 't', authorId: 't/ben', authorName: 'Ben' })];
  const hook = row('c', { authorName: 'Build' });
  const bots = [
    row('d', { authorId: 'm/bot' }),
    row('e', { accountId: 't', authorId: 't/polly', authorName: 'Polly' }),
  ];
  const burns = row('f', { attachments: burning });
  const damaged = [
    { id: 'g' },
    row('h', { attachments: null, authorName: 7 }),
    row('i', { attachments: [null, 'x'] }),
  ];
  const { rows } = await upgradedBy(writtenByStep, {
    accounts,
    people,
    messages: [...byPeople, hook, ...bots, burns, ...damaged],
  });
  expect(rows.messages).toEqual([
    ...byPeople,
    { ...hook, writtenBy: 'webhook' },
    ...bots.map((one) => ({ ...one, writtenBy: 'bot' })),
    { ...burns, staysHere: 'burn-on-read' },
    ...damaged,
  ]);
  expect(rows.people).toEqual(people);
});
