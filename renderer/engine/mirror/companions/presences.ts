/** Reads the presence of people with whom the user talks directly, not of a whole company. */
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import type { Change, PersonId } from '../../../model/index.ts';
import { readAccountRow, readConversationRowsOf, type IsthmusDatabase } from '../../../store/index.ts';
import type { FailureJudge } from '../setbacks/failure-judge.ts';
import type { SetbackBook } from '../setbacks/book.ts';
import { isOwnPace } from '../setbacks/pauses.ts';
import { Errand } from '../../errand.ts';

export interface PresencesOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly connector: Pick<Connector, 'presence' | 'accountId'>;
  readonly signal: () => AbortSignal;
  readonly book: SetbackBook;
  readonly judge: FailureJudge;
  readonly ready: () => boolean;
  readonly store: (changes: readonly Change[]) => Promise<boolean>;
}

const atOnce = 100;

export class Presences {
  readonly #errand: Errand;
  /** Whether more than the user's own is wanted. */
  #everybody = false;

  constructor(private readonly options: PresencesOptions) {
    this.#errand = new Errand(options.world, 500, () => this.#run());
  }

  get errand(): Errand {
    return this.#errand;
  }

  /** `own`: the user's alone, which "do not disturb" follows. */
  want(whose: 'everybody' | 'own'): void {
    if (whose === 'everybody') this.#everybody = true;
    this.#errand.want();
  }

  async #run(): Promise<void> {
    const { database, connector, signal, store, book, judge, ready } = this.options;
    if (!ready()) return;
    const wait = book.wait('presence', '');
    if (wait > 0) {
      this.#errand.want(wait);
      return;
    }
    const { me = null } = (await readAccountRow(database, connector.accountId)) ?? {};
    const everybody = this.#everybody;
    const others = everybody ? await this.#inDirect() : [];
    const ids = [...new Set([...(me === null ? [] : [me]), ...others])];
    for (let from = 0; from < ids.length; from += atOnce) {
      const answer = await connector.presence(ids.slice(from, from + atOnce), signal());
      if (answer.ok) {
        await store(answer.value);
        continue;
      }
      if (isOwnPace(answer.failure)) {
        this.#errand.want(answer.failure.retryAfterMs);
        return;
      }
      if ((await judge.culpritOf(answer.failure)) !== 'this') return;
      book.failed('presence', '', answer.failure);
      this.#errand.want(book.wait('presence', ''));
      return;
    }
    if (everybody) this.#everybody = false;
    book.succeeded('presence', '');
  }

  async #inDirect(): Promise<readonly PersonId[]> {
    const { database, connector } = this.options;
    const conversations = await readConversationRowsOf(database, connector.accountId);
    return conversations.filter(({ kind }) => kind === 'direct').flatMap(({ participants }) => participants);
  }
}
