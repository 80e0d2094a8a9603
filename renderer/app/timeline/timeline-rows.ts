/** Rows that the segments of a timeline need besides messages, by key. They are held while the timeline is open. */
import type { Message, MessageId, Person, PersonId, PersonTwins } from '../../model/index.ts';
import {
  readCopies,
  readMessageRows,
  readOrigins,
  readOutboxOf,
  readPeople,
  readThreadsOf,
  readTwinRows,
  type CounterpartRow,
  type OutboxRow,
  type Reads,
} from '../../store/index.ts';
import type { HeldRows } from '../queries/held-rows.ts';
import type { Queries } from '../queries/queries.ts';
import type { Reading } from '../queries/query.ts';

/** The tables that a segment may read. */
export const timelineTables = [
  'messages',
  'people',
  'twins',
  'counterparts',
  'outbox',
  'links',
  'accounts',
  'attempts',
  'settledAttempts',
  'intents',
] as const;
export type TimelineTable = (typeof timelineTables)[number];

export interface TimelineRows {
  readonly people: HeldRows<PersonId, Person, 'people'>;
  readonly twins: HeldRows<PersonId, PersonTwins, 'twins'>;
  readonly origins: HeldRows<MessageId, CounterpartRow, 'counterparts'>;
  readonly copies: HeldRows<MessageId, readonly CounterpartRow[], 'counterparts'>;
  readonly messages: HeldRows<MessageId, Message, 'messages'>;
  /** The replies to a root, by the root's id. */
  readonly threads: HeldRows<MessageId, readonly Message[], 'messages'>;
  readonly outbox: HeldRows<MessageId, OutboxRow, 'outbox'>;
}

/** The tools of a segment's read. */
export interface TimelineReading {
  readonly tables: Reads<TimelineTable>;
  readonly held: Reading<TimelineTable>['held'];
  readonly rows: TimelineRows;
}

/** Far more than anybody scrolls through. */
const most = 10_000;

export const holdTimelineRows = (queries: Queries): TimelineRows => ({
  people: queries.hold({ table: 'people', most, fetch: readPeople }),
  twins: queries.hold({ table: 'twins', most, fetch: readTwinRows }),
  origins: queries.hold({ table: 'counterparts', most, fetch: readOrigins }),
  copies: queries.hold({
    table: 'counterparts',
    index: 'copies',
    madeOf: (rows) => rows.map(({ id }) => id),
    most,
    fetch: readCopies,
  }),
  messages: queries.hold({
    table: 'messages',
    most,
    fetch: async (tables, ids) => {
      const rows = await readMessageRows(tables, ids);
      return new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
    },
  }),
  threads: queries.hold({
    table: 'messages',
    // Storing a reply changes its root's row, by whose id these are held.
    madeOf: (replies) => replies.map(({ id }) => id),
    most,
    fetch: async (tables, ids) => {
      const roots = await readMessageRows(tables, ids);
      return readThreadsOf(
        tables,
        roots.filter((root) => root !== undefined),
      );
    },
  }),
  outbox: queries.hold({ table: 'outbox', most, fetch: readOutboxOf }),
});

export const releaseTimelineRows = (queries: Queries, rows: TimelineRows): void => {
  const { people, twins, origins, copies, messages, threads, outbox } = rows;
  for (const held of [people, twins, origins, copies, messages, threads, outbox]) queries.release(held);
};
