/**
 * Rows that are asked for again and again by key, held between the runs of queries: only what is not held, or has changed, is read.
 * `Queries` tells what changed; that a key has no row is held as well.
 */
import { RangeSet, rangesOverlap } from 'dexie';
import type { Reads, TableName } from '../../store/index.ts';
import { partOf, type Changes } from './changes.ts';

export interface HeldRowsOptions<Key extends string, Value, Names extends TableName> {
  readonly table: TableName;
  /** The index that keys are of; absent: the primary key. */
  readonly index?: string;
  /** Reads these keys; one that is not in the answer has nothing. */
  readonly fetch: (tables: Reads<Names>, keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>;
  /** The primary keys that a value was made of, where the keys are of an index: a change of one is a change of the value. */
  readonly madeOf?: (value: Value) => readonly string[];
  /** More than so many are never held: the longest unused go first. */
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

  /** Holds what was read for `keys`, unless one of `changes` came while it was read. */
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

  /** Forgets what changed; returns whether anything of it was held. */
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
