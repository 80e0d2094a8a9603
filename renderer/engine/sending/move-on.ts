/**
 * Moves one act on: uploads its files, writes down that it is about to be sent, sends it, and stores the result; or finds out what became
 * of a request whose answer was lost.
 */
import type { Table } from 'dexie';
import type { Connector } from '../../connectors/connector.ts';
import type { Draft, SharedMemoryCapability, WritingCapability, Written } from '../../connectors/writing.ts';
import type { World } from '../../connectors/world.ts';
import {
  type AccountId,
  type Change,
  type ConversationId,
  mayBeOfAct,
  type Message,
  type MessageId,
  type PersonId,
  type Result,
  type ServiceFailure,
  succeeded,
} from '../../model/index.ts';
import {
  type AttemptRow,
  type CarriedFile,
  type IsthmusDatabase,
  isMadeHere,
  type OutboxState,
  putAttempt,
  readAttempt,
  readNewestMessage,
  type WrittenText,
} from '../../store/index.ts';
import {
  answeredBefore,
  patience,
  type Sending,
  stateAfterFailure,
  stateOfUnsent,
  triesOf,
} from './attempt.ts';
import { bringFiles, uploadedOf } from './files.ts';
import { attemptText } from './fingerprint.ts';
import { findMade, readBack, type Sought } from './look.ts';
import { bothTables, fails, settleDone, stands } from './settling.ts';
import { referencesOf, sourceOf } from './written-files.ts';

/** The account that an act is done with. */
export interface SendingSide {
  readonly connector: Pick<Connector, 'history' | 'refresh'>;
  readonly writing: WritingCapability;
  readonly deletedSince?: SharedMemoryCapability['deletedSince'];
  readonly me: PersonId;
}

export interface SendingContext {
  readonly world: World;
  readonly database: IsthmusDatabase;
  /** Stores a service's answer, as the mirror does. `changes`: what was read to find out whether the act happened. */
  readonly store: (
    account: AccountId,
    changes: readonly Change[],
    source: 'own' | 'changes',
  ) => Promise<void>;
  /** The tables that `store` reads and writes. */
  readonly storesInto: readonly Table[];
  /** Whether others know what made a message; then no act of this folder did. */
  readonly isTaken: (message: Message) => Promise<boolean>;
  readonly signal: AbortSignal;
}

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
      return change(context, side, row, want);
  }
};

type SendWant = Extract<AttemptRow['want'], { readonly kind: 'send' }>;
type ChangeWant = Exclude<AttemptRow['want'], SendWant>;

const send = async (
  context: SendingContext,
  side: SendingSide,
  row: AttemptRow,
  written: SendWant['files'],
): Promise<boolean> => {
  const { signal } = context;
  const files = written.length === 0 ? [] : await filesThere(context, side, row, written);
  if (files === null) return false;
  const draft = await writeAhead(context, row, files);
  // The user took it back meanwhile.
  if (draft === null) return true;
  const answer = await side.writing.send(row.target, draft, { key: row.key, note: null }, signal);
  // Before it is sent again the conversation is read.
  if (!answer.ok) return failed(context, row, answer.failure, false);
  await remember(context, row, answer.value);
  return true;
};

/** Uploads its files. Null if they have to be tried again, or if one of them does not go: then the message does not go either. */
const filesThere = async (
  context: SendingContext,
  side: SendingSide,
  row: AttemptRow,
  written: SendWant['files'],
): Promise<readonly CarriedFile[] | null> => {
  const { database, signal } = context;
  await stands(database, row, { kind: 'uploading' });
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
    canBeRead: (which) => (which === 'from' ? Promise.resolve(true) : canBeRead(side, row.target, signal)),
    keep,
  });
  if (!brought.ok) {
    await failed(context, row, brought.failure, false);
    return null;
  }
  const refused = brought.value.find(({ instead }) => instead !== null);
  const why = refused?.instead ?? null;
  if (refused === undefined || why === null) return brought.value;
  const { of } = refused;
  await database.transaction('rw', bothTables(database), async () => {
    const held = await readAttempt(database, row.key);
    if (held) await fails(database, held, { kind: 'file-not-taken', of, why });
  });
  return null;
};

/**
 * Writes down that the message is about to be sent: after a crash the row says that it may have been, and how to recognise it. Null if the
 * user no longer wants it.
 */
const writeAhead = (
  { database }: SendingContext,
  row: AttemptRow,
  files: readonly CarriedFile[],
): Promise<Draft | null> => {
  const { attempts, settledAttempts, messages } = database;
  return database.transaction('rw', attempts, settledAttempts, messages, async () => {
    // The message as the user wants it now: it may have been changed while its files were uploaded.
    const held = await readAttempt(database, row.key);
    if (held?.want.kind !== 'send') return null;
    const draft = draftOf(held.want.text, uploadedOf({ files: referencesOf(held.want.files) }, files));
    const newest = await readNewestMessage(database, row.target);
    const text = attemptText(draft.document, draft.files.length);
    await putAttempt(database, {
      ...held,
      state: {
        kind: 'sending',
        act: { kind: 'send', text, version: 0, part: 0, parts: 1 },
        after: newest?.createdAt ?? 0,
        retryAt: 0,
        tries: triesOf(row.state),
        ...answeredBefore(row.state),
      },
    });
    return draft;
  });
};

const draftOf = (text: WrittenText, files: Draft['files']): Draft => ({ ...text, files });

/** Stores what a request made, in one transaction with the act of that request. */
const remember = async (
  context: SendingContext,
  row: AttemptRow,
  { id, changes }: Written,
): Promise<void> => {
  const { database, store, storesInto } = context;
  const tables = [...new Set<Table>([...storesInto, ...bothTables(database)])];
  await database.transaction('rw', tables, async () => {
    await store(row.accountId, changes, 'own');
    const held = await readAttempt(database, row.key);
    if (held) await settleDone(database, held, id);
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

/** An edit or a deletion: both may be repeated without harm. */
const change = async (
  context: SendingContext,
  side: SendingSide,
  row: AttemptRow,
  want: ChangeWant,
): Promise<boolean> => {
  const { database, signal } = context;
  // The message that it changes is before it in its lane. When its turn comes, either that message is known, or there is nothing to change.
  if (want.of.kind === 'attempt') {
    await stands(database, row, { kind: 'discarded' });
    return true;
  }
  await stands(database, row, {
    kind: 'sending',
    act: { kind: 'repeatable' },
    after: 0,
    retryAt: 0,
    tries: triesOf(row.state),
    ...answeredBefore(row.state),
  });
  const answer = await changed(side, want, want.of.id, signal);
  if (answer.ok) {
    await remember(context, row, answer.value);
    return true;
  }
  const isReadable = mayBeOfAct(answer.failure) && (await canBeRead(side, row.target, signal));
  return failed(context, row, answer.failure, isReadable);
};

const changed = async (
  { writing }: SendingSide,
  want: ChangeWant,
  id: MessageId,
  signal: AbortSignal,
): Promise<Result<Written>> => {
  if (want.kind === 'edit') return writing.edit(id, draftOf(want.text, []), signal);
  const answer = await writing.remove(id, signal);
  return answer.ok ? succeeded({ id, changes: answer.value }) : answer;
};

const canBeRead = async (
  { connector }: SendingSide,
  target: ConversationId,
  signal: AbortSignal,
): Promise<boolean> => (await connector.history(target, null, signal)).ok;

/** Always false: the act did not happen, or not certainly. */
const failed = async (
  { database, world }: SendingContext,
  row: AttemptRow,
  failure: ServiceFailure,
  isReadable: boolean,
): Promise<false> => {
  const given = { now: world.now(), random: world.random(), before: triesOf(row.state), isReadable };
  await database.transaction('rw', bothTables(database), async () => {
    const held = await readAttempt(database, row.key);
    const state = held ? stateAfterFailure(held.state, failure, given) : null;
    if (state) await stands(database, row, state);
  });
  return false;
};
