/**
 * Reads and writes acts of sending. Open acts are in one table and are found by their lane. Settled acts are in another table, which no
 * loop of the engine reads. A function that moves an act between both must be called within a transaction over both.
 */
import type { AccountId, CarryKey, ConversationId, MessageId } from '../../model/index.ts';
import type { AttemptRow, SettledAttemptRow, SettledState } from '../attempt-rows.ts';
import type { Reads } from '../reading-tables.ts';

type Attempts = Reads<'attempts' | 'settledAttempts'>;

/** How many done acts of a conversation are kept. A page that still shows one as open finds its message by them. */
const mostDone = 50;

/** The lanes that have acts. One key of each is read, and no row. */
export const readAttemptLanes = async ({ attempts }: Reads<'attempts'>): Promise<readonly string[]> =>
  (await attempts.orderBy('lane').uniqueKeys()).map(String);

/** The first act of a lane. */
export const firstInLane = ({ attempts }: Reads<'attempts'>, lane: string): Promise<AttemptRow | undefined> =>
  attempts.where('[lane+at]').between([lane, -Infinity], [lane, Infinity]).first();

/** The last act of a lane. */
export const lastInLane = ({ attempts }: Reads<'attempts'>, lane: string): Promise<AttemptRow | undefined> =>
  attempts.where('[lane+at]').between([lane, -Infinity], [lane, Infinity]).last();

/** All acts of a lane, in order. */
export const readAttemptsOf = ({ attempts }: Reads<'attempts'>, lane: string): Promise<AttemptRow[]> =>
  attempts.where('[lane+at]').between([lane, -Infinity], [lane, Infinity]).toArray();

export const readAttempt = (
  { attempts }: Reads<'attempts'>,
  key: CarryKey,
): Promise<AttemptRow | undefined> => attempts.get(key);

export const readSettledAttempt = (
  { settledAttempts }: Reads<'settledAttempts'>,
  key: CarryKey,
): Promise<SettledAttemptRow | undefined> => settledAttempts.get(key);

/** Whether a kept act of this computer made this message. */
export const isMadeHere = async (
  { settledAttempts }: Reads<'settledAttempts'>,
  id: MessageId,
): Promise<boolean> => (await settledAttempts.where('state.made').equals(id).count()) > 0;

/** Writes an open act. It replaces an open or settled act with the same key. */
export const putAttempt = async ({ attempts, settledAttempts }: Attempts, row: AttemptRow): Promise<void> => {
  await settledAttempts.delete(row.key);
  await attempts.put(row);
};

/** An ended act without its files: they may be large, and only failed acts are tried again. */
const withoutFiles = ({
  key,
  accountId,
  target,
  lane,
  at,
  want,
}: Omit<AttemptRow, 'state'>): Omit<AttemptRow, 'state'> => ({
  key,
  accountId,
  target,
  lane,
  at,
  want: 'files' in want ? { ...want, files: [] } : want,
});

/** Ends an act. Only the newest done acts of a conversation are kept, and files only of failed acts. */
export const settleAttempt = async (
  { attempts, settledAttempts }: Attempts,
  row: Omit<AttemptRow, 'state'>,
  state: SettledState,
): Promise<void> => {
  await attempts.delete(row.key);
  await settledAttempts.put({ ...(state.kind === 'failed' ? row : withoutFiles(row)), state });
  if (state.kind !== 'done') return;
  const done = settledAttempts
    .where('[target+state.kind+at]')
    .between([row.target, 'done', -Infinity], [row.target, 'done', Infinity]);
  const old = await done.reverse().offset(mostDone).primaryKeys();
  await settledAttempts.bulkDelete(old);
};

/** Removes an act. It is neither done nor shown any more. */
export const dropAttempt = async ({ attempts, settledAttempts }: Attempts, key: CarryKey): Promise<void> => {
  await attempts.delete(key);
  await settledAttempts.delete(key);
};

/** The failed acts of a conversation, oldest first. They wait for the user. */
export const readFailedAttempts = (
  { settledAttempts }: Reads<'settledAttempts'>,
  target: ConversationId,
): Promise<SettledAttemptRow[]> =>
  settledAttempts
    .where('[target+state.kind+at]')
    .between([target, 'failed', -Infinity], [target, 'failed', Infinity])
    .toArray();

/** Removes the acts of an account that was signed out. */
export const removeAttemptsOf = async (
  { attempts, settledAttempts }: Attempts,
  accountId: AccountId,
): Promise<void> => {
  await attempts.where('accountId').equals(accountId).delete();
  await settledAttempts.where('accountId').equals(accountId).delete();
};
