import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general } from '../../../test/support/rows.ts';
import { type FileId, keyOfWritten, type MessageId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { DraftPlace, DraftRow } from '../draft-rows.ts';
import { removeAccountRows } from '../mirror/leaving.ts';
import type { Document } from '../../text/document/index.ts';
import type { WrittenText } from '../attempt-rows.ts';
import {
  addDraftFiles,
  readDraftFiles,
  readDraftRow,
  removeDraftFile,
  removeDraftText,
  sendDraft,
  writeDraft,
} from './drafts.ts';
import { readIntents } from './intents.ts';

let database: IsthmusDatabase;
beforeEach(() => {
  database = openDatabase();
});
afterEach(() => database.close());

const place: DraftPlace = { conversationId: general, threadId: '', accountId: account };
const thread: DraftPlace = { ...place, threadId: 'm/c/root' as MessageId };
const saying = (text: string, of: DraftPlace = place): DraftRow => ({
  ...of,
  key: keyOfWritten('one'),
  document: { blocks: [{ kind: 'paragraph', children: [{ kind: 'text', text }] }] },
  at: 1,
});
const file = (id: string, at: number, of: DraftPlace = place) => ({
  ...of,
  id: id as FileId,
  name: `${id}.txt`,
  mimeType: 'text/plain',
  bytes: new Blob([id]),
  at,
});
const written = (document: Document): WrittenText => ({
  ...{ document, subject: null, importance: 'normal', threadId: '', quotes: null },
});
const message = written(saying('x').document);
const unsent = { key: keyOfWritten('one'), accountId: account, target: general };

it('a place has one draft, the newest, and a thread its own', async () => {
  await writeDraft(database, saying('first'));
  await writeDraft(database, saying('second'));
  await writeDraft(database, saying('reply', thread));
  expect(await readDraftRow(database, place)).toEqual(saying('second'));
  expect(await readDraftRow(database, thread)).toEqual(saying('reply', thread));
  await removeDraftText(database, place);
  expect(await readDraftRow(database, place)).toBeNull();
  expect(await readDraftRow(database, thread)).not.toBeNull();
});

it('files stay in their order, with their bytes, while the text changes', async () => {
  await addDraftFiles(database, [file('b', 1), file('a', 2), file('c', 3)]);
  await addDraftFiles(database, [file('t', 1, thread)]);
  await writeDraft(database, saying('x'));
  await removeDraftFile(database, 'a' as FileId);
  const files = await readDraftFiles(database, place);
  expect(files.map(({ id }) => id)).toEqual(['b', 'c']);
  expect(await files[0]?.bytes.text()).toBe('b');
});

describe('sending', () => {
  it('removes the draft and its files together with the intent; drafts of threads stay', async () => {
    await writeDraft(database, saying('x'));
    await writeDraft(database, saying('y', thread));
    await addDraftFiles(database, [file('a', 1), file('t', 2, thread)]);
    await sendDraft(database, place, unsent, message, 5);
    expect(await readIntents(database)).toMatchObject([{ kind: 'send', key: unsent.key }]);
    expect(await readDraftRow(database, place)).toBeNull();
    expect(await readDraftFiles(database, place)).toEqual([]);
    expect(await readDraftFiles(database, thread)).toHaveLength(1);
  });

  it('includes the files that the draft has at that moment, each once', async () => {
    await addDraftFiles(database, [file('b', 2), file('a', 1)]);
    await sendDraft(database, place, unsent, message, 5);
    // The user presses Enter again before the page has seen that the files are gone.
    await sendDraft(database, place, { ...unsent, key: keyOfWritten('two') }, written({ blocks: [] }), 6);
    const intents = await readIntents(database);
    expect(intents.map((row) => (row.kind === 'send' ? row.files.map(({ id }) => id) : null))).toEqual([
      ['a', 'b'],
    ]);
  });

  it('leaves the draft unchanged if the disk refuses the intent', async () => {
    await writeDraft(database, saying('x'));
    await addDraftFiles(database, [file('a', 1)]);
    const full = new DOMException('full', 'QuotaExceededError');
    database.draftFiles.hook('deleting', () => {
      throw full;
    });
    await expect(sendDraft(database, place, unsent, message, 5)).rejects.toThrow();
    expect(await readIntents(database)).toEqual([]);
    expect(await readDraftRow(database, place)).toEqual(saying('x'));
    expect(await readDraftFiles(database, place)).toHaveLength(1);
  });
});

it('an account that is signed out takes its drafts with it', async () => {
  await writeDraft(database, saying('x'));
  await addDraftFiles(database, [file('a', 1)]);
  await removeAccountRows(database, account);
  expect(await readDraftRow(database, place)).toBeNull();
  expect(await readDraftFiles(database, place)).toEqual([]);
});
