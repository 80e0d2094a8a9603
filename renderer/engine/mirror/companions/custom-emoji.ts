/**
 * Custom emoji of a server: names that the page shows are asked for in batches, others while the user types or looks through the picker; their
 * pictures are read one after the other. A server may have tens of thousands: nothing is read before somebody wants it.
 */
import type { Connector } from '../../../connectors/connector.ts';
import type { ToldEmoji } from '../../../connectors/custom-emoji.ts';
import type { World } from '../../../connectors/world.ts';
import { isCustomEmojiName, succeeded } from '../../../model/index.ts';
import {
  customEmojiKey,
  isEmojiNameDue,
  isEmojiPictureDue,
  readCustomEmoji,
  writeCustomEmojiTold,
  type CustomEmojiRow,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import { Errand } from '../../errand.ts';
import type { FailureJudge } from '../setbacks/failure-judge.ts';
import type { SetbackBook } from '../setbacks/book.ts';
import { isOwnPace } from '../setbacks/pauses.ts';
import { emojiPictures } from './picture-sources.ts';
import { Pictures } from './pictures.ts';
import { Question } from './questions.ts';

export interface EmojiReadsOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly connector: Pick<Connector, 'customEmoji' | 'accountId'>;
  readonly book: SetbackBook;
  readonly judge: FailureJudge;
  readonly signal: () => AbortSignal;
  /** Whether the service may be asked now; `goOn` is called when it may be asked again. */
  readonly ready: () => boolean;
}

export class EmojiReads {
  readonly #names: Question<string, readonly ToldEmoji[]>;
  readonly #pictures: Pictures<CustomEmojiRow>;
  readonly #finding: Errand;
  /** What is to be looked for, newest last; '' is the next page. */
  readonly #parts = new Set<string>();
  /** What was looked for since the start: the server is not asked twice. */
  readonly #found = new Set<string>();
  /** The next page of all emoji; null after the last. */
  #page: number | null = 0;

  constructor(private readonly options: EmojiReadsOptions) {
    const { connector, signal } = options;
    this.#names = new Question({
      ...options,
      what: 'custom-emoji',
      settle: 50,
      ask: (names) => connector.customEmoji?.named(names, signal()) ?? Promise.resolve(succeeded([])),
      store: (told, names) => this.#storeNamed(told, names),
    });
    this.#pictures = new Pictures({ ...options, source: emojiPictures(options) });
    this.#finding = new Errand(options.world, 150, () => this.#find());
  }

  get errands(): readonly Errand[] {
    return [this.#names.errand, this.#pictures.errand, this.#finding];
  }

  goOn(): void {
    this.#names.goOn();
    this.#pictures.goOn();
  }

  /** The page shows these names (without colons). */
  async want(names: readonly string[]): Promise<void> {
    const { database, connector, world } = this.options;
    if (!connector.customEmoji) return;
    const asked = [...new Set(names)].filter(isCustomEmojiName);
    const keyOf = (name: string) => customEmojiKey(connector.accountId, name);
    const known = await readCustomEmoji(database, asked.map(keyOf));
    const now = world.now();
    this.#names.want(asked.filter((name) => isEmojiNameDue(known.get(keyOf(name)), now)));
    this.#pictures.want([...known.values()].filter((row) => isEmojiPictureDue(row, now)));
  }

  /** Somebody has added this emoji to the server. */
  tell(emoji: ToldEmoji): void {
    const { database, connector, world } = this.options;
    const told = async (): Promise<void> => {
      const known = await readCustomEmoji(database, [customEmojiKey(connector.accountId, emoji.name)]);
      await writeCustomEmojiTold(database, connector.accountId, [emoji], world.now());
      // A name that was asked for may stand on the screen, and the page does not wish for it again soon.
      if (known.size > 0) await this.want([emoji.name]);
    };
    // Harmless: the disk does not take it, and the name is asked for when it is shown.
    told().catch(() => undefined);
  }

  /** The user looks for emoji whose names hold `part`; through all of them where it is ''. */
  find(part: string): void {
    if (!this.options.connector.customEmoji || this.#found.has(part)) return;
    // What can be no name is not told to the server: no name holds it.
    if (part === '' ? this.#page === null : !isCustomEmojiName(part)) return;
    this.#parts.delete(part);
    this.#parts.add(part);
    this.#finding.want();
  }

  async #storeNamed(told: readonly ToldEmoji[], names: readonly string[]): Promise<boolean> {
    const refs = new Map(told.map(({ name, ref }) => [name, ref]));
    const { database, connector, world } = this.options;
    try {
      const rows = names.map((name) => ({ name, ref: refs.get(name) ?? null }));
      await writeCustomEmojiTold(database, connector.accountId, rows, world.now());
    } catch {
      // Harmless: the disk is full; the question is asked again later.
      return false;
    }
    await this.want(told.map(({ name }) => name));
    return true;
  }

  /** Asks once for what the user looked for last; a failure leaves what is known, and the next letter asks again. */
  async #find(): Promise<void> {
    const { connector, database, world, signal, ready, judge } = this.options;
    const part = [...this.#parts].at(-1);
    this.#parts.clear();
    if (part === undefined || !ready()) return;
    const page = this.#page ?? 0;
    const answer =
      part !== ''
        ? await connector.customEmoji?.like(part, signal())
        : await connector.customEmoji?.page(page, signal());
    if (!answer) return;
    if (!answer.ok) {
      if (!isOwnPace(answer.failure)) await judge.culpritOf(answer.failure);
      else this.#findNext(part, answer.failure.retryAfterMs);
      return;
    }
    const told = answer.value;
    let isKnown: boolean;
    try {
      const keyOf = (name: string) => customEmojiKey(connector.accountId, name);
      const known = await readCustomEmoji(
        database,
        told.map(({ name }) => keyOf(name)),
      );
      isKnown = told.every(({ name, ref }) => known.get(keyOf(name))?.ref === ref);
      await writeCustomEmojiTold(database, connector.accountId, told, world.now());
    } catch {
      // Harmless: the disk is full, and the names are not offered.
      return;
    }
    if (part !== '') {
      this.#found.add(part);
      return;
    }
    this.#page = told.length === 0 ? null : page + 1;
    // They are known from an earlier start, and listed already: the user has come to the end of them.
    if (isKnown && this.#page !== null) this.#findNext('');
  }

  /** Asks for this after the run, unless the user looks for something else by now. */
  #findNext(part: string, after?: number): void {
    if (this.#parts.size === 0) this.#parts.add(part);
    this.#finding.want(after);
  }
}
