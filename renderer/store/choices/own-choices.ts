/** Reads and writes the user's choices for conversations. */
import {
  laterChoice,
  type AccountId,
  type ConversationId,
  type OwnChoice,
  type OwnChoices,
} from '../../model/index.ts';
import type { OwnChoiceRow } from '../choice-rows.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { getRows, putRows } from '../many-rows.ts';

/** All choices for all conversations, as rows. */
export const readOwnChoiceRows = ({ ownChoices }: Reads<'ownChoices'>): Promise<OwnChoiceRow[]> =>
  ownChoices.toArray();

/** The choices for each conversation that has any, in one request. */
export const readAllOwnChoices = async (
  tables: Reads<'ownChoices'>,
): Promise<ReadonlyMap<ConversationId, OwnChoices>> => choicesByConversation(await readOwnChoiceRows(tables));

/** The choices for those of these conversations that have any. */
export const readOwnChoicesOf = async (
  { ownChoices }: Reads<'ownChoices'>,
  ids: readonly ConversationId[],
): Promise<ReadonlyMap<ConversationId, OwnChoices>> =>
  choicesByConversation(
    (
      await Promise.all(
        ids.map((id) =>
          ownChoices.where('[conversationId+kind]').between([id, ''], [id, '\uffff']).toArray(),
        ),
      )
    ).flat(),
  );

/** Groups rows into the choices for each conversation. */
const choicesByConversation = (rows: readonly OwnChoiceRow[]): ReadonlyMap<ConversationId, OwnChoices> => {
  const chosen = new Map<ConversationId, OwnChoices>();
  for (const row of rows) chosen.set(row.conversationId, withChoice(chosen.get(row.conversationId), row));
  return chosen;
};

const withChoice = (chosen: OwnChoices | undefined, choice: OwnChoice): OwnChoices => {
  switch (choice.kind) {
    case 'favourite':
      return { ...chosen, favourite: choice.value };
    case 'muted-until':
      return { ...chosen, mutedUntil: choice.value };
    case 'hidden-up-to':
      return { ...chosen, hiddenUpTo: choice.value };
    case 'notice-level':
      return { ...chosen, noticeLevel: choice.value };
  }
};

/**
 * Stores a choice of the user at `now` (ms on this machine's clock). It gets a later time than the choice that it replaces, even if another
 * computer with a faster clock made that one. Does nothing if the same value is chosen already.
 */
export const chooseForConversation = (
  database: IsthmusDatabase,
  place: { readonly conversationId: ConversationId; readonly accountId: AccountId },
  choice: OwnChoice,
  now: number,
): Promise<void> =>
  database.transaction('rw', database.ownChoices, async () => {
    const { conversationId, accountId } = place;
    const held = await database.ownChoices.get([conversationId, choice.kind]);
    const before = held ? held.value : choice.kind === 'favourite' ? false : null;
    if (before === choice.value) return;
    const at = Math.max(now, (held?.at ?? 0) + 1);
    await database.ownChoices.put({ ...choice, at, conversationId, accountId });
  });

/** Stores those choices of another computer that are later than the ones here. Returns whether there was one. */
export const takeOwnChoices = (database: IsthmusDatabase, rows: readonly OwnChoiceRow[]): Promise<boolean> =>
  database.transaction('rw', database.ownChoices, async () => {
    const held = await getRows(
      database.ownChoices,
      rows.map(({ conversationId, kind }) => [conversationId, kind]),
    );
    const later = rows.filter((row, at) => {
      const before = held[at];
      return before === undefined || (laterChoice<OwnChoiceRow>(row, before) === row && !isSame(row, before));
    });
    await putRows(database.ownChoices, later);
    return later.length > 0;
  });

const isSame = (one: OwnChoiceRow, other: OwnChoiceRow): boolean =>
  one.at === other.at && one.value === other.value;
