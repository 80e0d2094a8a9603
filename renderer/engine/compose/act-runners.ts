/** Carries out what the page asks of messages that are there: reactions, pins, edits, deletions, as attempts in the order of their conversation. */
import { type CarryKey, keyOfWritten } from '../../model/index.ts';
import {
  type ActIntent,
  type ActsOn,
  endIntents,
  type IsthmusDatabase,
  isIntended,
} from '../../store/index.ts';
import type { IntentRunners } from '../intents/intent-runners.ts';
import { bothTables } from '../sending/settling.ts';
import {
  type Wanted,
  wantEdited,
  wantGivenUp,
  wantPinSet,
  wantReacted,
  wantRemoved,
} from '../sending/wanting.ts';
import type { ComposeOptions } from './compose-runners.ts';
import { formsWithReaction } from './one-sided.ts';

/** The runners of all that the page asks about messages that are there. */
export const actRunners = ({ database, wake }: ComposeOptions): Pick<IntentRunners, ActIntent['kind']> => {
  const { intents, accounts, counterparts, messages } = database;
  const tables = [intents, accounts, counterparts, messages, ...bothTables(database)];
  const carryOut = async (rows: readonly ActIntent[]): Promise<'stays'> => {
    for (const row of rows)
      await database.transaction('rw', tables, async () => {
        // Rows are read before they are carried out: meanwhile this one may have been.
        if (!(await isIntended(database, row))) return;
        await carryOutOne(database, row);
        await endIntents(database, [row]);
      });
    wake();
    return 'stays';
  };
  return { react: carryOut, pin: carryOut, edit: carryOut, remove: carryOut, 'let-go': carryOut };
};

const carryOutOne = async (database: IsthmusDatabase, row: ActIntent): Promise<void> => {
  if (row.kind === 'let-go') return wantGivenUp(database, row.key);
  const { accountId, conversationId: target, at, messageId } = row;
  const wanted: Wanted = { key: keyOfAct(row), accountId, target, at };
  const of: ActsOn = { kind: 'message', id: messageId };
  switch (row.kind) {
    case 'react':
      await wantReacted(database, wanted, { of, reaction: row.reaction, set: row.set });
      if (!row.set) await takeBackElsewhere(database, row);
      return;
    case 'pin':
      await wantPinSet(database, wanted, { of, set: row.set });
      return;
    case 'edit':
      await wantEdited(database, wanted, of, row.text, { edition: row.edition });
      return;
    case 'remove':
      await wantRemoved(database, wanted, of);
      return;
  }
};

/** A reaction that stands on the other side of a pair only is taken back there. */
const takeBackElsewhere = async (
  database: IsthmusDatabase,
  row: Extract<ActIntent, { readonly kind: 'react' }>,
): Promise<void> => {
  for (const [at, { id, accountId, conversationId: target }] of (
    await formsWithReaction(database, row)
  ).entries())
    await wantReacted(
      database,
      { key: keyOfWritten(`act ${row.id} ${at}`), accountId, target, at: row.at },
      { of: { kind: 'message', id }, reaction: row.reaction, set: false },
    );
};

/** No service sees the key of such an act. Numbers of intents are given once. */
const keyOfAct = ({ id }: ActIntent): CarryKey => keyOfWritten(`act ${id}`);
