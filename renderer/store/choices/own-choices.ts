/** What the user chose for conversations. */
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

/** All choices for all conversations, as rows. */
export const readOwnChoiceRows = ({ ownChoices }: Reads<'ownChoices'>): Promise<OwnChoiceRow[]> =>
  ownChoices.toArray();

/** What was chosen for each conversation; of most nothing. One request. */
export const readAllOwnChoices = async (
  tables: Reads<'ownChoices'>,
): Promise<ReadonlyMap<ConversationId, OwnChoices>> => choicesByConversation(await readOwnChoiceRows(tables));

/** What was chosen for these conversations; of most nothing. */
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

/** Rows as what was chosen for each conversation. */
export const choicesByConversation = (
  rows: readonly OwnChoiceRow[],
): ReadonlyMap<ConversationId, OwnChoices> => {
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
 * The user chooses, at `now` (ms on this machine's clock). A choice that was made after having seen another one is later than that one,
 * also where the other computer's clock is ahead. What is chosen already is not chosen again.
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
    if (held?.value === choice.value) return;
    const at = Math.max(now, (held?.at ?? 0) + 1);
    await database.ownChoices.put({ ...choice, at, conversationId, accountId });
  });

/** Keeps choices that were made on another computer, where they are the later ones. Says whether one of them was. */
export const takeOwnChoices = (database: IsthmusDatabase, rows: readonly OwnChoiceRow[]): Promise<boolean> =>
  database.transaction('rw', database.ownChoices, async () => {
    const held = await database.ownChoices.bulkGet(
      rows.map(({ conversationId, kind }) => [conversationId, kind]),
    );
    const later = rows.filter((row, at) => {
      const before = held[at];
      return before === undefined || (laterChoice<OwnChoiceRow>(row, before) === row && !isSame(row, before));
    });
    await database.ownChoices.bulkPut(later);
    return later.length > 0;
  });

const isSame = (one: OwnChoiceRow, other: OwnChoiceRow): boolean =>
  one.at === other.at && one.value === other.value;
