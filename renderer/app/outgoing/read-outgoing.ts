/** Reads the unsent messages for a timeline, in the same read as its newest messages. */
import type { Account, AccountId, ConversationId, Message, MessageId, PersonId } from '../../model/index.ts';
import {
  isMadeHere,
  readAccountRows,
  readAttemptsOf,
  readFailedAttempts,
  readSendingIntents,
  type Reads,
} from '../../store/index.ts';
import { arrivedAs, type Outgoing, outgoingOf } from './outgoing.ts';

type OutgoingTables = Reads<'accounts' | 'attempts' | 'settledAttempts' | 'intents'>;

/** A conversation's own timeline (`thread` ''), or the replies to a root. */
export interface OutgoingPlace {
  readonly conversationId: ConversationId;
  readonly thread: MessageId | '';
}

export interface OutgoingRead {
  readonly outgoing: readonly Outgoing[];
  /** The user's person there. */
  readonly senders: readonly PersonId[];
}

/**
 * The unsent messages there that are not among `messages` of the same read. So no message is shown twice, and none vanishes for a moment
 * when the real one replaces it.
 */
export const readOutgoing = async (
  tables: OutgoingTables,
  places: readonly OutgoingPlace[],
  messages: readonly Message[],
): Promise<OutgoingRead> => {
  const found = (await Promise.all(places.map((place) => readPlace(tables, place)))).flat();
  if (found.length === 0) return { outgoing: [], senders: [] };
  const accounts = await readAccountsOf(tables, found);
  const outgoing: Outgoing[] = [];
  for (const one of found.sort((a, b) => a.at - b.at)) {
    const account = accounts.get(one.accountId);
    if (!(await hasArrived(tables, one, messages, account?.me ?? null)))
      outgoing.push({ ...one, service: account?.service ?? null });
  }
  return { outgoing, senders: [...accounts.values()].flatMap(({ me }) => me ?? []) };
};

const readPlace = async (
  tables: OutgoingTables,
  { conversationId, thread }: OutgoingPlace,
): Promise<readonly Outgoing[]> => {
  const [attempts, failed, intents] = await Promise.all([
    readAttemptsOf(tables, conversationId),
    readFailedAttempts(tables, conversationId),
    readSendingIntents(tables, conversationId),
  ]);
  return outgoingOf({ attempts, failed, intents }).filter(({ text }) => text.threadId === thread);
};

const readAccountsOf = async (
  tables: OutgoingTables,
  outgoing: readonly Outgoing[],
): Promise<ReadonlyMap<AccountId, Account>> => {
  const ids = [...new Set(outgoing.map(({ accountId }) => accountId))];
  const rows = await readAccountRows(tables, ids);
  return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
};

const hasArrived = async (
  tables: OutgoingTables,
  outgoing: Outgoing,
  messages: readonly Message[],
  me: PersonId | null,
): Promise<boolean> => {
  for (const message of messages) {
    const is = arrivedAs(outgoing, message, me);
    if (is === 'this' || (is === 'perhaps' && !(await isMadeHere(tables, message.id)))) return true;
  }
  return false;
};
