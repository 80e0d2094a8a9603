/** Each intent of the page becomes one act, for any number of reads by the engine and any kill. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general } from '../../../test/support/rows.ts';
import { type FileId, keyOfWritten } from '../../model/index.ts';
import {
  type ComposedMessage,
  type IntentRow,
  type IsthmusDatabase,
  readAttempt,
  readAttemptsOf,
  readIntents,
  readSettledAttempt,
  settleAttempt,
  type Unsent,
  wantMessageSent,
  wantUnsentEdited,
  wantUnsentRemoved,
  wantUnsentTriedAgain,
} from '../../store/index.ts';
import { paragraph, plainOfDocument, textInline } from '../../text/document/index.ts';
import { stands } from '../sending/settling.ts';
import { runHere } from './testing/runners.ts';

const unsent: Unsent = { key: keyOfWritten('one'), accountId: account, target: general };
const message = (words: string, files: readonly string[] = []): ComposedMessage => ({
  text: {
    document: { blocks: [paragraph(textInline(words))] },
    ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
  },
  files: files.map((name) => ({ id: name as FileId, name, mimeType: null, bytes: new Blob([name]) })),
});

let database: IsthmusDatabase;
let woken = 0;
beforeEach(() => {
  database = openDatabase();
  woken = 0;
});
afterEach(() => database.close());

const runWith = (rows: readonly IntentRow[]): Promise<void> =>
  runHere(database, rows, { composed: () => (woken += 1) });
const run = async (): Promise<void> => runWith(await readIntents(database));

/** The unsent messages, in order: the texts with the names of their files. */
const toBeSent = async (): Promise<readonly string[]> =>
  (await readAttemptsOf(database, general)).map(({ want }) =>
    want.kind === 'remove' || want.kind === 'react' || want.kind === 'pin'
      ? want.kind
      : [want.kind, plainOfDocument(want.text.document), ...(want.files ?? []).map(({ name }) => name)].join(
          ' ',
        ),
  );

it('a message becomes an act with its files, and its intent is removed', async () => {
  await wantMessageSent(database, unsent, message('low water', ['tides.txt']), 5);
  await run();
  expect(await toBeSent()).toEqual(['send low water tides.txt']);
  expect(await readAttempt(database, unsent.key)).toMatchObject({ accountId: account, lane: general, at: 5 });
  expect(await readIntents(database)).toEqual([]);
  expect(woken).toBe(1);
});

it('an intent that was read twice is carried out once', async () => {
  await wantMessageSent(database, unsent, message('one'), 1);
  const stale = await readIntents(database);
  await wantUnsentRemoved(database, unsent, 2);
  await run();
  expect(await toBeSent()).toEqual([]);
  // Without a look at the database it would be sent now, although it was deleted.
  await runWith(stale);
  expect(await toBeSent()).toEqual([]);
});

it('a message that is not sent yet is changed in its place in the queue', async () => {
  await wantMessageSent(database, unsent, message('one', ['a.txt', 'b.txt']), 1);
  await wantMessageSent(database, { ...unsent, key: keyOfWritten('two') }, message('two'), 2);
  await wantUnsentEdited(database, unsent, message('one, better', ['b.txt']), 3);
  await run();
  expect(await toBeSent()).toEqual(['send one, better b.txt', 'send two']);
});

it('a refused message is sent with an edit, or tried again unchanged; a refused file is tried again', async () => {
  await wantMessageSent(database, unsent, message('one', ['a.txt']), 1);
  await run();
  const refused = async (): Promise<void> => {
    const row = await readAttempt(database, unsent.key);
    if (row)
      await settleAttempt(
        database,
        {
          ...row,
          files: [{ of: 'a.txt' as FileId, session: null, handle: null, instead: { kind: 'refused' } }],
        },
        { kind: 'failed', reason: { kind: 'too-long' } },
      );
    expect(await readSettledAttempt(database, unsent.key)).toBeDefined();
  };
  for (const [asked, is] of [
    [() => wantUnsentTriedAgain(database, unsent, 2), 'send one a.txt'],
    [() => wantUnsentEdited(database, unsent, message('shorter', ['a.txt']), 3), 'send shorter a.txt'],
  ] as const) {
    await refused();
    await asked();
    await run();
    expect(await toBeSent()).toEqual([is]);
    expect(await readAttempt(database, unsent.key)).toMatchObject({ state: { kind: 'queued' }, files: [] });
  }
  await refused();
  await wantUnsentRemoved(database, unsent, 4);
  await run();
  expect(await readSettledAttempt(database, unsent.key)).toBeUndefined();
});

it('a change of a message that may have arrived waits behind it, with its files in case it has not', async () => {
  await wantMessageSent(database, unsent, message('one', ['a.txt']), 1);
  await run();
  const asked = {
    kind: 'sending',
    act: { kind: 'send', text: 'digest', version: 0, part: 0, parts: 1 },
    ...{ after: 0, retryAt: 0, tries: 0 },
  } as const;
  await stands(database, unsent, asked);
  await wantUnsentEdited(database, unsent, message('better', ['b.txt']), 2);
  await run();
  expect(await toBeSent()).toEqual(['send one a.txt', 'edit better b.txt']);
  await stands(database, unsent, { kind: 'queued' });
  expect(await toBeSent()).toEqual(['send better b.txt']);
});
