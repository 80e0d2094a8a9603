/** The order of acts: which are withdrawn while they run, and which wait for the network. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../../test/support/database.ts';
import { account, general, me } from '../../../test/support/rows.ts';
import { VirtualTime } from '../../../test/support/virtual-time.ts';
import type { Connector } from '../../connectors/connector.ts';
import type { UploadRequest, WritingCapability } from '../../connectors/writing.ts';
import type { World } from '../../connectors/world.ts';
import { failed, type FileId, keyOfWritten, type MessageId, succeeded } from '../../model/index.ts';
import {
  type AttemptRow,
  type AttemptState,
  type IsthmusDatabase,
  putAttempt,
  readAttempt,
  readSettledAttempt,
  type WrittenText,
} from '../../store/index.ts';
import type { SendingSide } from './outcome.ts';
import { Sender } from './sender.ts';
import { UploadProgress } from './upload-progress.ts';
import { wantEdited, wantRemoved } from './wanting.ts';

const key = keyOfWritten('one');
const wanted = { key: keyOfWritten('wish'), accountId: account, target: general, at: 9 };
const text: WrittenText = {
  document: { blocks: [] },
  ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
};
const file = (name: string, size = 10) => ({
  ...{ id: name as FileId, name, mimeType: null, bytes: new Blob([new Uint8Array(size)]) },
});
const row = (state: AttemptState, names: readonly string[] = []): AttemptRow => ({
  ...{ key, accountId: account, target: general, lane: general, at: 1, state },
  want: { kind: 'send', text, files: names.map((name) => file(name)) },
});

const time = new VirtualTime(1_000_000);
let database: IsthmusDatabase;
let sender: Sender;
/** The requests to the service, in order. */
let asked: string[];
let uploads: (request: UploadRequest, signal: AbortSignal) => ReturnType<WritingCapability['upload']>;
beforeEach(() => {
  database = openDatabase();
  asked = [];
  uploads = ({ name, of }) =>
    Promise.resolve(succeeded({ handle: name, name, of }) as Awaited<ReturnType<typeof uploads>>);
  const writing: WritingCapability = {
    ...({} as WritingCapability),
    keepsKeys: true,
    send: (_conversation, { files }) => {
      asked.push(['send', ...files.map(({ name }) => name)].join(' '));
      return Promise.resolve(succeeded({ id: `${general}/made` as MessageId, changes: [] }));
    },
    upload: (request, signal) => {
      asked.push(`upload ${request.name}`);
      return uploads(request, signal);
    },
  };
  const side: SendingSide = { connector: {} as Connector, writing, me };
  sender = new Sender({
    world: { ...({} as World), now: time.now, after: time.after, random: () => 0, log: () => undefined },
    database,
    sideOf: () => Promise.resolve(side),
    store: () => Promise.resolve(),
    storesInto: [],
    isTaken: () => Promise.resolve(false),
    onSent: () => undefined,
  });
});
afterEach(async () => {
  await time.during(sender.stop());
  database.close();
});

const isSettled = async (): Promise<boolean> =>
  (await readSettledAttempt(database, key))?.state.kind === 'done';

it('an upload ends when its message is withdrawn, and nothing is sent', async () => {
  let ended = false;
  uploads = (_request, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        ended = true;
        resolve({ ...failed({ kind: 'cancelled' }), session: null });
      });
    });
  await putAttempt(database, row({ kind: 'queued' }, ['large.bin']));
  sender.start();
  await time.until(() => asked.length === 1);
  await wantRemoved(database, wanted, { kind: 'attempt', key });
  sender.wake();
  await time.until(() => ended);
  await time.during(sender.stop());
  expect(asked).toEqual(['upload large.bin']);
  expect(await readAttempt(database, key)).toBeUndefined();
});

it('a file that is added while others are uploaded is sent too, and a removed one does not delay the message', async () => {
  uploads = async ({ name, of }) => {
    if (asked.length === 1)
      await wantEdited(database, wanted, { kind: 'attempt', key }, text, { files: [file('added')] });
    if (name === 'refused') return { ...failed({ kind: 'refused', code: '', status: 400 }), session: null };
    return { ok: true, value: { handle: name, name, of } };
  };
  await putAttempt(database, row({ kind: 'queued' }, ['refused']));
  sender.start();
  await time.until(isSettled);
  expect(asked).toEqual(['upload refused', 'upload added', 'send added']);
});

it('the progress of a file is stored at most twice a second', async () => {
  let clock = 1_000_000;
  const kept: (number | undefined)[] = [];
  database.attempts.hook('updating', function (changes) {
    if ('files' in changes) kept.push((changes.files as AttemptRow['files'])?.[0]?.sent);
  });
  const progress = new UploadProgress(database, { now: () => clock }, key);
  await putAttempt(database, row({ kind: 'uploading' }, ['large']));
  for (const [after, bytes] of [
    [100, 1],
    [400, 2],
    [100, 3],
    [399, 4],
    [1, 5],
  ] as const) {
    clock += after;
    progress.moved('large' as FileId, bytes);
  }
  await progress.written();
  expect(kept).toEqual([2, 5]);
  const through = { of: 'large' as FileId, session: null, handle: '{}', instead: null };
  await putAttempt(database, { ...row({ kind: 'uploading' }, ['large']), files: [through] });
  clock += 500;
  progress.moved('large' as FileId, 9);
  await progress.written();
  expect((await readAttempt(database, key))?.files).toEqual([through]);
});

it('an act that waits for the network is sent when that is back; one that waits for something else is not', async () => {
  const until = time.now() + 200_000;
  await putAttempt(database, row({ kind: 'waiting', why: 'offline', until, tries: 5 }));
  const other: AttemptRow = {
    ...row({ kind: 'waiting', why: 'throttled', until, tries: 1 }),
    ...{ key: keyOfWritten('other'), lane: 'other' },
  };
  await putAttempt(database, other);
  sender.start();
  await time.pass(1_000);
  expect(asked).toEqual([]);
  sender.hurry();
  await time.until(isSettled);
  expect(time.now()).toBeLessThan(until);
  expect(await readAttempt(database, other.key)).toEqual(other);
});
