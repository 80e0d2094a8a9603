/**
 * Custom emoji of a server: names that the page shows are asked for in batches, others while the user types or looks through the picker; their
 * pictures are read one after the other. A server may have tens of thousands: nothing is read before somebody wants it.
 */
import type { Connector } from '../../../connectors/connector.ts';
import type { ToldEmoji } from '../../../connectors/custom-emoji.ts';
import type { World } from '../../../connectors/world.ts';
import { succeeded } from '../../../model/index.ts';
import {
  customEmojiKey,
  isCustomEmojiName,
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
    // Harmless: the disk does not take it, and the name is asked for when it is shown.
    writeCustomEmojiTold(database, connector.accountId, [emoji], world.now()).catch(() => undefined);
  }

  /** The user looks for emoji whose names hold `part`; through all of them where it is ''. */
  find(part: string): void {
    if (!this.options.connector.customEmoji || this.#found.has(part)) return;
    if (part === '' && this.#page === null) return;
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
    const page = this.#page;
    const answer =
      part !== ''
        ? await connector.customEmoji?.like(part, signal())
        : await connector.customEmoji?.page(page ?? 0, signal());
    if (!answer) return;
    if (!answer.ok) {
      await judge.culpritOf(answer.failure);
      return;
    }
    if (part !== '') this.#found.add(part);
    else this.#page = answer.value.length === 0 ? null : (page ?? 0) + 1;
    try {
      await writeCustomEmojiTold(database, connector.accountId, answer.value, world.now());
    } catch {
      // Harmless: the disk is full, and the names are not offered.
      this.#found.delete(part);
    }
  }
}
