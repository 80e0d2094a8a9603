/**
 * Remembers which things of an account fail by themselves, and how long each rests. Failures that last are kept in the database, with their
 * reason.
 */
import type { World } from '../../../connectors/world.ts';
import {
  caughtEvent,
  reasonOf,
  type AccountId,
  type ConversationId,
  type ServiceFailure,
  type SetbackKind,
  type SetbackReason,
} from '../../../model/index.ts';
import {
  readSetbackRowsOf,
  removeSetbackRow,
  writeSetbackRow,
  type IsthmusDatabase,
  type SetbackRow,
} from '../../../store/index.ts';
import { isLasting, longestPause, pauseOf } from './pauses.ts';

/** A thing that rests. */
export interface RestPeriod {
  readonly reason: SetbackReason;
  readonly failures: number;
  /** When it may be asked for again, ms on this machine's clock. */
  readonly until: number;
  /** Whether it will probably go on failing; then nothing waits for it. */
  readonly lasting: boolean;
}

export class SetbackBook {
  readonly #rests = new Map<string, SetbackRow>();
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly world: World,
    private readonly database: IsthmusDatabase,
    private readonly accountId: AccountId,
  ) {}

  /** Reads what failed before. Each thing gets a new try at every start, but how often it failed is remembered. */
  async load(): Promise<void> {
    for (const row of await readSetbackRowsOf(this.database, this.accountId))
      this.#rests.set(nameOf(row.what, row.of), { ...row, until: 0 });
  }

  /** How something rests; null if nothing is wrong with it. */
  rest(what: SetbackKind, of: string): RestPeriod | null {
    const row = this.#rests.get(nameOf(what, of));
    return row === undefined ? null : { ...row, lasting: isLasting(row.reason, row.failures) };
  }

  /** How long until it may be asked for, ms; 0 for now. A clock that was put back delays nothing by more than the longest pause. */
  wait(what: SetbackKind, of: string): number {
    const wait = (this.#rests.get(nameOf(what, of))?.until ?? 0) - this.world.now();
    return wait > 2 * longestPause ? 0 : Math.max(0, wait);
  }

  /** It failed once more, by itself: it rests, longer each time. */
  failed(what: SetbackKind, of: string, failure: ServiceFailure): RestPeriod | null {
    const reason = reasonOf(failure);
    if (reason === null) return this.rest(what, of);
    const name = nameOf(what, of);
    const now = this.world.now();
    const before = this.#rests.get(name);
    const failures = (before?.failures ?? 0) + 1;
    const row: SetbackRow = {
      accountId: this.accountId,
      what,
      of,
      reason,
      status: 'status' in failure ? failure.status : null,
      failures,
      since: before?.since ?? now,
      until: now + pauseOf(failure, failures, this.world.random()),
    };
    this.#rests.set(name, row);
    const lasting = isLasting(reason, failures);
    if (lasting) this.#write(() => writeSetbackRow(this.database, row));
    return { ...row, lasting };
  }

  /** It works again. */
  succeeded(what: SetbackKind, of: string): void {
    const name = nameOf(what, of);
    if (!this.#rests.delete(name)) return;
    this.#write(() => removeSetbackRow(this.database, { accountId: this.accountId, what, of }));
  }

  /**
   * Lets everything that rests be tried once at once, because the network came back or an outage of the service ended. How often each
   * failed is remembered.
   */
  release(): void {
    for (const [name, row] of this.#rests) this.#rests.set(name, { ...row, until: 0 });
  }

  /** The same for one conversation that the user opens. Returns whether anything of it rested. */
  releaseOf(id: ConversationId): boolean {
    let rested = false;
    for (const what of ofConversations) {
      const name = nameOf(what, id);
      const row = this.#rests.get(name);
      if (row === undefined || this.wait(what, id) === 0) continue;
      this.#rests.set(name, { ...row, until: 0 });
      rested = true;
    }
    return rested;
  }

  /** Resolves when all lasting failures are written. */
  written(): Promise<void> {
    return this.#writing;
  }

  /** A row that cannot be written only delays what the user sees of it. */
  #write(work: () => Promise<unknown>): void {
    this.#writing = this.#writing.then(work).then(
      () => undefined,
      (error: unknown) => this.world.log(caughtEvent('setback-write', error)),
    );
  }
}

/** The things of a conversation that can rest. */
const ofConversations = ['history', 'changes', 'members'] as const satisfies readonly SetbackKind[];

const nameOf = (what: SetbackKind, of: string): string => `${what} ${of}`;
