/** Work that runs beside everything else, but never twice at a time under one name: a chain for each direction of a link. */
import type { World } from '../../../connectors/world.ts';
import { caughtEvent } from '../../../model/index.ts';

export interface ChainsOptions {
  readonly world: Pick<World, 'after' | 'log'>;
  /** Some work was wanted while it ran, and has ended. */
  readonly again: () => void;
}

export class Chains {
  readonly #running = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();

  constructor(private readonly options: ChainsOptions) {}

  /** Begins `work`: false if it is running already under that name; then `again` is called when it is done. */
  begin(name: string, work: () => Promise<void>): boolean {
    if (this.#running.has(name)) {
      this.#again.add(name);
      return false;
    }
    const run = work()
      .catch((error: unknown) => this.options.world.log(caughtEvent('bridge-chain', error)))
      .finally(() => {
        this.#running.delete(name);
        if (this.#again.delete(name)) this.options.again();
      });
    this.#running.set(name, run);
    return true;
  }

  /** When all that runs now has ended, or that with a name that is meant. */
  async idle(isMeant: (name: string) => boolean = () => true): Promise<void> {
    await Promise.all([...this.#running].flatMap(([name, run]) => (isMeant(name) ? [run] : [])));
  }

  /** As `idle`, but false if it has not ended after `within` ms. A chain's name begins with its link's id. */
  async endWithin(within: number, isMeant?: (name: string) => boolean): Promise<boolean> {
    let cancel = (): void => undefined;
    const late = new Promise<boolean>((resolve) => {
      cancel = this.options.world.after(within, () => resolve(false));
    });
    const ended = this.idle(isMeant).then(() => true);
    const isInTime = await Promise.race([ended, late]);
    cancel();
    return isInTime;
  }
}
