/** How far the files of an act have got, kept with it at a bounded rate, for the person who waits for them. */
import type { World } from '../../connectors/world.ts';
import type { CarryKey, FileId } from '../../model/index.ts';
import { type IsthmusDatabase, putAttempt, readAttempt } from '../../store/index.ts';
import { bothTables } from './settling.ts';

/** Written at most this often, ms: each time is a read of what the page shows. */
const keptEvery = 500;

export class UploadProgress {
  #keptAt: number;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: IsthmusDatabase,
    private readonly world: Pick<World, 'now'>,
    private readonly key: CarryKey,
  ) {
    // What is through at once is not told.
    this.#keptAt = world.now();
  }

  /** A file has got so far, in bytes. */
  moved(file: FileId, sent: number): void {
    const now = this.world.now();
    // A clock that was put back does not hold it up.
    if (Math.abs(now - this.#keptAt) < keptEvery) return;
    this.#keptAt = now;
    this.#writing = this.#writing.then(() => this.#keep(file, sent));
    // Harmless: `written` rejects with it, too.
    this.#writing.catch(() => undefined);
  }

  /** Resolves when nothing is being written any more; rejects where the database refused. */
  written(): Promise<void> {
    return this.#writing;
  }

  #keep(file: FileId, sent: number): Promise<void> {
    return this.database.transaction('rw', bothTables(this.database), async () => {
      const row = await readAttempt(this.database, this.key);
      if (!row) return;
      const files = row.files ?? [];
      const held = files.find(({ of }) => of === file) ?? {
        ...{ of: file, session: null, handle: null, instead: null },
      };
      // It is through, or refused, meanwhile.
      if (held.handle !== null || held.instead !== null) return;
      await putAttempt(this.database, {
        ...row,
        files: [...files.filter(({ of }) => of !== file), { ...held, sent }],
      });
    });
  }
}
