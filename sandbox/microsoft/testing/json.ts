/** JSON whose shape a test knows, looked into by path. */

const step = (value: unknown, name: string | number): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

export class Json {
  constructor(readonly value: unknown) {}

  /** The value at a path; undefined if there is none. */
  at(...path: readonly (string | number)[]): unknown {
    return path.reduce(step, this.value);
  }

  /** The text at a path; fails when there is none. */
  text(...path: readonly (string | number)[]): string {
    const found = this.at(...path);
    if (typeof found !== 'string')
      throw new Error(`no text at ${path.join('.')} but ${JSON.stringify(found)}`);
    return found;
  }

  /** The list at a path; of a collection's `value` without one. */
  items(...path: readonly (string | number)[]): Json[] {
    const found = this.at(...(path.length === 0 ? ['value'] : path));
    if (!Array.isArray(found)) throw new Error(`no list at ${path.join('.')}`);
    return found.map((one: unknown) => new Json(one));
  }

  /** The same path in every item of a collection. */
  each(...path: readonly (string | number)[]): unknown[] {
    return this.items().map((one) => one.at(...path));
  }
}
