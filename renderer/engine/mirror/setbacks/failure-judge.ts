/**
 * Decides whether a failure concerns one thing or the whole account. In doubt it asks the service's vital call, without which nothing
 * works.
 */
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import type { Result, ServiceFailure } from '../../../model/index.ts';
import { suspectOf } from './pauses.ts';

/** `this`: the thing fails by itself. `account`: nothing works just now. */
export type Culprit = 'nobody' | 'this' | 'account';

export interface FailureJudgeOptions {
  readonly world: Pick<World, 'now'>;
  readonly connector: Pick<Connector, 'vital'>;
  readonly signal: () => AbortSignal;
  /** Called when the vital call failed, once for each question; or when the failure is the account's in any case. */
  readonly onAccountFailed: (failure: ServiceFailure) => void;
}

/** How long a successful vital call counts, ms, because many things may fail at once. */
const goodFor = 3_000;

export class FailureJudge {
  #asking: Promise<Result<null>> | null = null;
  #goodAt = -Infinity;

  constructor(private readonly options: FailureJudgeOptions) {}

  /** Decides what a failure concerns. Asks the service if the failure alone does not show it. */
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
