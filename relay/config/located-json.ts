/** Reads JSON (RFC 8259) with the line of each value, so that a mistake in a file can be named with its line. */

/** The names and indexes that lead from the whole to a value. */
export type JsonPath = readonly (string | number)[];

export type LocatedJson =
  | {
      readonly kind: 'read';
      readonly value: unknown;
      /** The line on which a value stands, a field's at its name, counted from 1; null where there is none. */
      readonly lineOf: (path: JsonPath) => number | null;
    }
  /** Line and column of the first character that cannot stand there, each counted from 1. */
  | { readonly kind: 'not-json'; readonly line: number; readonly column: number }
  /** One object has two fields of this name. `JSON.parse` would take the last one without a word. */
  | { readonly kind: 'doubled'; readonly line: number; readonly path: JsonPath };

/** How deep lists and objects may lie in each other; deeper text counts as no JSON. */
const deepest = 50;

const space = /[ \t\n\r]*/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Mistake = Exclude<LocatedJson, { readonly kind: 'read' }>;

/** Ends the reading; it never leaves this file. */
class Stopped extends Error {
  readonly mistake: Mistake;

  constructor(mistake: Mistake) {
    super(mistake.kind);
    this.mistake = mistake;
  }
}

const keyOf = (path: JsonPath): string => JSON.stringify(path);

class JsonText {
  readonly lines = new Map<string, number>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): unknown {
    const value = this.#value([]);
    this.#take(space);
    if (this.#at < this.#text.length) throw this.#stopped();
    return value;
  }

  #value(path: JsonPath): unknown {
    this.#take(space);
    // A field's line is that of its name.
    if (!this.lines.has(keyOf(path))) this.lines.set(keyOf(path), this.#line());
    if (path.length > deepest) throw this.#stopped();
    if (this.#skip('{')) return this.#object(path);
    if (this.#skip('[')) return this.#list(path);
    const token = this.#take(string) ?? this.#take(scalar);
    if (token === null) throw this.#stopped();
    return JSON.parse(token);
  }

  #object(path: JsonPath): unknown {
    const fields = new Map<string, unknown>();
    if (this.#nextIs('}')) return {};
    do {
      this.#take(space);
      const line = this.#line();
      const token = this.#take(string);
      if (token === null) throw this.#stopped();
      const name = JSON.parse(token) as string;
      const within = [...path, name];
      if (fields.has(name)) throw new Stopped({ kind: 'doubled', line, path: within });
      this.lines.set(keyOf(within), line);
      if (!this.#nextIs(':')) throw this.#stopped();
      fields.set(name, this.#value(within));
    } while (this.#nextIs(','));
    if (!this.#nextIs('}')) throw this.#stopped();
    return Object.fromEntries(fields);
  }

  #list(path: JsonPath): unknown {
    const values: unknown[] = [];
    if (this.#nextIs(']')) return values;
    do values.push(this.#value([...path, values.length]));
    while (this.#nextIs(','));
    if (!this.#nextIs(']')) throw this.#stopped();
    return values;
  }

  #nextIs(sign: string): boolean {
    this.#take(space);
    return this.#skip(sign);
  }

  #skip(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #take(form: RegExp): string | null {
    form.lastIndex = this.#at;
    const token = form.exec(this.#text)?.[0] ?? null;
    if (token !== null) this.#at += token.length;
    return token;
  }

  #before(): readonly string[] {
    return this.#text.slice(0, this.#at).split('\n');
  }

  #line(): number {
    return this.#before().length;
  }

  #stopped(): Stopped {
    const before = this.#before();
    return new Stopped({
      kind: 'not-json',
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
    });
  }
}

/** Reads a whole text. Never throws. */
export const readLocatedJson = (text: string): LocatedJson => {
  const json = new JsonText(text);
  try {
    const value = json.whole();
    return { kind: 'read', value, lineOf: (path) => json.lines.get(keyOf(path)) ?? null };
  } catch (error) {
    // Harmless: the mistake is the result.
    if (error instanceof Stopped) return error.mistake;
    throw error;
  }
};
