/** What goes along with messages: the people they speak of, their present form after an event, presence, and small pictures. */
import type { Connector } from '../../connectors/connector.ts';
import type { World } from '../../connectors/world.ts';
import type {
  ConversationId,
  Change,
  FileReference,
  MessageId,
  PersonId,
  Result,
  ServiceFailure,
} from '../../model/index.ts';
import type { IsthmusDatabase } from '../../store/index.ts';
import { Errand } from './errand.ts';
import type { Ingested } from './batch.ts';
import { worthTrying } from './setbacks.ts';

export interface CompanionsOptions {
  readonly world: World;
  readonly database: IsthmusDatabase;
  readonly connector: Connector;
  readonly signal: () => AbortSignal;
  /** Stores changes; false when the database refused. */
  readonly store: (changes: readonly Change[]) => Promise<boolean>;
  readonly onFailure: (failure: ServiceFailure) => void;
  /** Something of what goes along was done: the account may be current now. */
  readonly onProgress: () => void;
}

const page = 100;
/** Pictures up to this size are kept for reading off-line, bytes; larger ones only when the user looks at them. */
const smallPicture = 512 * 1024;

export class Companions {
  readonly #knownPeople = new Set<PersonId>();
  readonly #wantedPeople = new Set<PersonId>();
  readonly #wantedMessages = new Set<MessageId>();
  readonly #wantedPictures: FileReference[] = [];
  /** With how often each was refused. */
  readonly #wantedMembers = new Map<ConversationId, number>();
  readonly #people: Errand;
  readonly #messages: Errand;
  readonly #presence: Errand;
  readonly #pictures: Errand;
  readonly #members: Errand;

  constructor(private readonly options: CompanionsOptions) {
    const { world, connector } = options;
    this.#people = new Errand(world, 200, () =>
      this.#inPages(
        this.#wantedPeople,
        (ids) => connector.people(ids, options.signal()),
        () => this.#people.want(5_000),
      ),
    );
    this.#messages = new Errand(world, 50, () =>
      this.#inPages(
        this.#wantedMessages,
        (ids) => connector.refresh(ids, options.signal()),
        () => this.#messages.want(2_000),
      ),
    );
    this.#presence = new Errand(world, 500, () => this.#lookAtPresence());
    this.#pictures = new Errand(world, 300, () => this.#fetchPictures());
    this.#members = new Errand(world, 0, () => this.#readMembers());
  }

  /** Reads which people the mirror knows already. Those whom only messages name may be in the directory by now. */
  async load(): Promise<void> {
    const { database, connector } = this.options;
    const ids = await database.people
      .where('accountId')
      .equals(connector.accountId)
      .filter(({ namedAt }) => namedAt === undefined)
      .primaryKeys();
    for (const id of ids) this.#knownPeople.add(id);
  }

  /** Resolves when none of it is under way or wished for. */
  async idle(): Promise<void> {
    await Promise.all(this.#errands.map((errand) => errand.idle()));
  }

  /** Whether members or people are still to be read: until then the mirror is not current. */
  get catchingUp(): boolean {
    return this.#members.pending;
  }

  get #errands(): readonly Errand[] {
    return [this.#people, this.#messages, this.#presence, this.#pictures, this.#members];
  }

  cancel(): void {
    for (const errand of this.#errands) errand.cancel();
  }

  /** Takes up what a stored batch brings along. */
  follow(ingested: Ingested): void {
    for (const id of ingested.people)
      if (!this.#knownPeople.has(id)) {
        this.#knownPeople.add(id);
        this.#wantedPeople.add(id);
      }
    if (this.#wantedPeople.size > 0) this.#people.want();
    for (const { files, deletedAt } of ingested.messages) {
      if (deletedAt !== null) continue;
      for (const file of files)
        if (file.isImage && file.size !== null && file.size <= smallPicture) this.#wantedPictures.push(file);
    }
    if (this.#wantedPictures.length > 0) this.#pictures.want();
  }

  /** These messages changed in a way their event did not tell whole. */
  refresh(ids: readonly MessageId[]): void {
    for (const id of ids) this.#wantedMessages.add(id);
    this.#messages.want();
  }

  /** Reads who is in these channels, one after the other: their overview does not say. */
  readMembersOf(ids: Iterable<ConversationId>): void {
    for (const id of ids) this.#wantedMembers.set(id, 0);
    if (this.#wantedMembers.size > 0) this.#members.want();
  }

  wantPresence(): void {
    this.#presence.want();
  }

  wantPicture(messageId: MessageId, fileId: string): void {
    void this.options.database.messages.get(messageId).then((message) => {
      const file = message?.files.find(({ id }) => id === fileId);
      if (!file) return;
      this.#wantedPictures.unshift(file);
      this.#pictures.want(0);
    });
  }

  async #inPages<Id>(
    wanted: Set<Id>,
    ask: (ids: readonly Id[]) => Promise<Result<readonly Change[]>>,
    again: () => void,
  ): Promise<void> {
    while (wanted.size > 0) {
      const ids = [...wanted].slice(0, page);
      const answer = await ask(ids);
      if (!answer.ok) {
        // What was wanted stays wanted; only a refusal of the request itself would fail the same way for ever. Conflicts pass.
        if (
          (answer.failure.kind === 'refused' && worthTrying(answer.failure.status) <= 3) ||
          answer.failure.kind === 'not-found' ||
          answer.failure.kind === 'forbidden'
        )
          for (const id of ids) wanted.delete(id);
        else if (answer.failure.kind === 'sign-in-needed') this.options.onFailure(answer.failure);
        else if (answer.failure.kind !== 'cancelled') again();
        return;
      }
      if (!(await this.options.store(answer.value))) {
        again();
        return;
      }
      for (const id of ids) wanted.delete(id);
    }
  }

  async #readMembers(): Promise<void> {
    const { connector, signal, store } = this.options;
    for (const [id, tries] of this.#wantedMembers) {
      const answer = await connector.members(id, signal());
      if (answer.ok) {
        if (!(await store(answer.value))) {
          this.#members.want(5_000);
          return;
        }
        this.#wantedMembers.delete(id);
        continue;
      }
      switch (answer.failure.kind) {
        case 'cancelled':
          return;
        case 'throttled':
          this.#members.want(answer.failure.retryAfterMs);
          return;
        case 'offline':
          this.#members.want(5_000);
          return;
        case 'sign-in-needed':
          this.options.onFailure(answer.failure);
          return;
        case 'refused':
        case 'not-found':
        case 'forbidden':
        case 'cursor-gone': {
          // What is refused again and again concerns this channel alone, and its members stay unknown.
          const enough = answer.failure.kind === 'refused' ? worthTrying(answer.failure.status) : 3;
          if (tries + 1 >= enough) this.#wantedMembers.delete(id);
          else this.#wantedMembers.set(id, tries + 1);
        }
      }
    }
    if (this.#wantedMembers.size > 0) this.#members.want(5_000);
    else this.options.world.after(0, this.options.onProgress);
  }

  /** Presence of those the user talks with directly; nobody looks at the presence of a whole company. */
  async #lookAtPresence(): Promise<void> {
    const { database, connector, signal, store } = this.options;
    const conversations = await database.conversations
      .where('accountId')
      .equals(connector.accountId)
      .toArray();
    const people = new Set(
      conversations.filter(({ kind }) => kind === 'direct').flatMap(({ participants }) => participants),
    );
    const ids = [...people];
    for (let from = 0; from < ids.length; from += page) {
      const answer = await connector.presence(ids.slice(from, from + page), signal());
      if (!answer.ok) return;
      await store(answer.value);
    }
  }

  async #fetchPictures(): Promise<void> {
    const { database, connector, signal, store, world } = this.options;
    for (let file = this.#wantedPictures.shift(); file; file = this.#wantedPictures.shift()) {
      if (signal().aborted) return;
      if (await database.pictures.get(file.id)) continue;
      const answer = await connector.image(file, signal());
      if (answer.ok)
        await database.pictures.put({
          fileId: file.id,
          accountId: connector.accountId,
          bytes: answer.value,
          storedAt: world.now(),
        });
      else if (answer.failure.kind === 'offline' || answer.failure.kind === 'throttled') {
        this.#wantedPictures.unshift(file);
        this.#pictures.want(30_000);
        return;
      } else if (answer.failure.kind !== 'cancelled')
        await store([{ kind: 'discarded', reason: 'image-unavailable' }]);
    }
  }
}
