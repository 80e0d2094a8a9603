/** The attempt is stored before a message that mentions a person or a channel is sent: the mentioned ones are read in the same transaction. */
import { expect, it } from 'vitest';
import { openDatabase } from '../../../../test/support/database.ts';
import { ben, benKnown, both, post, sides } from '../../../../test/support/gathering.ts';
import { general } from '../../../../test/support/rows.ts';
import { putOutbox, readOutboxRow } from '../../../store/index.ts';
import type { Document, MentionTarget } from '../../../text/document/index.ts';
import { paragraph } from '../../../text/document/index.ts';
import { gather } from '../decide/gather.ts';
import { writeAhead } from './write-ahead.ts';

it.each<[string, MentionTarget, unknown]>([
  [
    'somebody who is known there is mentioned there',
    { kind: 'person', personId: ben.mattermost },
    { kind: 'mention', target: { kind: 'person', personId: ben.teams } },
  ],
  [
    'a channel that is not linked well is in words',
    { kind: 'channel', conversationId: general },
    { kind: 'text' },
  ],
])('%s', async (_what, target, expected) => {
  const database = openDatabase();
  const message = post('p');
  await database.links.put(both);
  await database.twins.bulkPut([...benKnown]);
  await database.messages.put(message);
  await putOutbox(database, [
    {
      messageId: message.id,
      linkId: both.id,
      service: 'mattermost',
      at: message.createdAt,
      state: { kind: 'queued' },
    },
  ]);
  const text: Document = { blocks: [paragraph({ kind: 'mention', text: 'one', target })] };
  const writing = { ...sides.writing, mattermost: { ...sides.writing.mattermost, read: () => text } };
  const row = await readOutboxRow(database, message.id);
  const gathered = row && (await gather(database, { ...sides, writing }, row, false));
  if (!gathered) throw new Error('there is nothing to carry');
  const planning = { database, now: message.createdAt, sides, writing };
  const ahead = await writeAhead(planning, row, gathered, { part: 0, files: [] });
  expect(ahead).toMatchObject({ draft: { document: { blocks: [{ children: [expected] }] } } });
  expect((await readOutboxRow(database, message.id))?.state.kind).toBe('sending');
});
