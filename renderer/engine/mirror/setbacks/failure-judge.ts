/** Whose failure it is, one thing's or the whole account's: the service's vital call decides, asked when there is doubt. */
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import type { Result, ServiceFailure } from '../../../model/index.ts';
import { suspectOf } from './pauses.ts';

/** `this`: it fails by itself. `account`: nothing works just now, and it is no worse than the rest. */
export type Culprit = 'nobody' | 'this' | 'account';

export interface FailureJudgeOptions {
  readonly world: Pick<World, 'now'>;
  readonly connector: Pick<Connector, 'vital'>;
  readonly signal: () => AbortSignal;
  /** The vital call failed, told once for each time it was asked; or what failed is the account's in any case. */
  readonly onAccountFailed: (failure: ServiceFailure) => void;
}

/** A vital call that went well says so of this long, ms: many things may fail at once. */
const goodFor = 3_000;

export class FailureJudge {
  #asking: Promise<Result<null>> | null = null;
  #goodAt = -Infinity;

  constructor(private readonly options: FailureJudgeOptions) {}

  /** Who is to blame for a failure. Asks the service where the failure alone does not tell. */
  async culpritOf(failure: ServiceFailure): Promise<Culprit> {
    const suspect = suspectOf(failure);
    if (suspect === 'account') this.options.onAccountFailed(failure);
    if (suspect !== 'doubtful') return suspect;
    const since = this.options.world.now() - this.#goodAt;
    if (since >= 0 && since < goodFor) return 'this';
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    const vital = await this.#asking;
    if (vital.ok) return 'this';
    return vital.failure.kind === 'cancelled' ? 'nobody' : 'account';
  }

  async #ask(): Promise<Result<null>> {
    const { world, connector, signal, onAccountFailed } = this.options;
    const answer = await connector.vital(signal());
    if (answer.ok) this.#goodAt = world.now();
    else onAccountFailed(answer.failure);
    return answer;
  }
}
