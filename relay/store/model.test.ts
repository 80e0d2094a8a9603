/** Any transactions, kept or taken back, with closing and opening in between, leave what a plain model has. */
import fc from 'fast-check';
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { keyText } from './key-text.ts';
import type { Sqlite } from './sqlite.ts';
import { newFile, openStore } from './testing/on-disk.ts';
import { presentSqlites } from './testing/sqlites.ts';

type Key = string | number | Date | readonly (string | number)[];

/** A key of every kind, from so few that transactions meet each other's rows. */
const keys: fc.Arbitrary<Key> = fc.oneof(
  fc.constantFrom('a', 'b', '', '\0', '"', 'ß\u2028', '\ud800'),
  fc.constantFrom(0, 1, -1, 0.5, Infinity, -Infinity, 2 ** 40),
  fc.constantFrom(new Date(0), new Date(1)),
  fc.constantFrom(['a', 1], ['a'], [], ['a', 1, 'b']),
);
const values = fc.record({
  tags: fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }),
  value: fc.anything({ withDate: true, withTypedArray: true, withMap: true, maxDepth: 2 }),
});
type Value = typeof values extends fc.Arbitrary<infer Of> ? Of : never;

const acts = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), key: keys, value: values }),
  fc.record({ kind: fc.constant('delete' as const), key: keys }),
  fc.record({ kind: fc.constant('count' as const), value: values }),
  fc.record({ kind: fc.constant('delete-from' as const), key: keys }),
  fc.record({ kind: fc.constant('change-tagged' as const), tag: fc.constantFrom('x', 'y', 'z') }),
  fc.constant({ kind: 'clear' as const }),
);
type Act = typeof acts extends fc.Arbitrary<infer Of> ? Of : never;

const lives = fc.array(
  fc.record({
    acts: fc.array(acts, { minLength: 1, maxLength: 5 }),
    isTakenBack: fc.boolean(),
    reopens: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);
type Life = typeof lives extends fc.Arbitrary<infer Of> ? Of : never;

interface Model {
  /** By the text of its key. */
  readonly rows: Map<string, { readonly key: Key; readonly value: Value }>;
  readonly counted: Map<number, Value>;
  last: number;
}

const copyOf = ({ rows, counted, last }: Model): Model => ({
  rows: new Map(rows),
  counted: new Map(counted),
  last,
});

const inModel = (model: Model, act: Act): void => {
  switch (act.kind) {
    case 'put':
      model.rows.set(keyText(act.key as IDBValidKey), act);
      return;
    case 'delete':
      model.rows.delete(keyText(act.key as IDBValidKey));
      return;
    case 'count':
      model.counted.set((model.last += 1), act.value);
      return;
    case 'delete-from':
      for (const [text, { key }] of model.rows) if (compared(key, act.key) >= 0) model.rows.delete(text);
      return;
    case 'change-tagged':
      for (const [id, value] of model.counted)
        if (value.tags.includes(act.tag)) model.counted.set(id, { ...value, tags: ['x'] });
      return;
    case 'clear':
      model.rows.clear();
  }
};

const compared = (one: Key, other: Key): number => indexedDB.cmp(one, other);

const inDatabase = async (transaction: IDBTransaction, act: Act): Promise<void> => {
  const rows = transaction.objectStore('rows');
  switch (act.kind) {
    case 'put':
      return void (await resultOf(rows.put(act.value, act.key as IDBValidKey)));
    case 'delete':
      return resultOf(rows.delete(act.key as IDBValidKey));
    case 'count':
      return void (await resultOf(transaction.objectStore('counted').add({ ...act.value })));
    case 'delete-from':
      return resultOf(rows.delete(IDBKeyRange.lowerBound(act.key)));
    case 'change-tagged':
      return changeTagged(transaction.objectStore('counted'), act.tag);
    case 'clear':
      return resultOf(rows.clear());
  }
};

/** By a cursor, which changes rows in its own way. */
const changeTagged = (counted: IDBObjectStore, tag: 'x' | 'y' | 'z'): Promise<void> =>
  new Promise((done) => {
    const request = counted.openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) {
        done();
        return;
      }
      const value = cursor.value as Value;
      if (value.tags.includes(tag)) cursor.update({ ...value, tags: ['x'] });
      cursor.continue();
    };
  });

const resultOf = <Of>(request: IDBRequest<Of>): Promise<Of> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error ?? new Error('refused'));
  });

const ended = (transaction: IDBTransaction): Promise<'complete' | 'abort'> =>
  new Promise((done) => {
    transaction.oncomplete = () => done('complete');
    transaction.onabort = () => done('abort');
  });

const opened = async (path: string, sqlite: Sqlite) => {
  const store = await openStore(path, sqlite);
  const request = store.indexedDB.open('model', 1);
  request.onupgradeneeded = () => {
    for (const made of [
      request.result.createObjectStore('rows'),
      request.result.createObjectStore('counted', { keyPath: 'id', autoIncrement: true }),
    ])
      made.createIndex('tags', 'tags', { multiEntry: true });
  };
  return { store, database: await resultOf(request) };
};

const allOf = async (database: IDBDatabase): Promise<unknown> => {
  const transaction = database.transaction(['rows', 'counted']);
  const rows = transaction.objectStore('rows');
  const [keysThere, valuesThere] = [await resultOf(rows.getAllKeys()), await resultOf(rows.getAll())];
  return {
    rows: new Map(keysThere.map((key, at) => [keyText(key), valuesThere[at] as unknown])),
    tagged: await resultOf(rows.index('tags').count('x')),
    counted: await resultOf(transaction.objectStore('counted').getAll()),
  };
};

const expectedOf = ({ rows, counted }: Model): unknown => ({
  rows: new Map(Array.from(rows, ([text, { value }]) => [text, value])),
  tagged: [...rows.values()].filter(({ value }) => value.tags.includes('x')).length,
  counted: Array.from(counted, ([id, value]) => ({ ...value, id })),
});

const live = async (sqlite: Sqlite, life: Life): Promise<void> => {
  const path = newFile();
  let model: Model = { rows: new Map(), counted: new Map(), last: 0 };
  let { store, database } = await opened(path, sqlite);
  for (const { acts: some, isTakenBack, reopens } of life) {
    const next = copyOf(model);
    const transaction = database.transaction(['rows', 'counted'], 'readwrite');
    const end = ended(transaction);
    for (const act of some) {
      await inDatabase(transaction, act);
      inModel(next, act);
    }
    if (isTakenBack) transaction.abort();
    expect(await end).toBe(isTakenBack ? 'abort' : 'complete');
    if (!isTakenBack) model = next;
    if (reopens) {
      database.close();
      await store.close();
      ({ store, database } = await opened(path, sqlite));
    }
    expect(await allOf(database)).toEqual(expectedOf(model));
  }
  database.close();
  await store.close();
};

describe.each(presentSqlites)('$name', ({ sqlite }) => {
  it('is as the model, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(lives, (life) => live(sqlite, life)),
      { numRuns: Number(process.env.ISTHMUS_LIVES ?? 25) },
    );
  });
});
