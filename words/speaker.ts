/** Says messages of a catalogue: FormatJS puts the values in, and picks plural forms by the language's own rules. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { ValuesOf } from './values.ts';

/** What `say` is given besides the id: the values that the message wants, or nothing. */
export type Given<Message extends string> =
  unknown extends ValuesOf<Message>
    ? readonly []
    : readonly [values: { readonly [Name in keyof ValuesOf<Message>]: ValuesOf<Message>[Name] }];

export interface Speaker<Catalogue> {
  /** The text of a message with these values: each as the message wants it. Texts are put in as they are. */
  readonly say: <Id extends keyof Catalogue & string>(
    id: Id,
    ...given: Given<Catalogue[Id] & string>
  ) => string;
  /** The message of an id, ready to take values. */
  readonly formatOf: (id: keyof Catalogue & string) => IntlMessageFormat;
}

/** @param language of the messages, as a BCP 47 tag */
export const speaker = <const Catalogue extends Readonly<Record<keyof Catalogue, string>>>(
  messages: Catalogue,
  language: string,
): Speaker<Catalogue> => {
  // Parsing takes longer than formatting: each message is parsed once, when it is first said.
  const parsed = new Map<string, IntlMessageFormat>();
  const formatOf = (id: keyof Catalogue & string): IntlMessageFormat => {
    const known = parsed.get(id);
    if (known !== undefined) return known;
    const format = new IntlMessageFormat(messages[id], language, undefined, { ignoreTag: true });
    parsed.set(id, format);
    return format;
  };
  return {
    formatOf,
    say: (id, ...[values]) =>
      values === undefined ? messages[id] : String(formatOf(id).format({ ...values })),
  };
};
