/** Compares teams: which there are, and their names. */
import type { TruthTeam } from '../service.ts';
import { indexBy, type Difference } from './difference.ts';

export const differenceOfTeams = (
  expected: readonly TruthTeam[],
  actual: readonly TruthTeam[],
): Difference[] => {
  const differences: Difference[] = [];
  const found = indexBy(actual, ({ id }) => id);
  const wanted = new Set(expected.map(({ id }) => id));
  for (const team of expected) {
    const other = found.get(team.id);
    if (!other) differences.push({ kind: 'team missing', subject: team.id });
    else if (other.name !== team.name) differences.push({ kind: 'team name differs', subject: team.id });
  }
  for (const id of found.keys()) if (!wanted.has(id)) differences.push({ kind: 'team extra', subject: id });
  return differences;
};
