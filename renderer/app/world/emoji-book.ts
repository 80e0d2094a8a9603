/**
 * The custom emoji that the screen shows: one query for all of them, wherever they stand. A name that is not in the database, or too old, and a
 * picture that is missing, are wished for once, and again after an hour at the earliest.
 */
import {
  customEmojiKey,
  isEmojiNameDue,
  isEmojiPictureDue,
  readCustomEmoji,
  type CustomEmojiKey,
  type CustomEmojiRow,
} from '../../store/index.ts';
import type { AccountId } from '../../model/index.ts';
import type { HeldRows } from '../queries/held-rows.ts';
import { query } from '../queries/query.ts';
import { type BookOptions, gatheredFor, isWished, mostShown } from './book.ts';
import { Listeners } from './listeners.ts';

interface Followed {
  readonly accountId: AccountId;
  readonly name: string;
  /** How many places on the screen show it. */
  places: number;
  /** When it was wished for last, ms; null: not yet. */
  wishedAt: number | null;
  shown: { readonly bytes: Blob; readonly url: string } | null;
}

export class EmojiBook {
  /** In the order in which they were shown last. */
  readonly #emoji = new Map<CustomEmojiKey, Followed>();
  readonly #listeners = new Listeners();
  readonly #held: HeldRows<CustomEmojiKey, CustomEmojiRow, 'customEmoji'>;
  #gathering = false;
  #stop: (() => void) | null = null;

  /** `options.want` takes names without colons. */
  constructor(private readonly options: BookOptions<string>) {
    this.#held = options.queries.hold({
      table: 'customEmoji',
      most: options.most ?? mostShown,
      fetch: readCustomEmoji,
    });
  }

  /** This emoji (a name without colons) stands on the screen, until what comes back is called. */
  show(accountId: AccountId, name: string): () => void {
    const key = customEmojiKey(accountId, name);
    const known = this.#emoji.get(key);
    const followed = known ?? { accountId, name, places: 0, wishedAt: null, shown: null };
    // Deleted before, so that it stands at the end: what is on the screen is not the first to go.
    this.#emoji.delete(key);
    this.#emoji.set(key, followed);
    followed.places += 1;
    if (!known && !this.#gathering) {
      this.#gathering = true;
      this.options.after(gatheredFor, () => this.#follow());
    }
    return () => {
      followed.places -= 1;
    };
  }

  readonly subscribe = this.#listeners.subscribe;

  /** The address of its picture within the page; null where there is none, or none yet. */
  urlOf(accountId: AccountId, name: string): string | null {
    return this.#emoji.get(customEmojiKey(accountId, name))?.shown?.url ?? null;
  }

  #follow(): void {
    this.#gathering = false;
    const excess = this.#emoji.size - (this.options.most ?? mostShown);
    const unseen = [...this.#emoji].filter(([, { places }]) => places === 0);
    for (const [key, followed] of unseen.slice(0, Math.max(0, excess))) {
      this.#emoji.delete(key);
      this.#picture(followed, null);
    }
    const keys = [...this.#emoji.keys()];
    this.#stop?.();
    this.#stop = this.options.queries.follow(
      query('custom-emoji', ['customEmoji'], (_tables, reading) => reading.held(this.#held, keys)),
      (rows) => this.#take(rows),
      this.options.failed,
    );
  }

  #take(rows: ReadonlyMap<CustomEmojiKey, CustomEmojiRow>): void {
    let hasChanged = false;
    const due = new Map<AccountId, string[]>();
    const now = this.options.now();
    for (const [key, followed] of this.#emoji) {
      const row = rows.get(key);
      hasChanged = this.#picture(followed, row?.bytes ?? null) || hasChanged;
      const { accountId, name, wishedAt } = followed;
      const isDue = isEmojiNameDue(row, now) || (row !== undefined && isEmojiPictureDue(row, now));
      if (isWished(wishedAt, now) || !isDue) continue;
      followed.wishedAt = now;
      due.set(accountId, [...(due.get(accountId) ?? []), name]);
    }
    for (const [accountId, names] of due) {
      // Harmless: `failed` logs it, and the wish is repeated later.
      this.options.want(accountId, names).catch(this.options.failed);
    }
    if (hasChanged) this.#listeners.tell();
  }

  /** Shows these bytes from now on; returns whether that is a change. */
  #picture(followed: Followed, bytes: Blob | null): boolean {
    if (bytes === (followed.shown?.bytes ?? null)) return false;
    if (followed.shown) this.options.dropUrl(followed.shown.url);
    followed.shown = bytes === null ? null : { bytes, url: this.options.makeUrl(bytes) };
    return true;
  }
}
