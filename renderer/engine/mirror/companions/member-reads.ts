/** Reads the members of conversations whose overview does not tell them: one conversation after the other, each failing by itself. */
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import type { Change, ConversationId } from '../../../model/index.ts';
import type { FailureJudge } from '../setbacks/failure-judge.ts';
import type { SetbackBook } from '../setbacks/book.ts';
import { isOwnPace } from '../setbacks/pauses.ts';
import { Errand } from '../../errand.ts';
import type { Next } from './next.ts';

export interface MemberReadsOptions {
  readonly world: World;
  readonly connector: Pick<Connector, 'members'>;
  readonly signal: () => AbortSignal;
  readonly book: SetbackBook;
  readonly judge: FailureJudge;
  readonly ready: () => boolean;
  readonly store: (changes: readonly Change[]) => Promise<boolean>;
  /** Nothing is left to be read but what fails again and again. */
  readonly onProgress: () => void;
}

/** How long to wait after the database refused, ms. */
const storeAgain = 5_000;

export class MemberReads {
  readonly #wanted = new Set<ConversationId>();
  readonly #errand: Errand;

  constructor(private readonly options: MemberReadsOptions) {
    this.#errand = new Errand(options.world, 0, () => this.#run());
  }

  get errand(): Errand {
    return this.#errand;
  }

  want(ids: Iterable<ConversationId>): void {
    for (const id of ids) this.#wanted.add(id);
    this.goOn();
  }

  goOn(): void {
    if (this.#wanted.size > 0) this.#errand.want();
  }

  /** Whether something is still to be read, and will be. */
  get catchingUp(): boolean {
    for (const id of this.#wanted) if (!this.options.book.rest('members', id)?.lasting) return true;
    return false;
  }

  async #run(): Promise<void> {
    const { book, ready, world, onProgress } = this.options;
    for (const id of this.#wanted) {
      if (!ready()) return;
      if (book.wait('members', id) > 0) continue;
      const next = await this.#read(id);
      if (next === 'stop') return;
      if (next !== 'go-on') {
        this.#errand.want(next);
        return;
      }
    }
    if (this.#wanted.size > 0)
      this.#errand.want(Math.min(...[...this.#wanted].map((id) => book.wait('members', id))));
    if (!this.catchingUp) world.after(0, onProgress);
  }

  async #read(id: ConversationId): Promise<Next> {
    const { connector, signal, store, book, judge } = this.options;
    const answer = await connector.members(id, signal());
    if (answer.ok) {
      if (!(await store(answer.value))) return storeAgain;
      book.succeeded('members', id);
      this.#wanted.delete(id);
      return 'go-on';
    }
    const { failure } = answer;
    if (isOwnPace(failure)) return failure.retryAfterMs;
    if ((await judge.culpritOf(failure)) !== 'this') return 'stop';
    book.failed('members', id, failure);
    return 'go-on';
  }
}
