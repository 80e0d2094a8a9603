/**
 * The photos of people on the screen, with one query for all, however many rows there are. A photo that is missing or too old is wished for
 * once, and again after an hour at the earliest.
 */
import { isPhotoDue, readPhotos, type PhotoRow } from '../../store/index.ts';
import type { AccountId, Person, PersonId } from '../../model/index.ts';
import type { HeldRows } from '../queries/held-rows.ts';
import { query } from '../queries/query.ts';
import { type BookOptions, gatheredFor, isWished, mostShown } from './book.ts';
import { Listeners } from './listeners.ts';

export type ShownPerson = Pick<Person, 'id' | 'accountId' | 'photoStamp'>;

/** Addresses within the page, by person. A person without a photo is not in it. */
export type ShownPhotos = ReadonlyMap<PersonId, string>;

/** How long to collect wishes before they are written, ms. Each write makes the page read all wishes again. */
const wishesGatheredFor = 1_000;
interface Followed {
  readonly person: ShownPerson;
  /** When the photo was last wished for, ms; null: not yet for this `photoStamp`. */
  wishedAt: number | null;
}

interface Shown {
  readonly bytes: Blob;
  readonly url: string;
  /** The browser cannot draw these bytes. */
  isBroken: boolean;
}

export class PhotoBook {
  /** In the order in which they were last shown. */
  readonly #people = new Map<PersonId, Followed>();
  readonly #shown = new Map<PersonId, Shown>();
  readonly #listeners = new Listeners();
  readonly #most: number;
  readonly #held: HeldRows<PersonId, PhotoRow, 'photos'>;
  #photos: ShownPhotos = new Map();
  #gathering = false;
  /** Whose photos are wished for, and not written yet. */
  #due = new Map<AccountId, PersonId[]>();
  #stop: (() => void) | null = null;

  constructor(private readonly options: BookOptions<PersonId>) {
    this.#most = options.most ?? mostShown;
    this.#held = options.queries.hold({ table: 'photos', most: this.#most, fetch: readPhotos });
  }

  /** These people are on the screen now. */
  show(people: Iterable<ShownPerson>): void {
    let isNew = false;
    for (const person of people) {
      const known = this.#people.get(person.id);
      const isKnown = known?.person.photoStamp === person.photoStamp && known !== undefined;
      // Deleted and added again, so that it moves to the end. People on the screen must not be dropped first.
      this.#people.delete(person.id);
      this.#people.set(person.id, isKnown ? known : { person, wishedAt: null });
      isNew ||= !isKnown;
    }
    if (!isNew || this.#gathering) return;
    this.#gathering = true;
    this.options.after(gatheredFor, () => this.#follow());
  }

  readonly subscribe = this.#listeners.subscribe;

  /** The same map as long as no photo has come or gone. */
  readonly snapshot = (): ShownPhotos => this.#photos;

  /** The browser could not draw the photo at this address. Until its person has another, they have none. */
  readonly broken = (url: string): void => {
    for (const shown of this.#shown.values())
      if (shown.url === url && !shown.isBroken) {
        shown.isBroken = true;
        this.#tell();
      }
  };

  #follow(): void {
    this.#gathering = false;
    let hasLost = false;
    for (const id of [...this.#people.keys()].slice(0, Math.max(0, this.#people.size - this.#most))) {
      this.#people.delete(id);
      hasLost = this.#drop(id) || hasLost;
    }
    // At once, because a revoked address shows nothing.
    if (hasLost) this.#tell();
    const ids = [...this.#people.keys()];
    this.#stop?.();
    this.#stop = this.options.queries.follow(
      query('photos', ['photos'], (_tables, reading) => reading.held(this.#held, ids)),
      (rows) => this.#take(rows),
      this.options.failed,
    );
  }

  #take(rows: ReadonlyMap<PersonId, PhotoRow>): void {
    let hasChanged = false;
    const isWaiting = this.#due.size > 0;
    const now = this.options.now();
    for (const [id, followed] of this.#people) {
      const { person, wishedAt } = followed;
      const row = rows.get(id);
      const bytes = person.photoStamp === '' ? null : (row?.bytes ?? null);
      if (bytes !== (this.#shown.get(id)?.bytes ?? null)) {
        this.#drop(id);
        if (bytes !== null) this.#shown.set(id, { bytes, url: this.options.makeUrl(bytes), isBroken: false });
        hasChanged = true;
      }
      if (isWished(wishedAt, now) || !isPhotoDue(person, row, now)) continue;
      followed.wishedAt = now;
      this.#due.set(person.accountId, [...(this.#due.get(person.accountId) ?? []), id]);
    }
    if (!isWaiting && this.#due.size > 0) this.options.after(wishesGatheredFor, () => this.#wish());
    if (hasChanged) this.#tell();
  }

  #wish(): void {
    const due = this.#due;
    this.#due = new Map();
    for (const [accountId, ids] of due) {
      // Harmless: `failed` logs it, and the wish is repeated later.
      this.options.want(accountId, ids).catch(this.options.failed);
    }
  }

  #tell(): void {
    const drawn = [...this.#shown].filter(([, { isBroken }]) => !isBroken);
    this.#photos = new Map(drawn.map(([id, { url }]) => [id, url]));
    this.#listeners.tell();
  }

  #drop(id: PersonId): boolean {
    const shown = this.#shown.get(id);
    if (shown) this.options.dropUrl(shown.url);
    return this.#shown.delete(id);
  }
}
