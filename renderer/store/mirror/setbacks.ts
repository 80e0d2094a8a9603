/** Reads and writes setbacks: requests that failed several times in a row. */
import type { AccountId, ConversationId, SetbackKind } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { SetbackRow } from '../rows.ts';

type OfConversation = Extract<SetbackKind, 'history' | 'changes' | 'members'>;

/** A setback of one conversation. */
export interface ConversationSetbackRow extends SetbackRow {
  readonly what: OfConversation;
}

/** The order in which they matter to a reader of the conversation. */
const order: readonly OfConversation[] = ['changes', 'history', 'members'];

/** The setbacks of every conversation that has any, in the order above. There are few rows, so a live query over all of them is cheap. */
export const readSetbacks = async (
  database: Reads<'setbacks'>,
): Promise<ReadonlyMap<ConversationId, readonly ConversationSetbackRow[]>> => {
  const rows = await database.setbacks.toArray();
  const found = new Map<ConversationId, ConversationSetbackRow[]>();
  for (const what of order)
    for (const row of rows)
      if (row.what === what) {
        // These setbacks concern a conversation, so `of` is its id.
        const id = row.of as ConversationId;
        found.set(id, [...(found.get(id) ?? []), { ...row, what }]);
      }
  return found;
};

/** All setbacks of one account. */
export const readSetbackRowsOf = (
  { setbacks }: Reads<'setbacks'>,
  account: AccountId,
): Promise<SetbackRow[]> => setbacks.where('accountId').equals(account).toArray();

/** Stores a request's latest failure. */
export const writeSetbackRow = async ({ setbacks }: IsthmusDatabase, row: SetbackRow): Promise<void> => {
  await setbacks.put(row);
};

/** Removes the setback of a request that works again. */
export const removeSetbackRow = (
  { setbacks }: IsthmusDatabase,
  { accountId, what, of }: Pick<SetbackRow, 'accountId' | 'what' | 'of'>,
): Promise<void> => setbacks.delete([accountId, what, of]);
