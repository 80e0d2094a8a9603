/**
 * The types of a message's values. The type checker reads them from the message's ICU text: `{name}` is a text or a number, `{name, number}`
 * and `{name, plural, …}` a number, `{name, select, …}` a text. Only these forms are used (catalogue.test.ts).
 */

type Text = string | number;

/**
 * Reads the rest of a message. `Stack` holds the open levels: `m` a message, `o` the options of a plural or select. `Found`: the values so
 * far.
 */
type Scan<Rest extends string, Stack extends string, Found> = Rest extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${string}`
    ? Closed<Rest, Stack, Found>
    : Stack extends `o${string}`
      ? Scan<After, `m${Stack}`, Found>
      : Argument<After, Stack, Found>
  : Found;

type Closed<Rest extends string, Stack extends string, Found> = Rest extends `${string}}${infer After}`
  ? Stack extends `${'m' | 'o'}${infer Outer}`
    ? Scan<After, Outer, Found>
    : Found
  : Found;

type Argument<Rest extends string, Stack extends string, Found> = Rest extends `${infer Head}}${infer After}`
  ? Head extends `${infer Name}, plural, ${string}`
    ? Options<Rest, Stack, Found & Readonly<Record<Name, number>>>
    : Head extends `${infer Name}, select, ${string}`
      ? Options<Rest, Stack, Found & Readonly<Record<Name, string>>>
      : Head extends `${infer Name}, number`
        ? Scan<After, Stack, Found & Readonly<Record<Name, number>>>
        : Scan<After, Stack, Found & Readonly<Record<Head, Text>>>
  : Found;

type Options<
  Rest extends string,
  Stack extends string,
  Found,
> = Rest extends `${string}, ${'plural' | 'select'}, ${infer After}`
  ? Scan<After, `o${Stack}`, Found>
  : Found;

/** The values of a message; `unknown` if it has none. */
export type ValuesOf<Message extends string> = Scan<Message, 'm', unknown>;
