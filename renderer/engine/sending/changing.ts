/**
 * Changes a message that is there: edits it, deletes it, sets a reaction or a pin, or takes it back. Each may be repeated without harm, but for an
 * edit, which must not write over an edition that its user has not seen.
 */
import type { Written } from '../../connectors/writing.ts';
import {
  type Change,
  failed,
  mayBeOfAct,
  type MessageId,
  type Result,
  speaksOf,
  succeeded,
} from '../../model/index.ts';
import { type AttemptRow, readAttempt, readMessageRow } from '../../store/index.ts';
import { withoutCards } from '../../text/editable-text.ts';
import { answeredBefore, triesOf } from './attempt.ts';
import { editStanding } from './edit-standing.ts';
import {
  isTargetReadable,
  asDraft,
  noteFailure,
  noteDone,
  type SendingContext,
  type SendingSide,
} from './outcome.ts';
import { bothTables, type ChangeWant, fails, stands } from './settling.ts';

type EditWant = Extract<ChangeWant, { readonly kind: 'edit' }>;

/** As `moveOn`. */
export const change = async (
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
  const { id } = want.of;
  if (want.kind === 'edit' && !(await mayEdit(context, side, row, want, id))) return false;
  // The wish as it is now: it may have been turned round, or taken back, while the message was looked at.
  const now = await beginning(context, row);
  if (now === null) return true;
  const answer = await withNewForm(side, id, await changed(side, now, id, signal), signal);
  if (answer.ok) {
    await noteDone(context, row, answer.value);
    return true;
  }
  const isReadable = mayBeOfAct(answer.failure) && (await isTargetReadable(side, row.target, signal));
  return noteFailure(context, row, answer.failure, isReadable);
};

/** Writes down that it is about to be asked for. Null if the user no longer wants it. */
const beginning = ({ database }: SendingContext, { key, state }: AttemptRow): Promise<ChangeWant | null> =>
  database.transaction('rw', bothTables(database), async () => {
    const held = await readAttempt(database, key);
    if (!held || held.want.kind === 'send') return null;
    await stands(database, held, {
      kind: 'sending',
      act: { kind: 'repeatable' },
      after: 0,
      retryAt: 0,
      tries: triesOf(state),
      ...answeredBefore(state),
    });
    return held.want;
  });

/**
 * Whether an edit is still to be written. Where an answer may have been lost, the message is read first: it may have been edited by this
 * act, and elsewhere after that. False if the edit came to its end, or has to wait.
 */
const mayEdit = async (
  context: SendingContext,
  { connector, writing }: SendingSide,
  row: AttemptRow,
  want: EditWant,
  id: MessageId,
): Promise<boolean> => {
  const { database, store, signal } = context;
  const wasAsked = row.state.kind === 'sending' || triesOf(row.state) > 0;
  if (wasAsked) {
    const read = await connector.refresh([id], signal);
    if (!read.ok) return noteFailure(context, row, read.failure, false);
    await store(row.accountId, read.value, 'changes');
  }
  const message = await readMessageRow(database, id);
  const standing = editStanding(message, want, {
    wasAsked,
    read: (one) => writing.read(withoutCards(one)),
  });
  switch (standing) {
    case 'due':
      return true;
    case 'done':
      await noteDone(context, row, { id, changes: [] });
      return false;
    case 'gone':
    case 'edited-since':
      await database.transaction('rw', bothTables(database), async () => {
        const held = await readAttempt(database, row.key);
        if (held) await fails(database, held, { kind: standing });
      });
      return false;
  }
};

const changed = async (
  { writing }: SendingSide,
  want: ChangeWant,
  id: MessageId,
  signal: AbortSignal,
): Promise<Result<Written>> => {
  if (want.kind === 'edit') return writing.edit(id, asDraft(want.text, []), signal);
  const answer = await changesOf(writing, want, id, signal);
  return answer.ok ? succeeded({ id, changes: answer.value }) : answer;
};

const changesOf = (
  writing: SendingSide['writing'],
  want: Exclude<ChangeWant, EditWant>,
  id: MessageId,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  switch (want.kind) {
    case 'remove':
      return writing.remove(id, signal);
    case 'react':
      return writing.react(id, want.reaction, want.set, signal);
    case 'pin':
      return (
        writing.pin?.(id, want.set, signal) ??
        Promise.resolve(failed({ kind: 'refused', status: 0, code: 'isthmus.no-pins' }))
      );
  }
};

/** Asks for the new form of the message where the answer does not tell it: else the old one would be shown once more. */
const withNewForm = async (
  { connector }: SendingSide,
  id: MessageId,
  answer: Result<Written>,
  signal: AbortSignal,
): Promise<Result<Written>> => {
  if (!answer.ok || speaksOf(answer.value.changes, id)) return answer;
  const read = await connector.refresh([id], signal);
  return read.ok ? succeeded({ id, changes: [...answer.value.changes, ...read.value] }) : read;
};
