/** Looks at a service's index of moved chats where it has one, and says which conversations have to be pulled. */
import type { Connector, IndexPage } from '../../connectors/connector.ts';
import type { ConversationId, Result } from '../../model/index.ts';

export interface IndexLookOptions {
  readonly connector: Connector;
  readonly signal: () => AbortSignal;
  readonly ask: (question: () => Promise<Result<IndexPage>>) => Promise<IndexPage | null>;
  readonly store: (changes: IndexPage['changes']) => Promise<boolean>;
  readonly moved: (ids: readonly ConversationId[]) => void;
  /** A chat that the mirror does not know has moved. */
  readonly unknown: (id: ConversationId) => boolean;
  readonly overviewStale: () => void;
}

export class IndexLook {
  #since: string | null = null;

  constructor(private readonly options: IndexLookOptions) {}

  async look(): Promise<void> {
    const { connector, signal, ask, store, moved, unknown, overviewStale } = this.options;
    const { index } = connector;
    if (!index) return;
    const page = await ask(() => index.moved(this.#since, signal()));
    if (page === null || !(await store(page.changes))) return;
    const first = this.#since === null;
    this.#since = page.since;
    if (page.moved.some(unknown)) overviewStale();
    // The first look names all that ever moved; every conversation is stale at the start anyway.
    moved(first ? [] : page.moved);
  }
}
