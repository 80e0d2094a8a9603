/** Reads and writes the one row about the engine's state. */
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { EngineRow } from '../rows.ts';

/** Undefined before the engine has run for the first time. */
export const readEngineRow = ({ engine }: Reads<'engine'>): Promise<EngineRow | undefined> =>
  engine.get('engine');

/** Notes that the engine has started and runs. `startedAt` in ms on this machine's clock. */
export const startEngineRow = async ({ engine }: IsthmusDatabase, startedAt: number): Promise<void> => {
  await engine.put({ key: 'engine', startedAt, state: { kind: 'running' } });
};

/** Stores the engine's present state. Does nothing before it has started. */
export const writeEngineState = async (
  { engine }: IsthmusDatabase,
  state: EngineRow['state'],
): Promise<void> => {
  await engine.update('engine', { state });
};
