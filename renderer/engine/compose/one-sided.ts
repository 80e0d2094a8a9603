/** Where a reaction of the user stands that is to be taken back: of a pair the page shows both sides' reactions at one message. */
import { type Message, reactionName } from '../../model/index.ts';
import {
  type ActIntent,
  type IsthmusDatabase,
  readAccounts,
  readMessageRow,
  readMessageRows,
  readPairRows,
} from '../../store/index.ts';

type TakenBack = Pick<Extract<ActIntent, { readonly kind: 'react' }>, 'messageId' | 'reaction'>;

/**
 * The forms of this message on the other side that have the user's reaction, where this one has it not. Where both have it, none: carrying
 * takes it back there, and where nothing is carried the user sees that it still stands.
 */
export const formsWithReaction = async (
  database: Pick<IsthmusDatabase, 'accounts' | 'counterparts' | 'messages'>,
  { messageId, reaction }: TakenBack,
): Promise<readonly Message[]> => {
  const me = new Map((await readAccounts(database)).map((account) => [account.id, account.me]));
  const isMine = ({ accountId, deletedAt, reactions }: Message): boolean => {
    const own = me.get(accountId) ?? null;
    return (
      deletedAt === null &&
      own !== null &&
      reactions.some((one) => reactionName(one) === reactionName(reaction) && one.personIds.includes(own))
    );
  };
  const shown = await readMessageRow(database, messageId);
  if (!shown || isMine(shown)) return [];
  const rows = await readPairRows(database, [messageId]);
  const others = new Set(rows.flatMap(({ id, copies }) => [id, ...copies]));
  others.delete(messageId);
  const forms = await readMessageRows(
    database,
    [...others].filter((id) => id !== null),
  );
  return forms.filter((form) => form !== undefined).filter(isMine);
};
