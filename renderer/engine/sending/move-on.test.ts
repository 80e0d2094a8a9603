/** A message that the user gives up while its conversation is read is not sent, and no row is written after an act's end. */
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general, me } from '../../../test/support/rows.ts';
import type { Connector, HistoryPage } from '../../connectors/connector.ts';
import type { UploadRequest, WritingCapability } from '../../connectors/writing.ts';
import type { World } from '../../connectors/world.ts';
import { failed, type FileId, keyOfWritten, type Result, succeeded } from '../../model/index.ts';
import { type AttemptRow, type IsthmusDatabase, putAttempt } from '../../store/index.ts';
import { moveOn } from './move-on.ts';
import type { SendingContext, SendingSide } from './outcome.ts';
import { wantGivenUp } from './wanting.ts';

const key = keyOfWritten('1');
const lost: AttemptRow = {
  key,
  accountId: account,
  target: general,
  lane: general,
  at: 1,
  want: {
    kind: 'send',
    text: { document: { blocks: [] }, subject: null, importance: 'normal', threadId: '', quotes: null },
    files: [],
  },
  state: {
    kind: 'sending',
    act: { kind: 'send', text: 'digest', version: 0, part: 0, parts: 1 },
    after: 0,
    retryAt: 0,
    tries: 1,
  },
};

let database: IsthmusDatabase;
beforeEach(async () => {
  database = openDatabase();
  await putAttempt(database, lost);
});

/** Performs a step of the act; while its conversation is read, with this answer, the user gives it up. */
const moved = (history: Result<HistoryPage>): Promise<boolean> => {
  const context: SendingContext = {
    world: { ...({} as World), now: () => 1_000, random: () => 0 },
    database,
    store: () => Promise.resolve(),
    storesInto: [],
    isTaken: () => Promise.resolve(false),
    onSent: () => undefined,
    signal: new AbortController().signal,
  };
  const side: SendingSide = {
    connector: {
      ...({} as Connector),
      history: async () => {
        await wantGivenUp(database, key);
        return history;
      },
    },
    writing: { ...({} as WritingCapability), keepsKeys: false },
    me,
  };
  return moveOn(context, side, lost);
};

describe('an act that is given up while it is searched', () => {
  it('ends if it is not found', async () => {
    expect(await moved(succeeded({ changes: [], next: null, covers: null, changesCursor: null }))).toBe(true);
    expect(await database.attempts.count()).toBe(0);
    expect((await database.settledAttempts.get(key))?.state).toEqual({ kind: 'discarded' });
  });

  it('is searched again if the conversation could not be read, and stays given up', async () => {
    expect(await moved(failed({ kind: 'offline', reason: 'no-answer', status: null }))).toBe(false);
    expect((await database.attempts.get(key))?.state).toMatchObject({
      kind: 'sending',
      tries: 2,
      givenUp: true,
    });
  });
});

it('the progress of a file is stored before an act ends, also if it ends with an error', async () => {
  const file = { id: 'f' as FileId, name: 'plan', mimeType: null, bytes: new Blob(['whole plan']) };
  const row: AttemptRow = {
    ...lost,
    want: { ...(lost.want as Extract<AttemptRow['want'], { kind: 'send' }>), files: [file] },
    state: { kind: 'queued' },
  };
  await putAttempt(database, row);
  let now = 0;
  const context: SendingContext = {
    // Each look at the clock is a second later, so that each chunk is reported.
    world: { ...({} as World), now: () => (now += 1_000), random: () => 0 },
    database,
    store: () => Promise.resolve(),
    storesInto: [],
    isTaken: () => Promise.resolve(false),
    onSent: () => undefined,
    signal: new AbortController().signal,
  };
  const upload = async ({ bytes }: UploadRequest) => {
    const opened = await bytes(0);
    if (opened.ok) await opened.value.getReader().read();
    throw new Error('the connector broke');
  };
  const writing: WritingCapability = { ...({} as WritingCapability), upload };
  await expect(moveOn(context, { connector: {} as Connector, writing, me }, row)).rejects.toThrow('broke');
  expect((await database.attempts.get(key))?.files).toMatchObject([{ of: 'f', sent: 10 }]);
});
