import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general } from '../../../test/support/rows.ts';
import { type ConversationId, type FileId, keyOfWritten } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { ComposedMessage } from '../intent-rows.ts';
import { readIntents, wantRead } from './intents.ts';
import {
  readSendingIntents,
  type Unsent,
  wantMessageSent,
  wantUnsentEdited,
  wantUnsentRemoved,
  wantUnsentTriedAgain,
} from './sending-intents.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const unsent: Unsent = { key: keyOfWritten('one'), accountId: account, target: general };
const message: ComposedMessage = {
  text: {
    document: { blocks: [] },
    ...{ subject: null, importance: 'urgent', threadId: '', quotes: null },
  },
  files: [{ id: 'f' as FileId, name: 'tides.txt', mimeType: 'text/plain', bytes: new Blob(['low water']) }],
};

it('intents for an unsent message have its key, and keep their order', async () => {
  await wantMessageSent(database, unsent, message, 1);
  await wantUnsentEdited(database, unsent, { ...message, files: [] }, 2);
  await wantUnsentTriedAgain(database, unsent, 3);
  await wantUnsentRemoved(database, unsent, 4);
  const rows = await readIntents(database);
  expect(rows).toMatchObject([
    { kind: 'send', at: 1, text: message.text },
    { kind: 'edit-unsent', at: 2, files: [] },
    { kind: 'send-again', at: 3 },
    { kind: 'remove-unsent', at: 4 },
  ]);
  for (const row of rows)
    expect(row).toMatchObject({ key: unsent.key, accountId: account, conversationId: general });
});

it('the bytes of a message’s files are in the database, independent of the given object', async () => {
  await wantMessageSent(database, unsent, message, 1);
  const [row] = await readIntents(database);
  const file = row?.kind === 'send' ? row.files[0] : undefined;
  expect(await file?.bytes.text()).toBe('low water');
});

it('intents to send in one conversation are read without those of others, or of other kinds', async () => {
  const elsewhere = { ...unsent, target: 'other' as ConversationId };
  await wantRead(database, { id: general, accountId: account }, 7, 1);
  await wantMessageSent(database, { ...unsent, key: keyOfWritten('z') }, message, 2);
  await wantMessageSent(database, elsewhere, message, 3);
  await wantMessageSent(database, { ...unsent, key: keyOfWritten('a') }, message, 4);
  expect((await readSendingIntents(database, general)).map(({ at }) => at)).toEqual([2, 4]);
});
