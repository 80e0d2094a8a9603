/** Reads pictures one after the other, each failing by itself: those of messages, the photos of people, and custom emoji. */
import type { World } from '../../../connectors/world.ts';
import type { Result, ServiceFailure, SetbackKind } from '../../../model/index.ts';
import type { FailureJudge } from '../setbacks/failure-judge.ts';
import type { SetbackBook } from '../setbacks/book.ts';
import { isOwnPace, pauseOf } from '../setbacks/pauses.ts';
import { Errand } from '../../errand.ts';
import type { Next } from './next.ts';

/** Which pictures they are. */
export interface PictureSource<Item extends { readonly id: string }> {
  readonly what: Extract<SetbackKind, 'picture' | 'photo' | 'custom-emoji-picture'>;
  /** Whether it is there already and need not be asked for. */
  isKept(item: Item): Promise<boolean>;
  fetch(item: Item, signal: AbortSignal): Promise<Result<Blob>>;
  keep(item: Item, bytes: Blob): Promise<void>;
  /** The service has no such picture, or does not give it to the user. */
  lacks(item: Item, failure: ServiceFailure): Promise<void>;
}

export interface PicturesOptions<Item extends { readonly id: string }> {
  readonly world: World;
  readonly source: PictureSource<Item>;
  readonly signal: () => AbortSignal;
  readonly book: SetbackBook;
  readonly judge: FailureJudge;
  readonly ready: () => boolean;
}

/** When so many pictures in a row fail, the reason is probably not each picture's own, and the next ones wait too. */
const tooManyInRow = 3;

export class Pictures<Item extends { readonly id: string }> {
  readonly #wanted = new Map<string, Item>();
  readonly #errand: Errand;
  #failedInRow = 0;

  constructor(private readonly options: PicturesOptions<Item>) {
    this.#errand = new Errand(options.world, 300, () => this.#run());
  }

  get errand(): Errand {
    return this.#errand;
  }

  want(items: Iterable<Item>): void {
    for (const item of items) this.#wanted.set(item.id, item);
    this.goOn();
  }

  /** The user looks at this picture: it comes before all others. */
  wantNow(item: Item): void {
    const others = [...this.#wanted];
    this.#wanted.clear();
    this.#wanted.set(item.id, item);
    for (const [id, other] of others) this.#wanted.set(id, other);
    this.#errand.want(0);
  }

  goOn(): void {
    if (this.#wanted.size > 0) this.#errand.want();
  }

  async #run(): Promise<void> {
    const { book, ready, signal, source } = this.options;
    for (const item of this.#wanted.values()) {
      if (!ready() || signal().aborted) return;
      if (book.wait(source.what, item.id) > 0) continue;
      const next = await this.#fetch(item);
      if (next === 'stop') return;
      if (next !== 'go-on') {
        this.#errand.want(next);
        return;
      }
    }
    if (this.#wanted.size > 0)
      this.#errand.want(Math.min(...[...this.#wanted.keys()].map((id) => book.wait(source.what, id))));
  }

  async #fetch(item: Item): Promise<Next> {
    const { source, signal } = this.options;
    if (!(await source.isKept(item))) {
      const answer = await source.fetch(item, signal());
      if (!answer.ok) return this.#failed(item, answer.failure);
      await source.keep(item, answer.value);
    }
    this.#failedInRow = 0;
    this.#settle(item);
    return 'go-on';
  }

  #settle(item: Item): void {
    this.options.book.succeeded(this.options.source.what, item.id);
    // What was wanted anew meanwhile, as another photo of the same person, stays wanted.
    if (this.#wanted.get(item.id) === item) this.#wanted.delete(item.id);
  }

  async #failed(item: Item, failure: ServiceFailure): Promise<Next> {
    const { world, book, judge, source } = this.options;
    if (isOwnPace(failure)) return failure.retryAfterMs;
    switch (failure.kind) {
      case 'cancelled':
        return 'stop';
      case 'throttled':
      case 'offline':
      case 'sign-in-needed':
      case 'not-let-in':
        if ((await judge.culpritOf(failure)) !== 'this') return 'stop';
        book.failed(source.what, item.id, failure);
        this.#failedInRow += 1;
        return this.#failedInRow < tooManyInRow
          ? 'go-on'
          : pauseOf(failure, this.#failedInRow - tooManyInRow + 1, world.random());
      case 'forbidden':
      case 'not-found':
      case 'cursor-gone':
      case 'stands-still':
      case 'refused':
        // Asked for again when the user looks at it.
        this.#settle(item);
        await source.lacks(item, failure);
        return 'go-on';
    }
  }
}
