/** The people and teams of a batch. */
import type { AccountId, PersonId } from '../../../model/index.ts';
import {
  readPersonRows,
  removeTeamRows,
  writePersonRows,
  writePresences,
  writeTeamRows,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import type { WrittenPerson } from '../../follower.ts';
import type { Sorted } from './batch.ts';
import { heardPerson, mergePerson, isSamePerson } from './person-rows.ts';

/**
 * Writes what is told of people and teams, within the batch's transaction. Returns the people who changed, as they were and as they are: each start
 * reads the members of all channels again, and most of them are as before.
 */
export const writePeople = async (
  database: IsthmusDatabase,
  sorted: Sorted,
  accountId: AccountId,
): Promise<readonly WrittenPerson[]> => {
  const known = await readPersonRows(
    database,
    sorted.person.map(({ person }) => person.id),
  );
  const written = sorted.person.flatMap(({ person }, at): WrittenPerson[] => {
    const before = known[at];
    const now = mergePerson(before, person);
    return isSamePerson(before, now) ? [] : [{ before: before ?? null, now }];
  });
  await writeNow(database, written);
  await writePresences(
    database,
    accountId,
    new Map(sorted.presence.map(({ personId, presence }) => [personId, presence])),
  );
  await writeTeams(database, sorted);
  return [...written, ...(await writeNames(database, sorted, accountId))];
};

const writeTeams = async (database: IsthmusDatabase, sorted: Sorted): Promise<void> => {
  const teams = sorted.team.map(({ team }) => team);
  const gone = sorted['team-gone'].map(({ id }) => id);
  if (teams.length > 0) await writeTeamRows(database, teams);
  if (gone.length > 0) await removeTeamRows(database, gone);
};

const writeNow = async (database: IsthmusDatabase, written: readonly WrittenPerson[]): Promise<void> => {
  if (written.length === 0) return;
  await writePersonRows(
    database,
    written.map(({ now }) => now),
  );
};

/** Names that messages tell come after everything else that is told of people. */
const writeNames = async (
  database: IsthmusDatabase,
  { name: names }: Sorted,
  accountId: AccountId,
): Promise<readonly WrittenPerson[]> => {
  if (names.length === 0) return [];
  const known = await readPersonRows(
    database,
    names.map(({ personId }) => personId),
  );
  const rows = new Map(known.flatMap((person) => (person ? [[person.id, person] as const] : [])));
  const changed = new Map<PersonId, WrittenPerson>();
  for (const heard of names) {
    const before = rows.get(heard.personId);
    const now = heardPerson(before, accountId, heard);
    if (now === null) continue;
    rows.set(now.id, now);
    changed.set(now.id, { before: changed.get(now.id)?.before ?? before ?? null, now });
  }
  const written = [...changed.values()];
  await writeNow(database, written);
  return written;
};
