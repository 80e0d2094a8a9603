/** Names that break a line or change the direction of the text around them, from any service. */
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { account, ada, facts, general, message, person } from '../../../../test/support/rows.ts';
import { ingest } from '../../../../test/support/mirrored.ts';
import type { Change, Team, TeamId } from '../../../model/index.ts';
import { bareBatch } from './batch.ts';
import { openAccountRow } from './account-row.ts';
import { withTidyNames } from './tidy-names.ts';

const rude = 'Ada\n\u202Erekrow\u0007';
const tidy = 'Ada rekrow';
const team: Team = { id: 'a/t' as TeamId, accountId: account, name: rude, description: '', notRead: null };

const told: readonly Change[] = [
  { kind: 'person', person: person(ada, { displayName: rude, jobTitle: rude }) },
  { kind: 'team', team },
  { kind: 'conversation', conversation: facts({ name: rude }) },
  { kind: 'message', message: message('one', { conversationId: general, authorName: rude, plain: rude }) },
];

it('names are one line in the mirror, and message texts are unchanged', async () => {
  const database = openDatabase();
  await openAccountRow(database, { id: account, service: 'mattermost', displayName: 'Me', label: 'me' });
  await ingest(database, bareBatch(account, 'changes', told));
  expect(await database.people.get(ada)).toMatchObject({ displayName: tidy, jobTitle: tidy });
  expect(await database.teams.get(team.id)).toMatchObject({ name: tidy });
  expect(await database.conversations.get(general)).toMatchObject({ name: tidy });
  const [stored] = await database.messages.toArray();
  expect(stored).toMatchObject({ authorName: tidy, plain: rude });
  database.close();
});

it('a change without such a name is the same object', () => {
  const changes: readonly Change[] = [
    { kind: 'person', person: person(ada) },
    { kind: 'team', team: { ...team, name: 'Field' } },
    { kind: 'conversation', conversation: facts({ name: null }) },
    { kind: 'message', message: message('one') },
    { kind: 'name', personId: ada, name: 'Ada', at: 1 },
    { kind: 'discarded', reason: 'unknown-event' },
  ];
  for (const change of changes) expect(withTidyNames(change)).toBe(change);
  expect(withTidyNames({ kind: 'name', personId: ada, name: rude, at: 1 })).toMatchObject({ name: tidy });
});
