/** Carries out what the page asks of messages that are written in Isthmus: makes their attempts, and changes those. */
import type { CarryKey } from '../../model/index.ts';
import {
  type ActsOn,
  endIntents,
  type IsthmusDatabase,
  isIntended,
  type SendingIntent,
} from '../../store/index.ts';
import type { IntentRunners } from '../intents/intent-runners.ts';
import { bothTables } from '../sending/settling.ts';
import { type Wanted, wantEdited, wantRemoved, wantSent, wantTriedAgain } from '../sending/wanting.ts';

export interface ComposeOptions {
  readonly database: IsthmusDatabase;
  /** Tells whoever sends that there is something else to do than before. */
  readonly wake: () => void;
}

/** The runners of all that the page asks about messages that are not sent yet. */
export const composeRunners = ({
  database,
  wake,
}: ComposeOptions): Pick<IntentRunners, SendingIntent['kind']> => {
  const carryOut = async (rows: readonly SendingIntent[]): Promise<'stays'> => {
    for (const row of rows)
      await database.transaction('rw', [database.intents, ...bothTables(database)], async () => {
        // Rows are read before they are carried out: meanwhile this one may have been.
        if (!(await isIntended(database, row))) return;
        await carryOutOne(database, row);
        await endIntents(database, [row]);
      });
    wake();
    return 'stays';
  };
  return { send: carryOut, 'edit-unsent': carryOut, 'remove-unsent': carryOut, 'send-again': carryOut };
};

const carryOutOne = async (database: IsthmusDatabase, row: SendingIntent): Promise<void> => {
  const { accountId, conversationId: target, at, key } = row;
  const wanted: Wanted = { key, accountId, target, at };
  const of: ActsOn = { kind: 'attempt', key };
  switch (row.kind) {
    case 'send':
      return wantSent(database, wanted, row);
    case 'edit-unsent':
      await wantEdited(database, { ...wanted, key: keyOfChange(row) }, of, row.text, { files: row.files });
      return;
    case 'remove-unsent':
      await wantRemoved(database, { ...wanted, key: keyOfChange(row) }, of);
      return;
    case 'send-again':
      return wantTriedAgain(database, key);
  }
};

/** The key of a change that cannot be folded into its message: an act of its own. Numbers of intents are given once. */
const keyOfChange = ({ key, id }: SendingIntent): CarryKey => `${key} ${id}` as CarryKey;
