/** The end of an act, and what it means for the changes that wait for it. Each function runs in one transaction. */
import type { Table } from 'dexie';
import { type MessageId, reactionName } from '../../model/index.ts';
import {
  type ActsOn,
  type AttemptFailure,
  type AttemptRow,
  type AttemptState,
  type AttemptWant,
  dropAttempt,
  type IsthmusDatabase,
  type OutboxState,
  putAttempt,
  readAttempt,
  readAttemptsOf,
  readFailedAttempts,
  settleAttempt,
} from '../../store/index.ts';

export const bothTables = ({ attempts, settledAttempts }: IsthmusDatabase): Table[] => [
  attempts,
  settledAttempts,
];

/**
 * The act was done: changes that waited for it now belong to the message that it made. A change that was done leaves nothing: the message
 * shows it, and of what was sent it must be known which messages it made. Runs within a transaction.
 */
export const settleDone = async (
  database: IsthmusDatabase,
  row: AttemptRow,
  made: MessageId,
): Promise<void> => {
  if (isChange(row)) {
    await forgetFailed(database, row);
    return dropAttempt(database, row.key);
  }
  for (const change of await changesAfter(database, row))
    await putAttempt(database, { ...change, want: { ...change.want, of: { kind: 'message', id: made } } });
  await settleAttempt(database, row, { kind: 'done', made });
};

/** An edit was done, and made this edition: edits of that message that wait were wanted over it. Runs within a transaction. */
export const editedTo = async (
  database: IsthmusDatabase,
  { key, lane, want }: AttemptRow,
  edition: number,
): Promise<void> => {
  if (want.kind !== 'edit') return;
  for (const row of await readAttemptsOf(database, lane))
    if (
      row.key !== key &&
      row.want.kind === 'edit' &&
      isSameAim(row.want.of, want.of) &&
      row.want.edition !== undefined
    )
      await putAttempt(database, { ...row, want: { ...row.want, edition } });
};

/** A newer wish takes the place of one that failed: a deletion of all, another of its own kind. Runs within a transaction. */
export const forgetFailed = async (
  database: IsthmusDatabase,
  { target, want }: Pick<Change, 'target' | 'want'>,
): Promise<void> => {
  for (const { key, want: failed } of await readFailedAttempts(database, target))
    if (
      failed.kind !== 'send' &&
      isSameAim(failed.of, want.of) &&
      (want.kind === 'remove' || isSameWish(failed, want))
    )
      await dropAttempt(database, key);
};

/** Whether one wish takes the place of another of the same message. */
export const isSameWish = (one: ChangeWant, other: ChangeWant): boolean =>
  one.kind === 'react'
    ? other.kind === 'react' && reactionName(one.reaction) === reactionName(other.reaction)
    : one.kind === other.kind;

/** Whether two wishes are about the same message. */
export const isSameAim = (one: ActsOn, other: ActsOn): boolean =>
  one.kind === 'message'
    ? other.kind === 'message' && one.id === other.id
    : other.kind === 'attempt' && one.key === other.key;

/** The state of an act that did not happen, or not certainly: open, or settled with a reason. */
export const stands = async (
  database: IsthmusDatabase,
  { key }: Pick<AttemptRow, 'key'>,
  state: OutboxState,
): Promise<void> =>
  database.transaction('rw', bothTables(database), async () => {
    const held = await readAttempt(database, key);
    if (!held) return;
    switch (state.kind) {
      case 'failed':
        return fails(database, held, state.reason);
      case 'discarded': {
        for (const change of await changesAfter(database, held)) await dropAttempt(database, change.key);
        return settleAttempt(database, held, { kind: 'discarded' });
      }
      case 'queued':
      case 'uploading':
      case 'sending':
      case 'waiting':
        return open(database, held, state);
    }
  });

/**
 * The user has to decide. The act fails in the form that was wanted last; a message that was to be deleted goes together with its deletion.
 */
export const fails = async (
  database: IsthmusDatabase,
  held: AttemptRow,
  reason: AttemptFailure,
): Promise<void> => {
  if (isChange(held)) await forgetFailed(database, held);
  const folded = await foldChanges(database, held);
  if (folded) await settleAttempt(database, folded, { kind: 'failed', reason });
};

const open = async (database: IsthmusDatabase, held: AttemptRow, state: AttemptState): Promise<void> => {
  // While the message may have been sent, its changes wait behind it. From now on it is known that it was not.
  const row = state.kind === 'sending' ? held : await foldChanges(database, held);
  if (row) await putAttempt(database, { ...row, state });
};

/** An unsent message as the user wants it now; null if it was to be deleted: then nothing of it is left. */
const foldChanges = async (database: IsthmusDatabase, held: AttemptRow): Promise<AttemptRow | null> => {
  let row = held;
  let isWanted = true;
  for (const { key, want } of await changesAfter(database, held)) {
    if (want.kind === 'remove') isWanted = false;
    if (want.kind === 'edit' && row.want.kind === 'send')
      row = { ...row, want: { ...row.want, text: want.text, files: want.files ?? row.want.files } };
    await dropAttempt(database, key);
  }
  if (!isWanted) await dropAttempt(database, held.key);
  return isWanted ? row : null;
};

/** What is wanted of a message that is there, or will be. */
export type ChangeWant = Exclude<AttemptWant, { readonly kind: 'send' }>;

type Change = AttemptRow & { readonly want: ChangeWant };

const isChange = (row: AttemptRow): row is Change => row.want.kind !== 'send';

/** The changes that wait for an act, in order. */
const changesAfter = async (
  database: IsthmusDatabase,
  { key, lane, want: { kind } }: AttemptRow,
): Promise<readonly Change[]> =>
  kind === 'send'
    ? (await readAttemptsOf(database, lane)).filter(
        (row): row is Change =>
          row.want.kind !== 'send' && row.want.of.kind === 'attempt' && row.want.of.key === key,
      )
    : [];
