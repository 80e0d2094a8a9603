/**
 * Moves one act on: uploads its files, writes down that it is about to be sent, sends it, and stores the result; or finds out what became
 * of a request whose answer was lost.
 */
import type { Draft } from '../../connectors/writing.ts';
import type { Change } from '../../model/index.ts';
import {
  type AttemptRow,
  type CarriedFile,
  type IsthmusDatabase,
  isMadeHere,
  type OutboxState,
  putAttempt,
  readAttempt,
  readNewestMessage,
} from '../../store/index.ts';
import { answeredBefore, patience, type Sending, stateOfUnsent, triesOf } from './attempt.ts';
import { change } from './changing.ts';
import { bringFiles, uploadedOf } from './files.ts';
import { attemptText } from '../../text/fingerprint.ts';
import { findMade, readBack, type Sought } from './look.ts';
import {
  isTargetReadable,
  asDraft,
  noteFailure,
  noteDone,
  type SendingContext,
  type SendingSide,
} from './outcome.ts';
import { bothTables, fails, settleDone, stands } from './settling.ts';
import { UploadProgress } from './upload-progress.ts';
import { referencesOf, sourceOf } from './written-files.ts';

/** True if the act is settled, or has another state than before and may be moved on at once. False if it waits; its row says for what. */
export const moveOn = async (
  context: SendingContext,
  side: SendingSide,
  row: AttemptRow,
): Promise<boolean> => {
  const { state, want } = row;
  if (state.kind === 'sending' && state.act.kind === 'send') return findOut(context, side, row, state);
  switch (want.kind) {
    case 'send':
      return send(context, side, row, want.files);
    case 'edit':
    case 'remove':
    case 'react':
    case 'pin':
      return change(context, side, row, want);
  }
};

type SendWant = Extract<AttemptRow['want'], { readonly kind: 'send' }>;

const send = async (
  context: SendingContext,
  side: SendingSide,
  row: AttemptRow,
  written: SendWant['files'],
): Promise<boolean> => {
  const { signal } = context;
  const files = written.length === 0 ? [] : await filesThere(context, side, row, written);
  if (files === null) return false;
  const draft = await writeAhead(context, side, row, files);
  // The user took it back meanwhile, or wants it with other files.
  if (draft === null) return true;
  const answer = await side.writing.send(row.target, draft, { key: row.key, note: null }, signal);
  // Before it is sent again the conversation is read.
  if (!answer.ok) return noteFailure(context, row, answer.failure, false);
  await noteDone(context, row, answer.value);
  return true;
};

/** Uploads its files. Null if they have to be tried again, or if one of them does not go: then the message does not go either. */
const filesThere = async (
  context: SendingContext,
  side: SendingSide,
  row: AttemptRow,
  written: SendWant['files'],
): Promise<readonly CarriedFile[] | null> => {
  const { database, world, signal } = context;
  await stands(database, row, { kind: 'uploading' });
  const progress = new UploadProgress(database, world, row.key);
  const keep = (files: readonly CarriedFile[]): Promise<void> =>
    database.transaction('rw', bothTables(database), async () => {
      const held = await readAttempt(database, row.key);
      if (held) await putAttempt(database, { ...held, files });
    });
  const brought = await bringFiles({ files: referencesOf(written) }, row.files ?? [], {
    from: sourceOf(written),
    to: side.writing,
    target: row.target,
    signal,
    canBeRead: (which) =>
      which === 'from' ? Promise.resolve(true) : isTargetReadable(side, row.target, signal),
    keep,
    moved: (file, bytes) => progress.moved(file, bytes),
    // Also where the database refuses what came of a file: nothing is written behind the end of an act.
    // oxlint-disable-next-line typescript/no-misused-promises -- `finally` waits for the promise
  }).finally(() => progress.written());
  if (!brought.ok) {
    await noteFailure(context, row, brought.failure, false);
    return null;
  }
  const refused = brought.value.find(
    ({ of, instead }) => instead !== null && written.some(({ id }) => id === of),
  );
  const why = refused?.instead ?? null;
  if (refused === undefined || why === null) return brought.value;
  const { of } = refused;
  await database.transaction('rw', bothTables(database), async () => {
    const held = await readAttempt(database, row.key);
    // Without it the message may go: the user may have taken it out meanwhile.
    const isWanted = held?.want.kind === 'send' && held.want.files.some(({ id }) => id === of);
    if (isWanted) await fails(database, held, { kind: 'file-not-taken', of, why });
  });
  return null;
};

/**
 * Writes down that the message is about to be sent: after a crash the row says that it may have been, and how to recognise it. Null if the
 * user no longer wants it so.
 */
const writeAhead = (
  { database }: SendingContext,
  { writing }: SendingSide,
  row: AttemptRow,
  files: readonly CarriedFile[],
): Promise<Draft | null> => {
  const { attempts, settledAttempts, messages } = database;
  return database.transaction('rw', attempts, settledAttempts, messages, async () => {
    // The message as the user wants it now: it may have been changed while its files were uploaded.
    const held = await readAttempt(database, row.key);
    if (held?.want.kind !== 'send') return null;
    const wanted = held.want.files;
    const uploaded = uploadedOf({ files: referencesOf(wanted) }, files);
    // Another file was added meanwhile: it goes to the service first.
    if (uploaded.length < wanted.length) return null;
    const draft = asDraft(held.want.text, uploaded);
    const newest = await readNewestMessage(database, row.target);
    const text = attemptText(draft.document, draft.files.length);
    await putAttempt(database, {
      ...held,
      state: {
        kind: 'sending',
        act: {
          ...{ kind: 'send', text, version: 0, part: 0, parts: 1 },
          ...(writing.keepsKeys ? { keyed: true } : {}),
        },
        after: newest?.createdAt ?? 0,
        retryAt: 0,
        tries: triesOf(row.state),
        ...answeredBefore(row.state),
      },
    });
    return draft;
  });
};

/** Whether a request whose answer was lost made a message. */
const findOut = async (
  context: SendingContext,
  { connector, writing, deletedSince, me }: SendingSide,
  row: AttemptRow,
  state: Sending,
): Promise<boolean> => {
  const { database, world, store, signal, isTaken } = context;
  const { act, after } = state;
  if (act.kind !== 'send' || row.want.kind !== 'send') return true;
  const side = {
    ...{ connector, writing, me },
    store: (changes: readonly Change[]) => store(row.accountId, changes, 'changes'),
    ...(deletedSince === undefined ? {} : { deletedSince }),
  };
  const sought: Sought = {
    target: row.target,
    after,
    text: act.text,
    key: row.key,
    whole: row.want.text.document,
    isTaken: async (message) => (await isMadeHere(database, message.id)) || isTaken(message),
  };
  const read = await readBack(side, sought, signal);
  if (!read.ok) {
    if (read.failure.kind === 'cancelled') return false;
    const retryAt = world.now() + patience(state.tries, world.random());
    await standsAsWanted(database, row, (now) => ({ ...now, retryAt, tries: state.tries + 1 }));
    return false;
  }
  const found = await findMade(database, side, sought);
  if (found === null) await standsAsWanted(database, row, stateOfUnsent);
  else
    await database.transaction('rw', bothTables(database), async () => {
      const held = await readAttempt(database, row.key);
      if (held) await settleDone(database, held, found.message.id);
    });
  return true;
};

/** The state of an act after its target was read, by what the user wants now: they may have given it up meanwhile. */
const standsAsWanted = (
  database: IsthmusDatabase,
  row: AttemptRow,
  next: (now: Sending) => OutboxState,
): Promise<void> =>
  database.transaction('rw', bothTables(database), async () => {
    const held = await readAttempt(database, row.key);
    if (held?.state.kind === 'sending') await stands(database, held, next(held.state));
  });
