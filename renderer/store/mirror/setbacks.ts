/** What fails again and again by itself. */
import type { AccountId, ConversationId, SetbackKind } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { SetbackRow } from '../rows.ts';

type OfConversation = Extract<SetbackKind, 'history' | 'changes' | 'members'>;

/** A setback of one conversation. */
export interface ConversationSetbackRow extends SetbackRow {
  readonly what: OfConversation;
}

/** What matters more to whoever reads the conversation comes first. */
const order: readonly OfConversation[] = ['changes', 'history', 'members'];

/** Those of every conversation that has any, what matters most first. Few rows, so a live query over all of them is cheap. */
export const readSetbacks = async (
  database: Reads<'setbacks'>,
): Promise<ReadonlyMap<ConversationId, readonly ConversationSetbackRow[]>> => {
  const rows = await database.setbacks.toArray();
  const found = new Map<ConversationId, ConversationSetbackRow[]>();
  for (const what of order)
    for (const row of rows)
      if (row.what === what) {
        // What these are about is a conversation.
        const id = row.of as ConversationId;
        found.set(id, [...(found.get(id) ?? []), { ...row, what }]);
      }
  return found;
};

/** All of one account. */
export const readSetbackRowsOf = (
  { setbacks }: Reads<'setbacks'>,
  account: AccountId,
): Promise<SetbackRow[]> => setbacks.where('accountId').equals(account).toArray();

/** It has failed once more. */
export const writeSetbackRow = async ({ setbacks }: IsthmusDatabase, row: SetbackRow): Promise<void> => {
  await setbacks.put(row);
};

/** It works again. */
export const removeSetbackRow = (
  { setbacks }: IsthmusDatabase,
  { accountId, what, of }: Pick<SetbackRow, 'accountId' | 'what' | 'of'>,
): Promise<void> => setbacks.delete([accountId, what, of]);
