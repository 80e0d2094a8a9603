/** What is stored is there after closing and opening again, as it was. */
import { chmodSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Dexie } from 'dexie';
import { describe, expect, it } from 'vitest';
import { newFile, withDatabase } from './testing/on-disk.ts';
import { presentSqlites, tellWhatIsMissing } from './testing/sqlites.ts';

tellWhatIsMissing();

describe.each(presentSqlites)('$name', ({ sqlite }) => {
  it('keeps rows, indexes, and the counting of keys', async () => {
    const path = newFile();
    const declare = (database: Dexie) =>
      database.version(1).stores({ things: '++id, &mail, [team+at], *tags', byKey: '' });
    await withDatabase(path, sqlite, declare, async (database) => {
      const things = database.table('things');
      await things.bulkAdd([
        { mail: 'a', team: 't', at: 1, tags: ['x', 'y'] },
        { mail: 'b', team: 't', at: 2, tags: ['y'] },
        { mail: 'c', team: 'u', at: 3, tags: [] },
      ]);
      await things.delete(3);
      await database.table('byKey').put({ a: 1 }, ['k', 1]);
    });
    await withDatabase(path, sqlite, declare, async (database) => {
      const things = database.table<{ id: number; mail: string }>('things');
      const mails = async (rows: PromiseLike<readonly { mail: string }[]>) =>
        (await rows).map(({ mail }) => mail);
      expect(await mails(things.toArray())).toEqual(['a', 'b']);
      expect(await mails(things.where('tags').equals('y').toArray())).toEqual(['a', 'b']);
      expect(await mails(things.where('[team+at]').between(['t', 2], ['t', 9]).toArray())).toEqual(['b']);
      await expect(things.add({ mail: 'a' } as never)).rejects.toMatchObject({ name: 'ConstraintError' });
      expect(await database.table('byKey').get(['k', 1])).toEqual({ a: 1 });
      // The key of the row that was deleted is not given again.
      expect(await things.add({ mail: 'd' } as never)).toBeGreaterThan(3);
    });
  });

  it('keeps every kind of value, Blobs too', async () => {
    const path = newFile();
    const declare = (database: Dexie) => database.version(1).stores({ rows: 'id' });
    const row = {
      id: 1,
      at: new Date(5),
      nothing: undefined,
      list: [undefined, null, Number.NaN, -0, 12n],
      bytes: new Uint8Array([1, 2, 3, 4]).subarray(1, 3),
      floats: new Float64Array([1.5]),
      map: new Map([[1, new Set(['a'])]]),
    };
    await withDatabase(path, sqlite, declare, async (database) => {
      await database.table('rows').put(row);
      await database
        .table('rows')
        .put({ id: 2, deep: [{ picture: new Blob(['ab', 'c'], { type: 'image/png' }) }] });
    });
    await withDatabase(path, sqlite, declare, async (database) => {
      expect(await database.table('rows').get(1)).toStrictEqual(row);
      const { deep } = (await database.table('rows').get(2)) as { deep: [{ picture: Blob }] };
      expect(deep[0].picture.type).toBe('image/png');
      expect(await deep[0].picture.text()).toBe('abc');
    });
  });

  it.skipIf(process.platform === 'win32')('lets nobody else read its files', async () => {
    const path = newFile();
    chmodSync(dirname(path), 0o755);
    const declare = (database: Dexie) => database.version(1).stores({ rows: 'id' });
    await withDatabase(path, sqlite, declare, async (database) => {
      await database.table('rows').put({ id: 1 });
      const readable = readdirSync(dirname(path)).filter(
        (name) =>
          statSync(join(dirname(path), name)).isFile() && statSync(join(dirname(path), name)).mode & 0o077,
      );
      expect(readdirSync(dirname(path))).toContain('relay.db-wal');
      expect(readable).toEqual([]);
    });
  });
});
