/** The carrier of one start of the bridge. It is made when the mirror knows who the user is, and ends with the start. */
import type { PersonId, Service } from '../../../model/index.ts';
import { readAccountRow } from '../../../store/index.ts';
import type { BridgeOptions } from '../context.ts';
import { AuthorClaims } from '../memory/author-claims.ts';
import type { TakenAuthors } from '../memory/taken-authors.ts';
import { Carrier } from './carrier.ts';

export class CarrierOfStart {
  #signal: AbortSignal | null = null;
  #carrier: Carrier | null = null;

  /** `mayGoOn`: whether this computer may carry over a link. */
  constructor(
    private readonly options: BridgeOptions,
    private readonly taken: TakenAuthors,
    private readonly mayGoOn: (linkId: string) => boolean,
  ) {}

  /** `signal` ends all that the carrier does. */
  begin(signal: AbortSignal): void {
    this.#signal = signal;
  }

  end(): void {
    this.#signal = null;
    this.#carrier = null;
  }

  /** Null while the mirror does not know who the user is, or between two starts. */
  async now(): Promise<Carrier | null> {
    const { world, database, sides, memory, store, storesInto, observe } = this.options;
    if (this.#carrier !== null) return this.#carrier;
    const me = { teams: await this.#me('teams'), mattermost: await this.#me('mattermost') };
    const signal = this.#signal;
    if (me.teams === null || me.mattermost === null || signal === null) return null;
    this.#carrier = new Carrier({
      world,
      database,
      sides,
      memory,
      store,
      storesInto,
      me: { teams: me.teams, mattermost: me.mattermost },
      claims: new AuthorClaims(world),
      signal,
      taken: this.taken,
      mayGoOn: (linkId) => this.mayGoOn(linkId) && !signal.aborted,
      observe,
    });
    return this.#carrier;
  }

  async #me(service: Service): Promise<PersonId | null> {
    const account = await readAccountRow(this.options.database, this.options.sides[service].accountId);
    return account?.me ?? null;
  }
}
