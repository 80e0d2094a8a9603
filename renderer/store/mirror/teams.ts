/** Teams of both services. */
import type { Team } from '../../model/index.ts';
import type { Reads } from '../reading-tables.ts';

/** All teams of all accounts. */
export const readTeams = (database: Reads<'teams'>): Promise<Team[]> => database.teams.toArray();
