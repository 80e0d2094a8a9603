/**
 * What is to be written, by lane, and what came of it. Open acts are in one table and are found by their lane; settled ones in another,
 * which nothing that runs reads. What moves an act runs within a transaction over both.
 */
import type { AccountId, CarryKey, ConversationId, MessageId } from '../../model/index.ts';
import type { AttemptRow, SettledAttemptRow, SettledState } from '../attempt-rows.ts';
import type { Reads } from '../reading-tables.ts';

type Attempts = Reads<'attempts' | 'settledAttempts'>;

/** Done acts of one conversation that are kept: a page that still shows one as on its way finds what it made. */
const mostDone = 50;

/** The lanes in which something stands; one key is read of each, and no row. */
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

/** Whether it is known that this message was made by an act of this computer. */
export const isMadeHere = async (
  { settledAttempts }: Reads<'settledAttempts'>,
  id: MessageId,
): Promise<boolean> => (await settledAttempts.where('state.made').equals(id).count()) > 0;

/** Writes an open act in the place of what was there under its key, also of what was settled. */
export const putAttempt = async ({ attempts, settledAttempts }: Attempts, row: AttemptRow): Promise<void> => {
  await settledAttempts.delete(row.key);
  await attempts.put(row);
};

/** An act that is over, without its files: they may be large, and only what failed is tried again. */
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

/** An act comes to its end. Of a conversation's done acts only the newest are kept; files only of what failed. */
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

/** Nothing is to be done any more, and nothing to be shown. */
export const dropAttempt = async ({ attempts, settledAttempts }: Attempts, key: CarryKey): Promise<void> => {
  await attempts.delete(key);
  await settledAttempts.delete(key);
};

/** What failed in a conversation, oldest first: it waits for the user. */
export const readFailedAttempts = (
  { settledAttempts }: Reads<'settledAttempts'>,
  target: ConversationId,
): Promise<SettledAttemptRow[]> =>
  settledAttempts
    .where('[target+state.kind+at]')
    .between([target, 'failed', -Infinity], [target, 'failed', Infinity])
    .toArray();

/** An account was signed out: what was to be written with it goes with it. */
export const removeAttemptsOf = async (
  { attempts, settledAttempts }: Attempts,
  accountId: AccountId,
): Promise<void> => {
  await attempts.where('accountId').equals(accountId).delete();
  await settledAttempts.where('accountId').equals(accountId).delete();
};
