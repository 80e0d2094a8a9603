/** What the engine tells about itself: one row. */
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { EngineRow } from '../rows.ts';

/** Undefined before the engine has run for the first time. */
export const readEngineRow = ({ engine }: Reads<'engine'>): Promise<EngineRow | undefined> =>
  engine.get('engine');

/** The engine starts: it runs, whatever was said before. `startedAt` in ms on this machine's clock. */
export const startEngineRow = async ({ engine }: IsthmusDatabase, startedAt: number): Promise<void> => {
  await engine.put({ key: 'engine', startedAt, state: { kind: 'running' } });
};

/** Says how the engine is now; does nothing before it has started. */
export const writeEngineState = async (
  { engine }: IsthmusDatabase,
  state: EngineRow['state'],
): Promise<void> => {
  await engine.update('engine', { state });
};
