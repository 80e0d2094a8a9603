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
  /** The parts of a message in its order: its own texts, and values that are drawn. */
  readonly partsOf: <Drawn>(
    id: keyof Catalogue & string,
    values: Readonly<Record<string, string | number | Drawn>>,
  ) => readonly (string | Drawn)[];
}

/** Null for what is no right ICU. */
const formatFrom = (message: string, language: string): IntlMessageFormat | null => {
  try {
    return new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
  } catch {
    // Harmless: people read the message as it is written. The tests of both catalogues parse every message, and fail.
    return null;
  }
};

/**
 * Says the messages of a catalogue. One that is no right ICU is said as it is written: it must not take the page down.
 * @param language of the messages, as a BCP 47 tag
 */
export const speaker = <const Catalogue extends Readonly<Record<keyof Catalogue, string>>>(
  messages: Catalogue,
  language: string,
): Speaker<Catalogue> => {
  // Parsing takes longer than formatting: each message is parsed once, when it is first said.
  const parsed = new Map<string, IntlMessageFormat | null>();
  const formatOf = (id: keyof Catalogue & string): IntlMessageFormat | null => {
    const known = parsed.get(id);
    if (known !== undefined) return known;
    const format = formatFrom(messages[id], language);
    parsed.set(id, format);
    return format;
  };
  return {
    say: (id, ...[values]) =>
      values === undefined ? messages[id] : String(formatOf(id)?.format({ ...values }) ?? messages[id]),
    partsOf: <Drawn>(
      id: keyof Catalogue & string,
      values: Readonly<Record<string, string | number | Drawn>>,
    ) =>
      formatOf(id)
        ?.formatToParts<Drawn>({ ...values })
        .map(({ value }) => value) ?? [messages[id]],
  };
};
