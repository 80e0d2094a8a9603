/** One runner for each kind of intent: what the user wants is found and carried out by its kind. */
import type { IntentRow, IsthmusDatabase } from '../../store/index.ts';
import { endIntents } from '../../store/index.ts';

/** Gets all intents of its kind, in order. `stays`: the runner itself removes each when it is done. */
export type IntentRunner<Kind extends IntentRow['kind']> = (
  rows: readonly Extract<IntentRow, { readonly kind: Kind }>[],
) => Promise<'done' | 'stays'>;

/** The type asks for a runner of every kind. */
export type IntentRunners = { readonly [Kind in IntentRow['kind']]: IntentRunner<Kind> };

/** Gives each runner the intents of its kind, in the order in which the user wanted them, and removes those that are done. */
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

/**
 * Groups neighbours of one kind. Intents of one kind that others separate stay apart, so that the order holds: tried again and then given
 * up means given up.
 */
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
