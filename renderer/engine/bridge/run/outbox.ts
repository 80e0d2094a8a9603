/** The rows of the outbox: which are next, and what the user may do with one. */
import type { MessageId } from '../../../model/index.ts';
import {
  laneOf,
  putOutbox,
  readLane,
  readLanes,
  readOutboxRow,
  removeOutboxRow,
  type IsthmusDatabase,
  type OutboxRow,
  type UnplacedOutboxRow,
} from '../../../store/index.ts';
import { certaintyOf, wantedAgain } from '../../sending/attempt.ts';

/** The next rows of one direction of a link, oldest message first. */
export const nextRows = (
  database: IsthmusDatabase,
  linkId: string,
  service: OutboxRow['service'],
  limit = 20,
): Promise<OutboxRow[]> => readLane(database, { linkId, service }, limit);

const services: readonly OutboxRow['service'][] = ['mattermost', 'teams'];

/** By link, the directions in which rows wait: the services on which their messages were written. */
export const directionsOf = async (
  database: IsthmusDatabase,
  links: readonly string[],
): Promise<ReadonlyMap<string, readonly OutboxRow['service'][]>> => {
  const lanes = new Set(await readLanes(database));
  return new Map(
    links.flatMap((linkId) => {
      const due = services.filter((service) => lanes.has(laneOf({ linkId, service })));
      return due.length === 0 ? [] : [[linkId, due] as const];
    }),
  );
};

/**
 * Tries a message again now, because the user wants it. If it may have arrived, it is looked for first. Its files that did not go are tried
 * again too, because their reason may be gone as well.
 */
export const retryCarrying = (database: IsthmusDatabase, messageId: MessageId): Promise<void> =>
  moveOn(database, messageId, ({ state, files, ...row }): UnplacedOutboxRow => ({
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

/**
 * Gives a message up, because the user wants it. Whether it arrived is found out before; a message that arrived stays. Where an
 * administrator removed the copy there is nothing to give up: the row goes, since the user has read it.
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
  next: (row: OutboxRow) => UnplacedOutboxRow | null,
): Promise<void> =>
  database.transaction('rw', database.outbox, async () => {
    const row = await readOutboxRow(database, messageId);
    const moved = row ? next(row) : undefined;
    if (moved === null) await removeOutboxRow(database, messageId);
    else if (moved) await putOutbox(database, [moved]);
  });
