/** Keeps in the database who carries, for whoever shows how a relay stands. */
import type { World } from '../../connectors/world.ts';
import { caughtEvent, type CarrierStanding } from '../../model/index.ts';
import { type IsthmusDatabase, writeCarrier } from '../../store/index.ts';

export class CarrierRecord {
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly world: Pick<World, 'log'>,
    private readonly database: IsthmusDatabase,
  ) {}

  /** Writes what holds now, after what was told before. */
  readonly take = (standing: CarrierStanding): void => {
    this.#writing = this.#writing.then(() =>
      writeCarrier(this.database, standing).catch((error: unknown) =>
        this.world.log(caughtEvent('carrier-record', error)),
      ),
    );
  };

  /** Resolves when what was told is written. */
  idle(): Promise<void> {
    return this.#writing;
  }
}
