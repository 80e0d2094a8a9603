/** Reads small pictures, so that they can be seen off-line, and pictures that the user looks at. */
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import type { Change, FileReference, ServiceFailure } from '../../../model/index.ts';
import { hasPictureRow, writePictureRow, type IsthmusDatabase } from '../../../store/index.ts';
import type { FailureJudge } from '../setbacks/failure-judge.ts';
import type { SetbackBook } from '../setbacks/book.ts';
import { isOwnPace, pauseOf } from '../setbacks/pauses.ts';
import { Errand } from '../../errand.ts';
import type { Next } from './next.ts';

export interface PicturesOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly connector: Pick<Connector, 'image' | 'accountId'>;
  readonly signal: () => AbortSignal;
  readonly book: SetbackBook;
  readonly judge: FailureJudge;
  readonly ready: () => boolean;
  readonly store: (changes: readonly Change[]) => Promise<boolean>;
}

/** When so many pictures in a row fail, the reason is probably not each picture's own, and the next ones wait too. */
const tooManyInRow = 3;

export class Pictures {
  readonly #wanted = new Map<FileReference['id'], FileReference>();
  readonly #errand: Errand;
  #failedInRow = 0;

  constructor(private readonly options: PicturesOptions) {
    this.#errand = new Errand(options.world, 300, () => this.#run());
  }

  get errand(): Errand {
    return this.#errand;
  }

  want(files: Iterable<FileReference>): void {
    for (const file of files) this.#wanted.set(file.id, file);
    this.goOn();
  }

  /** The user looks at this picture: it comes before all others. */
  wantNow(file: FileReference): void {
    const others = [...this.#wanted];
    this.#wanted.clear();
    this.#wanted.set(file.id, file);
    for (const [id, other] of others) this.#wanted.set(id, other);
    this.#errand.want(0);
  }

  goOn(): void {
    if (this.#wanted.size > 0) this.#errand.want();
  }

  async #run(): Promise<void> {
    const { book, ready, signal } = this.options;
    for (const file of this.#wanted.values()) {
      if (!ready() || signal().aborted) return;
      if (book.wait('picture', file.id) > 0) continue;
      const next = await this.#fetch(file);
      if (next === 'stop') return;
      if (next !== 'go-on') {
        this.#errand.want(next);
        return;
      }
    }
    if (this.#wanted.size > 0)
      this.#errand.want(Math.min(...[...this.#wanted.keys()].map((id) => book.wait('picture', id))));
  }

  async #fetch(file: FileReference): Promise<Next> {
    const { database, connector, signal, world, book } = this.options;
    if (!(await hasPictureRow(database, file.id))) {
      const answer = await connector.image(file, signal());
      if (!answer.ok) return this.#failed(file, answer.failure);
      await writePictureRow(database, {
        fileId: file.id,
        accountId: connector.accountId,
        bytes: answer.value,
        storedAt: world.now(),
      });
    }
    this.#failedInRow = 0;
    book.succeeded('picture', file.id);
    this.#wanted.delete(file.id);
    return 'go-on';
  }

  async #failed(file: FileReference, failure: ServiceFailure): Promise<Next> {
    const { world, book, judge, store } = this.options;
    if (isOwnPace(failure)) return failure.retryAfterMs;
    switch (failure.kind) {
      case 'cancelled':
        return 'stop';
      case 'throttled':
      case 'offline':
      case 'sign-in-needed':
      case 'not-let-in':
        if ((await judge.culpritOf(failure)) !== 'this') return 'stop';
        book.failed('picture', file.id, failure);
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
        book.succeeded('picture', file.id);
        this.#wanted.delete(file.id);
        await store([{ kind: 'discarded', reason: 'image-unavailable' }]);
        return 'go-on';
    }
  }
}
