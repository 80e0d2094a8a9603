/**
 * Writes what a connector told into the database. Each batch is one transaction, which also stores the cursor that stands for it. The order
 * within a batch does not matter, and a batch that is applied twice changes nothing (design, decision 2).
 */
import type { Table } from 'dexie';
import type { Account, DiscardReason } from '../../../model/index.ts';
import {
  countDiscards,
  moveCursorRow,
  readAccountRow,
  readMessageRows,
  readPersonRows,
  writeAccountRow,
  writeCursorRow,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import type { Follower } from '../../follower.ts';
import { followAll, tablesOfFollowers } from '../follow/call-followers.ts';
import { type Batch, type Ingested, sort } from './batch.ts';
import { changedMemberships, writeConversations } from './ingest-conversations.ts';
import { deriveAgain, deriveTouched } from './ingest-derived.ts';
import { isSame, writeMessages } from './ingest-messages.ts';
import { writePeople } from './ingest-people.ts';
import { heardPerson, isSamePerson, mergePerson } from './person-rows.ts';
import { tidyBatch } from './tidy-names.ts';

/**
 * Applies a batch. Rejects only when the database refuses (a full disk, a closed database); then nothing of the batch is stored.
 * @param heardAt when the batch came, ms on this machine's clock; null if nobody wants to know
 */
export const ingest = async (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  told: Batch,
  heardAt: number | null = null,
): Promise<Ingested> => {
  const batch = tidyBatch(told);
  return batch.covers === null && (await tellsNothingNew(database, batch))
    ? moveCursor(database, batch)
    : apply(database, followers, batch, heardAt);
};

/** The largest batch of messages that is checked for repetitions. A page of history is new, and to check it would cost as much as to write it. */
const mostEchoes = 20;

/**
 * Whether everything in the batch is stored already: events repeat what the answer to a request said, pulls repeat what events said, and
 * each start reads the members of all channels again.
 */
const tellsNothingNew = async (
  database: IsthmusDatabase,
  { changes, accountId }: Batch,
): Promise<boolean> => {
  if (changes.length === 0) return true;
  const { message: told, name: names, members, person: people, ...others } = sort(changes);
  if (told.length + names.length > mostEchoes || Object.values(others).some(({ length }) => length > 0))
    return false;
  const places = members.map(({ membership }) => membership);
  // People are many, and the row of their channel is one: a channel that is new is noticed by that.
  if ((await changedMemberships(database, places)).length > 0) return false;
  const held = await readMessageRows(
    database,
    told.map(({ message }) => message.id),
  );
  if (!told.every(({ message }, at) => isSame(held[at], message))) return false;
  const known = await readPersonRows(database, [
    ...people.map(({ person }) => person.id),
    ...names.map(({ personId }) => personId),
  ]);
  return (
    people.every(({ person }, at) => isSamePerson(known[at], mergePerson(known[at], person))) &&
    names.every((heard, at) => heardPerson(known[people.length + at], accountId, heard) === null)
  );
};

/**
 * Moves only the cursor, since most pulls tell nothing new; then no reader of the other tables has to wait. The cursor of a conversation
 * that is gone is not written.
 */
const moveCursor = async (database: IsthmusDatabase, { cursor }: Batch): Promise<Ingested> => {
  if (cursor) await moveCursorRow(database, cursor);
  return { added: 0, changed: 0, people: new Set(), messages: [], news: [] };
};

/** The tables that storing a batch reads and writes. */
export const tablesOfBatches = (
  database: IsthmusDatabase,
  followers: readonly Follower[],
): readonly Table[] => [
  database.accounts,
  database.people,
  database.presences,
  database.teams,
  database.conversations,
  database.members,
  database.readPlaces,
  database.messages,
  database.missingRoots,
  database.cursors,
  database.discards,
  database.setbacks,
  ...tablesOfFollowers(database, followers),
];

const apply = (
  database: IsthmusDatabase,
  followers: readonly Follower[],
  batch: Batch,
  heardAt: number | null,
): Promise<Ingested> =>
  database.transaction('rw', [...tablesOfBatches(database, followers)], async () => {
    const sorted = sort(batch.changes);
    const discards = new Map<DiscardReason, number>();
    const discard = (reason: DiscardReason, count = 1): void =>
      void discards.set(reason, (discards.get(reason) ?? 0) + count);
    for (const { reason } of sorted.discarded) discard(reason);

    const people = await writePeople(database, sorted, batch.accountId);
    const account = await readAccountRow(database, batch.accountId);
    const { touched, read, reshaped } = await writeConversations(database, followers, sorted, batch);
    const written = await writeMessages(database, sorted, batch, touched, discard);
    // This comes before unread messages are counted, because a copy is not new.
    const { news, recount } = account
      ? await followAll(
          database,
          followers,
          { account, source: batch.source, changes: batch.changes, heardAt },
          {
            messages: written.messages,
            added: written.addedIds,
            replaced: written.changed,
            before: written.before,
            people,
            reshaped,
            read,
          },
        )
      : { news: [], recount: [] };
    await deriveTouched(database, followers, touched, read, written.messages, account?.me ?? null);
    await deriveAgain(database, followers, recount);
    if (batch.cursor && touched.has(batch.cursor.conversationId))
      await writeCursorRow(database, batch.cursor);
    await countDiscards(database, batch.accountId, discards);
    if (account && written.added > 0) await countMessages(database, account, written.added);
    return { ...written, news };
  });

const countMessages = async (database: IsthmusDatabase, account: Account, added: number): Promise<void> => {
  await writeAccountRow(database, {
    ...account,
    progress: { ...account.progress, messages: account.progress.messages + added },
  });
};
