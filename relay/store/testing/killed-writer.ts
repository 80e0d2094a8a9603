/**
 * A process that writes until it is killed: `PATH SQLITE SEED`. Each transaction has a number and touches three tables; when it has resolved,
 * its number is a line on stdout. What one transaction does is known from its number, so that a reader can tell whole from partial.
 */
import { writeSync } from 'node:fs';
import { Dexie } from 'dexie';
import { openJournaledStore } from '../index.ts';
import { nodeSqlite } from '../sqlite-node.ts';
import { wasmSqlite } from '../sqlite-wasm.ts';
import { declareWritten, partsOf } from './written.ts';

const [path = '', name = ''] = process.argv.slice(2);

const opened = await openJournaledStore({
  path,
  sqlite: (name === 'node' ? nodeSqlite() : null) ?? (await wasmSqlite()),
  onWriteFailed: (_reason, error) => {
    throw error;
  },
});
if (opened.kind === 'refused') throw opened.error;
const { indexedDB, IDBKeyRange } = opened.store;
const database = new Dexie('written', { indexedDB, IDBKeyRange });
declareWritten(database);
await database.open();

const parts = database.table('parts');
const marks = database.table<{ number: number; parts: number }, number>('marks');
for (let number = ((await marks.orderBy('number').last())?.number ?? 0) + 1; ; number += 1) {
  await database.transaction('rw', [parts, marks, database.table('counted')], async () => {
    await parts.bulkPut([...partsOf(number)]);
    await marks.put({ number, parts: partsOf(number).length });
    await database.table('counted').add({ number });
    // What is ten transactions old goes, all at once.
    await parts
      .where('number')
      .equals(number - 10)
      .delete();
    if (number > 10) await marks.update(number - 10, { parts: 0 });
  });
  writeSync(1, `${number}\n`);
}
