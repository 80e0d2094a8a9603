/** A whole table as a map that is updated: a change reads only the rows that changed. */
import type { EntityTable } from 'dexie';
import { readRowsOfTable, readWholeTable, type TableName } from '../../store/index.ts';
import { changedKeys } from './changes.ts';
import type { Reading } from './query.ts';

/** If more rows changed, reading all of them is faster. */
const mostSingle = 100;

export class WholeRows<Row extends { readonly id: string }> {
  private rows: ReadonlyMap<Row['id'], Row> | null = null;

  /** One for each follower: it holds what that follower has read. */
  constructor(
    private readonly database: string,
    private readonly name: TableName,
  ) {}

  /** All rows by id: a new map if something changed since the last time, else the same. */
  async read<Names extends TableName>(
    table: EntityTable<Row, 'id'>,
    reading: Reading<Names>,
  ): Promise<ReadonlyMap<Row['id'], Row>> {
    reading.followAll(this.name);
    const held = this.rows;
    const { keys, ranges } = changedKeys<Row['id']>(reading.changed ?? {}, this.database, this.name);
    if (held === null || reading.changed === null || ranges.length > 0 || keys.length > mostSingle) {
      const all = await readWholeTable(table);
      this.rows = new Map(all.map((row) => [row.id, row]));
      return this.rows;
    }
    if (keys.length === 0) return held;
    const rows = new Map(held);
    const changed = await readRowsOfTable(table, keys);
    keys.forEach((key, at) => {
      const row = changed[at];
      if (row) rows.set(key, row);
      else rows.delete(key);
    });
    this.rows = rows;
    return rows;
  }
}
