/** Who carries out which intent: one runner for each kind, found from the kind. */
import type { IntentRow, IsthmusDatabase } from '../store/index.ts';
import { endIntents } from '../store/index.ts';

/** Takes all intents of its kind that there are, in order. `stays`: the runner takes each away itself, when it is done. */
export type IntentRunner<Kind extends IntentRow['kind']> = (
  rows: readonly Extract<IntentRow, { readonly kind: Kind }>[],
) => Promise<'done' | 'stays'>;

/** A kind without a runner does not compile. */
export type IntentRunners = { readonly [Kind in IntentRow['kind']]: IntentRunner<Kind> };

/** Gives each runner the intents of its kind, in the order in which they were wanted, and takes away those that are done. */
export const runIntents = async (
  database: IsthmusDatabase,
  rows: readonly IntentRow[],
  runners: IntentRunners,
): Promise<void> => {
  for (const run of runsOf(rows)) await giveTo(database, run.kind, runners, run.rows);
};

interface Run {
  readonly kind: IntentRow['kind'];
  readonly rows: IntentRow[];
}

/** Neighbours of one kind together. Kinds are not gathered from further apart: what is tried again and then given up is given up. */
const runsOf = (rows: readonly IntentRow[]): readonly Run[] => {
  const runs: Run[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.kind === row.kind) last.rows.push(row);
    else runs.push({ kind: row.kind, rows: [row] });
  }
  return runs;
};

const giveTo = async <Kind extends IntentRow['kind']>(
  database: IsthmusDatabase,
  kind: Kind,
  runners: Pick<IntentRunners, Kind>,
  rows: readonly IntentRow[],
): Promise<void> => {
  const own = rows.filter((row): row is Extract<IntentRow, { readonly kind: Kind }> => row.kind === kind);
  if ((await runners[kind](own)) === 'done') await endIntents(database, own);
};
