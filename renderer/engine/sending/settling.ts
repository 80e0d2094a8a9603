/** The end of an act, and what it means for the changes that wait for it. Each function runs in one transaction. */
import type { Table } from 'dexie';
import type { MessageId } from '../../model/index.ts';
import {
  type AttemptFailure,
  type AttemptRow,
  type AttemptState,
  dropAttempt,
  type IsthmusDatabase,
  type OutboxState,
  putAttempt,
  readAttempt,
  readAttemptsOf,
  settleAttempt,
} from '../../store/index.ts';

export const bothTables = ({ attempts, settledAttempts }: IsthmusDatabase): Table[] => [
  attempts,
  settledAttempts,
];

/** The act was done: changes that waited for it now belong to the message that it made. Runs within a transaction. */
export const settleDone = async (
  database: IsthmusDatabase,
  row: AttemptRow,
  made: MessageId,
): Promise<void> => {
  for (const change of await changesAfter(database, row))
    await putAttempt(database, { ...change, want: { ...change.want, of: { kind: 'message', id: made } } });
  await settleAttempt(database, row, { kind: 'done', made });
};

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

type Change = AttemptRow & {
  readonly want: Extract<AttemptRow['want'], { readonly kind: 'edit' | 'remove' }>;
};

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
