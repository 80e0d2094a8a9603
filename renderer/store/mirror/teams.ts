/** Reads and writes teams of both services. */
import type { AccountId, Team, TeamId } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import { deleteRows, putRows } from '../many-rows.ts';

/** All teams of all accounts. */
export const readTeams = (database: Reads<'teams'>): Promise<Team[]> => database.teams.toArray();

export const readTeamRow = ({ teams }: Reads<'teams'>, id: TeamId): Promise<Team | undefined> =>
  teams.get(id);

/** The ids of all teams of an account. */
export const readTeamIdsOf = ({ teams }: Reads<'teams'>, account: AccountId): Promise<TeamId[]> =>
  teams.where('accountId').equals(account).primaryKeys();

export const writeTeamRows = async ({ teams }: IsthmusDatabase, rows: readonly Team[]): Promise<void> => {
  await putRows(teams, rows);
};

export const removeTeamRows = ({ teams }: IsthmusDatabase, ids: readonly TeamId[]): Promise<void> =>
  deleteRows(teams, ids);
