/** The model's server with two registers, its machines, and the bad lines between them. */
import type {
  AuthorRegistersCapability,
  FoundRegisters,
  Register,
  RegisterNote,
} from '../../../../connectors/author-registers.ts';
import { failed, type MessageId, type Result, succeeded } from '../../../../model/index.ts';
import type { ModelClock } from './model-clock.ts';

/** A register with everything that it ever said, so that it can be read as it was. */
export class ModelPost {
  readonly #told: { readonly at: number; readonly note: RegisterNote }[] = [];

  constructor(readonly id: MessageId) {}

  write(at: number, note: RegisterNote): void {
    this.#told.push({ at, note });
    if (this.#told.length > 200) this.#told.splice(0, 100);
  }

  readAt(at: number): Register<RegisterNote> | null {
    for (let index = this.#told.length - 1; index >= 0; index -= 1) {
      const one = this.#told[index];
      if (one && one.at <= at) return { id: this.id, note: one.note, writtenAt: one.at };
    }
    return null;
  }
}

/** A machine that sleeps, loses its line, and has a clock of its own. */
export class ModelMachine {
  isAwake = true;
  isOnline = true;
  skew = 0;
  #waiting: (() => void)[] = [];

  constructor(
    private readonly clock: ModelClock,
    readonly random: () => number,
  ) {}

  get world() {
    return {
      now: () => this.clock.now + this.skew,
      after: (ms: number, work: () => void) => {
        let isOff = false;
        const cancel = this.clock.after(ms, () => this.whenAwake(() => isOff || work()));
        return () => {
          isOff = true;
          cancel();
        };
      },
      random: this.random,
      log: () => undefined,
    };
  }

  whenAwake(work: () => unknown): void {
    if (this.isAwake) work();
    else this.#waiting.push(() => void work());
  }

  sleep(): void {
    this.isAwake = false;
  }

  wake(): void {
    this.isAwake = true;
    for (const work of this.#waiting.splice(0)) work();
  }
}

const offline = failed({ kind: 'offline', reason: 'no-answer', status: null } as const);
/** A request without an answer fails after this long. */
const timeLimit = 30_000;

/** One machine's line to the server. */
export const lineOf = (
  clock: ModelClock,
  machine: ModelMachine,
  posts: Map<'author' | 'relay', ModelPost>,
): AuthorRegistersCapability => {
  const { random } = machine;
  const request = <Value>(serve: () => Result<Value>): Promise<Result<Value>> =>
    new Promise((resolve) => {
      const answer = (value: Result<Value>): void => machine.whenAwake(() => resolve(value));
      if (!machine.isOnline) return void clock.after(50, () => answer(offline));
      const fate = random();
      const way = random() < 0.05 ? random() * 90_000 : random() * 1_500;
      const limit = clock.after(timeLimit, () => answer(offline));
      if (fate < 0.02) return;
      clock.after(way, () => {
        const value = serve();
        if (fate < 0.05) return;
        const back = random() < 0.02 ? random() * 60_000 : random() * 500;
        clock.after(back, () => {
          limit();
          answer(value);
        });
      });
    });
  const present = (kind: 'author' | 'relay'): Register<RegisterNote> | null =>
    posts.get(kind)?.readAt(clock.now - random() * 8_000) ?? null;
  const byId = (id: MessageId): Register<RegisterNote> | null =>
    present(posts.get('author')?.id === id ? 'author' : 'relay');
  const put = (kind: 'author' | 'relay', note: RegisterNote): ModelPost => {
    const post = posts.get(kind) ?? new ModelPost(`mm/direct/${kind}` as MessageId);
    posts.set(kind, post);
    post.write(clock.now, note);
    return post;
  };
  return {
    find: () =>
      request<FoundRegisters>(() => {
        const [one, other] = [present('author'), present('relay')];
        return succeeded({
          author: one?.note.kind === 'author' ? { ...one, note: one.note } : null,
          relay: other?.note.kind === 'relay' ? { ...other, note: other.note } : null,
        });
      }),
    read: (id) => request(() => succeeded(byId(id))),
    readAll: (ids) =>
      request(() =>
        succeeded(
          new Map(
            ids.flatMap((id) => {
              const one = byId(id);
              return one === null ? [] : [[id, one] as const];
            }),
          ),
        ),
      ),
    create: (_place, note) => request(() => succeeded(put(note.kind, note).id)),
    write: (_id, note) =>
      request(() => {
        put(note.kind, note);
        return succeeded(null);
      }),
    remove: (id) =>
      request(() => {
        posts.delete(posts.get('author')?.id === id ? 'author' : 'relay');
        return succeeded(null);
      }),
  };
};
