/**
 * Reads what goes along with messages: the people whom they name, their present form after an event, members, presence, small pictures, photos,
 * and custom emoji.
 */
import type { Connector } from '../../../connectors/connector.ts';
import type { World } from '../../../connectors/world.ts';
import type {
  ConversationId,
  Change,
  FileReference,
  MessageId,
  Person,
  PersonId,
} from '../../../model/index.ts';
import {
  readMessageRow,
  readNamedPersonIdsOf,
  readPersonRows,
  type IsthmusDatabase,
} from '../../../store/index.ts';
import type { Errand } from '../../errand.ts';
import type { BatchSource } from '../../follower.ts';
import type { Ingested } from '../store/batch.ts';
import type { FailureJudge } from '../setbacks/failure-judge.ts';
import type { SetbackBook } from '../setbacks/book.ts';
import { EmojiReads } from './custom-emoji.ts';
import { MemberReads } from './member-reads.ts';
import { filePictures, personPhotos } from './picture-sources.ts';
import { Pictures } from './pictures.ts';
import { Presences } from './presences.ts';
import { Question } from './questions.ts';

export interface CompanionsOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly connector: Connector;
  readonly book: SetbackBook;
  readonly judge: FailureJudge;
  readonly signal: () => AbortSignal;
  /** Whether the service may be asked now; `goOn` is called when it may be asked again. */
  readonly ready: () => boolean;
  /** Stores changes; false if the database refused. */
  readonly store: (changes: readonly Change[], source: BatchSource) => Promise<boolean>;
  /** One of these was read; the account may be current now. */
  readonly onProgress: () => void;
}

/** Pictures up to this size are kept for reading off-line, bytes; larger ones only when the user looks at them. */
const smallPicture = 512 * 1024;

export class Companions {
  readonly #knownPeople = new Set<PersonId>();
  readonly #people: Question<PersonId>;
  readonly #messages: Question<MessageId>;
  readonly #presences: Presences;
  readonly #pictures: Pictures<FileReference>;
  readonly #photos: Pictures<Pick<Person, 'id' | 'photoStamp'>>;
  readonly #members: MemberReads;
  readonly customEmoji: EmojiReads;

  constructor(private readonly options: CompanionsOptions) {
    const { connector, signal } = options;
    this.#people = new Question({
      ...options,
      what: 'people',
      settle: 200,
      ask: (ids) => connector.people(ids, signal()),
      store: (changes) => options.store(changes, 'changes'),
    });
    this.#messages = new Question({
      ...options,
      what: 'messages',
      settle: 50,
      ask: (ids) => connector.refresh(ids, signal()),
      // An event named these messages, so their present form is as new as the event.
      store: (changes) => options.store(changes, 'live'),
    });
    const store = (changes: readonly Change[]) => options.store(changes, 'changes');
    this.#presences = new Presences({ ...options, store });
    this.#pictures = new Pictures({ ...options, source: filePictures({ ...options, store }) });
    this.#photos = new Pictures({ ...options, source: personPhotos(options) });
    this.#members = new MemberReads({ ...options, store });
    this.customEmoji = new EmojiReads(options);
  }

  /** Reads which people the mirror knows already. Somebody whom only messages name may be in the directory by now. */
  async load(): Promise<void> {
    const { database, connector } = this.options;
    const ids = await readNamedPersonIdsOf(database, connector.accountId);
    for (const id of ids) this.#knownPeople.add(id);
  }

  /** Resolves when none of it is under way or wanted. */
  async idle(): Promise<void> {
    await Promise.all(this.#errands.map((errand) => errand.idle()));
  }

  /** Whether members are still to be read, and will be. Until then the mirror is not current. */
  get catchingUp(): boolean {
    return this.#members.catchingUp;
  }

  get #errands(): readonly Errand[] {
    const own = [this.#people, this.#messages, this.#presences, this.#pictures, this.#photos, this.#members];
    return [...own.map(({ errand }) => errand), ...this.customEmoji.errands];
  }

  cancel(): void {
    for (const errand of this.#errands) errand.cancel();
  }

  /** The service may be asked again: goes on with what is still wanted. */
  goOn(): void {
    for (const one of [this.#people, this.#messages, this.#pictures, this.#photos, this.#members]) one.goOn();
    this.customEmoji.goOn();
  }

  /** Wants the people and pictures that a stored batch names. */
  follow(ingested: Ingested): void {
    const strangers = [...ingested.people].filter((id) => !this.#knownPeople.has(id));
    for (const id of strangers) this.#knownPeople.add(id);
    this.#people.want(strangers);
    const small: FileReference[] = [];
    for (const { files, deletedAt } of ingested.messages) {
      if (deletedAt !== null) continue;
      for (const file of files)
        if (file.isImage && file.size !== null && file.size <= smallPicture) small.push(file);
    }
    this.#pictures.want(small);
  }

  /** Reads who these people are, if the mirror knows nothing of them; their overview could not tell. */
  async meet(ids: readonly PersonId[]): Promise<void> {
    const known = await readPersonRows(this.options.database, ids);
    const strangers = ids.filter((_id, at) => known[at] === undefined);
    for (const id of strangers) this.#knownPeople.add(id);
    this.#people.want(strangers);
  }

  /** Reads messages again that changed in a way which their event did not tell completely. */
  refresh(ids: readonly MessageId[]): void {
    this.#messages.want(ids);
  }

  /** Reads the members of these conversations, one conversation after the other; their overview does not tell them. */
  readMembersOf(ids: Iterable<ConversationId>): void {
    this.#members.want(ids);
  }

  wantPresence(whose: 'everybody' | 'own'): void {
    this.#presences.want(whose);
  }

  /** Reads the photos of these people, if they are not known, or too old; of somebody who has gone none is read. */
  async wantPhotos(ids: readonly PersonId[]): Promise<void> {
    const people = await readPersonRows(this.options.database, ids);
    this.#photos.want(people.flatMap((person) => person ?? []));
  }

  wantPicture(messageId: MessageId, fileId: string): void {
    void readMessageRow(this.options.database, messageId).then((message) => {
      const file = message?.files.find(({ id }) => id === fileId);
      if (file) this.#pictures.wantNow(file);
    });
  }
}
