/** Asks for what is wanted, many things in one question. What fails rests: the question as a whole, or the one thing that spoils it. */
import type { World } from '../../../connectors/world.ts';
import type { Change, Result, SetbackKind } from '../../../model/index.ts';
import type { FailureJudge } from '../setbacks/failure-judge.ts';
import type { SetbackBook } from '../setbacks/book.ts';
import { isOwnPace } from '../setbacks/pauses.ts';
import { Errand } from '../../errand.ts';
import type { Next } from './next.ts';
import { Wishes } from './wishes.ts';

export interface QuestionOptions<Id extends string, Answer> {
  readonly world: World;
  readonly book: SetbackBook;
  readonly judge: FailureJudge;
  readonly what: Extract<SetbackKind, 'people' | 'messages' | 'custom-emoji'>;
  /** How long wanted things are collected before a question, ms. */
  readonly settle: number;
  /** Whether the service may be asked now; `goOn` is called when it may be asked again. */
  readonly ready: () => boolean;
  readonly ask: (ids: readonly Id[]) => Promise<Result<Answer>>;
  /** Stores the answer to the question for `ids`; false if the database refused. */
  readonly store: (answer: Answer, ids: readonly Id[]) => Promise<boolean>;
}

/** How long to wait after the database refused, ms. */
const storeAgain = 5_000;

export class Question<Id extends string, Answer = readonly Change[]> {
  readonly #wishes = new Wishes<Id>();
  readonly #errand: Errand;

  constructor(private readonly options: QuestionOptions<Id, Answer>) {
    this.#errand = new Errand(options.world, options.settle, () => this.#run());
  }

  get errand(): Errand {
    return this.#errand;
  }

  want(ids: Iterable<Id>): void {
    this.#wishes.add(ids);
    this.goOn();
  }

  goOn(): void {
    if (!this.#wishes.isEmpty) this.#errand.want();
  }

  async #run(): Promise<void> {
    const { book, what, ready } = this.options;
    while (ready() && !this.#wishes.isEmpty) {
      const wait = book.wait(what, '');
      if (wait > 0) {
        this.#errand.want(wait);
        return;
      }
      const ids = this.#wishes.next((id) => book.wait(what, id) > 0);
      if (ids.length === 0) {
        this.#wantSpoiling();
        return;
      }
      const next = await this.#ask(ids);
      if (next === 'stop') return;
      if (next !== 'go-on') {
        this.#errand.want(next);
        return;
      }
    }
  }

  #wantSpoiling(): void {
    const { book, what } = this.options;
    const waits = [...this.#wishes.spoiling].map((id) => book.wait(what, id));
    if (waits.length > 0) this.#errand.want(Math.min(...waits));
  }

  async #ask(ids: readonly Id[]): Promise<Next> {
    const { book, judge, what, ask, store } = this.options;
    const answer = await ask(ids);
    if (answer.ok) {
      if (!(await store(answer.value, ids))) return storeAgain;
      for (const id of ids) book.succeeded(what, id);
      book.succeeded(what, '');
      this.#wishes.told(ids);
      return 'go-on';
    }
    const { failure } = answer;
    if (isOwnPace(failure)) return failure.retryAfterMs;
    if ((await judge.culpritOf(failure)) !== 'this') return 'stop';
    const [only] = ids;
    const wasKnown = only !== undefined && this.#wishes.spoiling.has(only);
    const spoils = failure.kind === 'throttled' ? null : this.#wishes.failed(ids);
    if (spoils !== null) book.failed(what, spoils, failure);
    if (!wasKnown) book.failed(what, '', failure);
    return 'go-on';
  }
}
