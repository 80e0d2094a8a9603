/**
 * Rows that queries often ask for by key, held between their runs. Only rows that are not held, or have changed, are read. `Queries` reports
 * changes. It also holds that a key has no row.
 */
import { RangeSet, rangesOverlap } from 'dexie';
import type { Reads, TableName } from '../../store/index.ts';
import { partOf, type Changes } from './changes.ts';

export interface HeldRowsOptions<Key extends string, Value, Names extends TableName> {
  readonly table: TableName;
  /** The index of the keys; absent: the primary key. */
  readonly index?: string;
  /** Reads these keys. A key that is missing in the answer has no row. */
  readonly fetch: (tables: Reads<Names>, keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>;
  /** The primary keys of the rows in a value, for keys of an index. A change of one of these rows changes the value. */
  readonly madeOf?: (value: Value) => readonly string[];
  /** The most held keys. The longest unused are dropped first. */
  readonly most: number;
}

export class HeldRows<Key extends string, Value, Names extends TableName> {
  private readonly values = new Map<Key, Value | undefined>();
  private readonly owners = new Map<string, Set<Key>>();

  constructor(
    private readonly database: string,
    private readonly options: HeldRowsOptions<Key, Value, Names>,
  ) {}

  has(key: Key): boolean {
    return this.values.has(key);
  }

  get(key: Key): Value | undefined {
    return this.values.get(key);
  }

  fetch(tables: Reads<Names>, keys: readonly Key[]): Promise<ReadonlyMap<Key, Value>> {
    return this.options.fetch(tables, keys);
  }

  /** Holds the rows that were read for `keys`, except those in `changes`, which came during the read. */
  hold(keys: readonly Key[], found: ReadonlyMap<Key, Value>, changes: Changes): void {
    for (const key of keys) {
      const value = found.get(key);
      this.values.delete(key);
      this.values.set(key, value);
      for (const id of value === undefined ? [] : (this.options.madeOf?.(value) ?? [])) {
        const owners = this.owners.get(id) ?? new Set();
        owners.add(key);
        this.owners.set(id, owners);
      }
    }
    this.drop(changes);
    const excess = this.values.size - this.options.most;
    if (excess > 0) for (const key of [...this.values.keys()].slice(0, excess)) this.forget(key);
  }

  /** Drops changed rows. Returns whether any of them was held. */
  drop(changes: Changes): boolean {
    const { table, index = '', madeOf } = this.options;
    const dropped = this.dropIn(changes[partOf(this.database, table, index)], this.values, (key) => [key]);
    if (!madeOf) return dropped;
    const ofRows = this.dropIn(changes[partOf(this.database, table)], this.owners, (id) => [
      ...(this.owners.get(id) ?? []),
    ]);
    return dropped || ofRows;
  }

  private dropIn<Held extends string>(
    tree: Changes[string] | undefined,
    held: { has: (key: Held) => boolean; keys: () => Iterable<Held> },
    keysOf: (held: Held) => readonly Key[],
  ): boolean {
    if (!tree) return false;
    const found: Held[] = [];
    for (const { from, to } of RangeSet(tree)) {
      if (typeof from === 'string' && from === to) {
        if (held.has(from as Held)) found.push(from as Held);
      } else {
        const range = new RangeSet(from, to);
        for (const key of held.keys()) if (rangesOverlap(range, new RangeSet(key))) found.push(key);
      }
    }
    for (const key of found.flatMap(keysOf)) this.forget(key);
    return found.length > 0;
  }

  private forget(key: Key): void {
    const value = this.values.get(key);
    this.values.delete(key);
    for (const id of value === undefined ? [] : (this.options.madeOf?.(value) ?? [])) {
      const owners = this.owners.get(id);
      owners?.delete(key);
      if (owners?.size === 0) this.owners.delete(id);
    }
  }
}
