/**
 * Turns what the user wants written into acts. A change of a message that certainly was not sent is folded into it: the message goes as
 * changed, or not at all. A change of a message that may have been sent follows it, and is folded into a change that waits already.
 */
import type { AccountId, CarryKey, ConversationId } from '../../model/index.ts';
import {
  type ActsOn,
  type AttemptRow,
  type AttemptWant,
  dropAttempt,
  type IsthmusDatabase,
  lastInLane,
  putAttempt,
  readAttempt,
  readAttemptsOf,
  readSettledAttempt,
  settleAttempt,
  type WrittenFile,
  type WrittenText,
} from '../../store/index.ts';
import { certaintyOf, wantedAgain } from './attempt.ts';
import { bothTables, forgetFailed, isSameAim, isSameWish } from './settling.ts';

/** Where and when the user wants something. */
export interface Wanted {
  /** A random key, made by whoever wants it. What is wanted twice under one key is done once. */
  readonly key: CarryKey;
  readonly accountId: AccountId;
  readonly target: ConversationId;
  /** This machine's clock, ms. */
  readonly at: number;
}

/** The lane is the conversation: what is written into one conversation goes in order. */
const laneOf = ({ target }: Wanted): string => target;

/** Sends a message. */
export const wantSent = (
  database: IsthmusDatabase,
  wanted: Wanted,
  { text, files = [] }: { readonly text: WrittenText; readonly files?: readonly WrittenFile[] },
): Promise<void> =>
  within(database, async () => {
    const isKnown =
      (await readAttempt(database, wanted.key)) ?? (await readSettledAttempt(database, wanted.key));
    if (!isKnown) await append(database, wanted, { kind: 'send', text, files });
  });

/**
 * Gives a message another text, whether it is sent already or not. False if it was given up: there is nothing to change. `files` take the
 * place of those of a message that was not sent; one that was keeps its own. `edition`: the one that the user had before them
 * (`editionOf`); absent, any edition is written over.
 */
export const wantEdited = (
  database: IsthmusDatabase,
  wanted: Wanted,
  of: ActsOn,
  text: WrittenText,
  { files, edition }: Pick<Extract<AttemptWant, { readonly kind: 'edit' }>, 'files' | 'edition'> = {},
): Promise<boolean> =>
  within(database, async () => {
    const edited = { text, ...(files === undefined ? {} : { files }) };
    const on = await standingOf(database, of);
    switch (on.kind) {
      case 'gone':
        return false;
      case 'unsent':
        await putAttempt(database, { ...anew(on.row), want: { ...on.row.want, ...edited } });
        return true;
      case 'perhaps-sent': {
        const waiting = await changesOf(database, wanted, on.of);
        if (waiting.some(({ want }) => want.kind === 'remove')) return false;
        for (const row of waiting)
          if (row.want.kind === 'edit') {
            await putAttempt(database, { ...row, want: { ...row.want, ...edited } });
            return true;
          }
        const over = edition === undefined ? {} : { edition };
        await append(database, wanted, { kind: 'edit', of: on.of, ...edited, ...over });
        return true;
      }
    }
  });

/** Deletes a message, or keeps it from being sent. False if there is nothing to delete. */
export const wantRemoved = (database: IsthmusDatabase, wanted: Wanted, of: ActsOn): Promise<boolean> =>
  within(database, async () => {
    const on = await standingOf(database, of);
    switch (on.kind) {
      case 'gone':
        return false;
      case 'unsent':
        await dropAttempt(database, on.row.key);
        return true;
      case 'perhaps-sent': {
        const waiting = await changesOf(database, wanted, on.of);
        for (const { key, want } of waiting) if (want.kind !== 'remove') await dropAttempt(database, key);
        if (!waiting.some(({ want }) => want.kind === 'remove'))
          await append(database, wanted, { kind: 'remove', of: on.of });
        return true;
      }
    }
  });

type SetWant = Extract<AttemptWant, { readonly kind: 'react' | 'pin' }>;

/**
 * Sets the user's reaction to a message, or takes it back. What is wanted last holds: a wish that waits is turned round. False if the
 * message is to be deleted.
 */
export const wantReacted = (
  database: IsthmusDatabase,
  wanted: Wanted,
  { of, reaction, set }: Omit<Extract<AttemptWant, { readonly kind: 'react' }>, 'kind'>,
): Promise<boolean> => wantStanding(database, wanted, { kind: 'react', of, reaction, set });

/** Pins a message, or takes its pin away; as a reaction. */
export const wantPinSet = (
  database: IsthmusDatabase,
  wanted: Wanted,
  { of, set }: Omit<Extract<AttemptWant, { readonly kind: 'pin' }>, 'kind'>,
): Promise<boolean> => wantStanding(database, wanted, { kind: 'pin', of, set });

/** What is wanted last holds: a wish that waits is turned round. False if the message is to be deleted. */
const wantStanding = (database: IsthmusDatabase, wanted: Wanted, want: SetWant): Promise<boolean> =>
  within(database, async () => {
    const waiting = await changesOf(database, wanted, want.of);
    if (waiting.some((row) => row.want.kind === 'remove')) return false;
    const same = waiting.find((row) => row.want.kind !== 'send' && isSameWish(row.want, want));
    if (same) await putAttempt(database, { ...same, want });
    else await append(database, wanted, want);
    return true;
  });

/**
 * Tries it again now, because the user wants it. What may have happened is looked for first all the same. An edit that
 * gave way to another edition is now wanted over that.
 */
export const wantTriedAgain = (database: IsthmusDatabase, key: CarryKey): Promise<void> =>
  within(database, async () => {
    const open = await readAttempt(database, key);
    if (open)
      return putAttempt(database, {
        ...open,
        state: open.state.kind === 'sending' ? wantedAgain(open.state) : { kind: 'queued' },
      });
    const settled = await readSettledAttempt(database, key);
    if (settled?.state.kind !== 'failed') return;
    const { reason } = settled.state;
    const want = reason.kind === 'edited-since' ? overAnything(settled.want) : settled.want;
    await putAttempt(database, { ...anew(settled), want, state: { kind: 'queued' } });
  });

const overAnything = (want: AttemptWant): AttemptWant =>
  want.kind === 'edit' ? { kind: 'edit', of: want.of, text: want.text } : want;

/** For another try: a file that was refused is offered again, and what has got to the service stays there. */
const anew = <Row extends Pick<AttemptRow, 'files'>>({
  files,
  ...row
}: Row): Omit<Row, 'files'> & Pick<AttemptRow, 'files'> => {
  const kept = files?.filter(({ instead }) => instead === null);
  return { ...row, ...(kept === undefined ? {} : { files: kept }) };
};

/** Gives it up, because the user wants it. Whether it happened is found out before: a message that has arrived stays. */
export const wantGivenUp = (database: IsthmusDatabase, key: CarryKey): Promise<void> =>
  within(database, async () => {
    const open = await readAttempt(database, key);
    if (open?.state.kind === 'sending' && certaintyOf(open.state) === 'perhaps-done')
      return putAttempt(database, { ...open, state: { ...open.state, retryAt: 0, givenUp: true } });
    const row = open ?? (await readSettledAttempt(database, key));
    if (!row || row.state.kind === 'done') return;
    if (row.want.kind === 'send') await settleAttempt(database, row, { kind: 'discarded' });
    else await dropAttempt(database, key);
  });

type Unsent = AttemptRow & { readonly want: Extract<AttemptWant, { readonly kind: 'send' }> };

type Standing =
  | { readonly kind: 'gone' }
  /** The message certainly was not sent. */
  | { readonly kind: 'unsent'; readonly row: Unsent }
  | { readonly kind: 'perhaps-sent'; readonly of: ActsOn };

const standingOf = async (database: IsthmusDatabase, of: ActsOn): Promise<Standing> => {
  if (of.kind === 'message') return { kind: 'perhaps-sent', of };
  const open = await readAttempt(database, of.key);
  if (open && isUnsent(open))
    return certaintyOf(open.state) === 'perhaps-done'
      ? { kind: 'perhaps-sent', of }
      : { kind: 'unsent', row: open };
  const settled = await readSettledAttempt(database, of.key);
  switch (settled?.state.kind) {
    case 'done':
      return { kind: 'perhaps-sent', of: { kind: 'message', id: settled.state.made } };
    case 'failed': {
      const again: AttemptRow = { ...settled, state: { kind: 'queued' } };
      return isUnsent(again) ? { kind: 'unsent', row: again } : { kind: 'gone' };
    }
    case 'discarded':
    case undefined:
      return { kind: 'gone' };
  }
};

const isUnsent = (row: AttemptRow): row is Unsent => row.want.kind === 'send';

/** Changes of the same message that wait and were not sent yet. */
const changesOf = async (
  database: IsthmusDatabase,
  wanted: Wanted,
  of: ActsOn,
): Promise<readonly AttemptRow[]> =>
  (await readAttemptsOf(database, laneOf(wanted))).filter(
    ({ want, state }) => want.kind !== 'send' && isSameAim(want.of, of) && state.kind !== 'sending',
  );

const append = async (database: IsthmusDatabase, wanted: Wanted, want: AttemptWant): Promise<void> => {
  const { key, accountId, target, at } = wanted;
  const lane = laneOf(wanted);
  if (want.kind !== 'send') await forgetFailed(database, { target, want });
  // A clock that was put back does not change the order.
  const last = await lastInLane(database, lane);
  const after = last === undefined ? at : Math.max(at, last.at + 1);
  await putAttempt(database, { key, accountId, target, lane, at: after, want, state: { kind: 'queued' } });
};

const within = <Value>(database: IsthmusDatabase, work: () => Promise<Value>): Promise<Value> =>
  database.transaction('rw', bothTables(database), work);
