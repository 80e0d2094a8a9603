/** When the connection over which the service pushes was lost, asks whether the service is there at all and still knows the user. */
import type { Connector } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import type { ServiceFailure } from '../../model/index.ts';
import { Errand } from '../errand.ts';
import { guarded } from './guarded.ts';
import type { MirrorRun } from './run.ts';

/** A service that went away took everybody's connection with it. This spreads their questions, ms. */
const askedWithin = 1_000;

export interface VitalCheckOptions {
  readonly world: World;
  readonly connector: Pick<Connector, 'vital'>;
  readonly run: MirrorRun;
  /** Whether the connection is still lost and no known trouble explains it. */
  readonly isWanted: () => boolean;
  readonly onFailed: (failure: ServiceFailure) => void;
}

export class VitalCheck {
  readonly #errand: Errand;

  constructor(private readonly options: VitalCheckOptions) {
    this.#errand = new Errand(options.world, askedWithin, () => this.#ask());
  }

  want(): void {
    this.#errand.want(this.options.world.random() * askedWithin);
  }

  cancel(): void {
    this.#errand.cancel();
  }

  /** Resolves when it neither runs nor is asked for. */
  idle(): Promise<void> {
    return this.#errand.idle();
  }

  async #ask(): Promise<void> {
    const { world, connector, run, isWanted, onFailed } = this.options;
    if (!run.isOn() || !isWanted()) return;
    const answer = await guarded(world, () => connector.vital(run.signal));
    if (!answer.ok) onFailed(answer.failure);
  }
}
