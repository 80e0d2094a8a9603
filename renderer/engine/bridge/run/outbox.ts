/** The rows of what is carried: which are next, and what the user may do with one. */
import type { MessageId } from '../../../model/index.ts';
import type { IsthmusDatabase, OutboxRow } from '../../../store/index.ts';
import { certaintyOf, type Sending } from '../../sending/attempt.ts';

/** What is read at once: a cursor costs a request for each row, and mostly few wait. */
const atOnce = 100;

/** The next rows of one direction of a link, oldest message first. */
export const nextRows = async (
  database: IsthmusDatabase,
  linkId: string,
  service: OutboxRow['service'],
  limit = 20,
): Promise<OutboxRow[]> => {
  const ofLink = () => database.outbox.where('[linkId+at]').between([linkId, -Infinity], [linkId, Infinity]);
  const isNext = (row: OutboxRow): boolean => row.service === service && isOpen(row);
  const first = await ofLink().limit(atOnce).toArray();
  const next = first.filter(isNext).slice(0, limit);
  if (next.length === limit || first.length < atOnce) return next;
  return ofLink().filter(isNext).limit(limit).toArray();
};

/** In which directions of links something is to be carried, by link: where it was written. */
export const directionsOf = async (
  database: IsthmusDatabase,
): Promise<ReadonlyMap<string, readonly OutboxRow['service'][]>> => {
  const directions = new Map<string, OutboxRow['service'][]>();
  for (const { linkId, service } of (await database.outbox.toArray()).filter(isOpen)) {
    const held = directions.get(linkId) ?? [];
    if (!held.includes(service)) directions.set(linkId, [...held, service]);
  }
  return directions;
};

/** What failed or was given up waits for the user. */
const isOpen = ({ state }: OutboxRow): boolean => state.kind !== 'failed' && state.kind !== 'discarded';

/**
 * The user wants a message tried again now. What may have happened is looked for first, all the same. What kept its files back may be
 * gone with what kept the message back: they are tried again, too.
 */
export const retryCarrying = (database: IsthmusDatabase, messageId: MessageId): Promise<void> =>
  moveOn(database, messageId, ({ state, files, ...row }) => ({
    ...row,
    state: state.kind === 'sending' ? wantedAgain(state) : { kind: 'queued' },
    ...(files === undefined
      ? {}
      : {
          files: files
            .filter(({ instead }) => instead === null)
            .map(({ of, session, handle, instead }) => ({ of, session, handle, instead })),
        }),
  }));

const wantedAgain = ({ act, after, tries, answered }: Sending): Sending => ({
  kind: 'sending',
  act,
  after,
  tries,
  retryAt: 0,
  ...(answered === undefined ? {} : { answered }),
});

/**
 * The user gives a message up. What may have happened is found out before: what has arrived is there. Of what an administrator removed
 * nothing is left to be given up: the user has read it.
 */
export const discardCarrying = (database: IsthmusDatabase, messageId: MessageId): Promise<void> =>
  moveOn(database, messageId, ({ state, ...row }) => {
    if (state.kind === 'failed' && state.reason.kind === 'removed-there') return null;
    const mayBeThere = state.kind === 'sending' && certaintyOf(state) === 'perhaps-done';
    return { ...row, state: mayBeThere ? { ...state, retryAt: 0, givenUp: true } : { kind: 'discarded' } };
  });

const moveOn = (
  database: IsthmusDatabase,
  messageId: MessageId,
  next: (row: OutboxRow) => OutboxRow | null,
): Promise<void> =>
  database.transaction('rw', database.outbox, async () => {
    const row = await database.outbox.get(messageId);
    const moved = row ? next(row) : undefined;
    if (moved === null) await database.outbox.delete(messageId);
    else if (moved) await database.outbox.put(moved);
  });
