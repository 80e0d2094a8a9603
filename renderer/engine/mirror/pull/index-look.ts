/** Reads a service's list of moved chats, if it has one, and says which conversations have to be pulled. */
import type { Connector, IndexPage } from '../../../connectors/connector.ts';
import type { ConversationId } from '../../../model/index.ts';
import type { FailureJudge } from '../setbacks/failure-judge.ts';
import type { SetbackBook } from '../setbacks/book.ts';
import { isOwnPace } from '../setbacks/pauses.ts';

export interface IndexLookOptions {
  readonly connector: Connector;
  readonly book: SetbackBook;
  readonly judge: FailureJudge;
  readonly signal: () => AbortSignal;
  readonly store: (changes: IndexPage['changes']) => Promise<boolean>;
  readonly moved: (ids: readonly ConversationId[]) => void;
  /** Which of these are to be pulled. `isFirst`: the list names everything that ever moved. */
  readonly toPull: (ids: readonly ConversationId[], isFirst: boolean) => Promise<readonly ConversationId[]>;
  /** Told when a chat moved that the mirror does not know. */
  readonly unknown: (id: ConversationId) => boolean;
  readonly overviewStale: () => void;
  /** While this list fails by itself, one more conversation is asked for instead. */
  readonly instead: () => void;
}

export class IndexLook {
  #since: string | null = null;

  constructor(private readonly options: IndexLookOptions) {}

  async look(): Promise<void> {
    const { connector, book, judge, signal, store, moved, unknown, overviewStale, instead } = this.options;
    const { index } = connector;
    if (!index) return;
    if (book.wait('index', '') > 0) {
      instead();
      return;
    }
    const answer = await index.moved(this.#since, signal());
    if (!answer.ok) {
      if (isOwnPace(answer.failure) || (await judge.culpritOf(answer.failure)) !== 'this') return;
      book.failed('index', '', answer.failure);
      instead();
      return;
    }
    book.succeeded('index', '');
    const page = answer.value;
    if (!(await store(page.changes))) return;
    const first = this.#since === null;
    this.#since = page.since;
    if (page.moved.some(unknown)) overviewStale();
    moved(await this.options.toPull(page.moved, first && !index.tellsFirst));
  }
}
