/** Reads and writes the one row about the engine's state. */
import type { CarrierStanding, CarryPause } from '../../model/index.ts';
import type { IsthmusDatabase } from '../database.ts';
import type { Reads } from '../reading-tables.ts';
import type { StatusNote } from '../status-note.ts';
import type { EngineRow } from '../rows.ts';

/** Undefined before the engine has run for the first time. */
export const readEngineRow = ({ engine }: Reads<'engine'>): Promise<EngineRow | undefined> =>
  engine.get('engine');

/**
 * Notes that the engine has started and runs. `startedAt` in ms on this machine's clock. The user's pause of carrying stays, and is returned.
 */
export const startEngineRow = (database: IsthmusDatabase, startedAt: number): Promise<CarryPause> =>
  database.transaction('rw', database.engine, async () => {
    const carryPause = (await readEngineRow(database))?.carryPause ?? { kind: 'none' };
    await database.engine.put({ key: 'engine', startedAt, state: { kind: 'running' }, carryPause });
    return carryPause;
  });

/** Keeps the user's pause of carrying. Does nothing before the engine has started. */
export const writeCarryPause = async ({ engine }: IsthmusDatabase, carryPause: CarryPause): Promise<void> => {
  await engine.update('engine', { carryPause });
};

/** Stores the engine's present state. Does nothing before it has started. */
export const writeEngineState = async (
  { engine }: IsthmusDatabase,
  state: EngineRow['state'],
): Promise<void> => {
  await engine.db.transaction('rw', engine, async () => {
    const row = await engine.get('engine');
    if (row) await engine.put({ ...row, state });
  });
};

/** Stores who carries, as far as this relay knows. Does nothing before the engine has started. */
export const writeCarrier = async ({ engine }: IsthmusDatabase, carrier: CarrierStanding): Promise<void> => {
  await engine.update('engine', { carrier });
};

/** Stores what the engine of a desktop relay notes of itself. Does nothing before the engine has started. */
export const writeStatusNote = async ({ engine }: IsthmusDatabase, relay: StatusNote): Promise<void> => {
  await engine.update('engine', { relay });
};
