/** Formats the messages of a catalogue. FormatJS inserts the values and chooses plural forms by the language's rules. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { ValuesOf } from './values.ts';

/** The second argument of `say`: the values of the message, or nothing. */
export type Given<Message extends string> =
  unknown extends ValuesOf<Message>
    ? readonly []
    : readonly [values: { readonly [Name in keyof ValuesOf<Message>]: ValuesOf<Message>[Name] }];

export interface Speaker<Catalogue> {
  /** The text of a message with these values. Texts are inserted unchanged. */
  readonly say: <Id extends keyof Catalogue & string>(
    id: Id,
    ...given: Given<Catalogue[Id] & string>
  ) => string;
  /** The parts of a message in order: its own texts, and values that the caller draws. */
  readonly partsOf: <Drawn>(
    id: keyof Catalogue & string,
    values: Readonly<Record<string, string | number | Drawn>>,
  ) => readonly (string | Drawn)[];
}

/** The parsed message; null if it is not valid ICU. */
const formatFrom = (message: string, language: string): IntlMessageFormat | null => {
  try {
    return new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
  } catch {
    // Harmless: the message is shown as it is written. The tests of both catalogues parse every message, and fail for it.
    return null;
  }
};

/**
 * Formats the messages of a catalogue. A message that is not valid ICU is shown as it is written, so that it does not end the page.
 * @param language the language of the messages, as a BCP 47 tag
 */
export const speaker = <const Catalogue extends Readonly<Record<keyof Catalogue, string>>>(
  messages: Catalogue,
  language: string,
): Speaker<Catalogue> => {
  // Parsing takes longer than formatting, so each message is parsed once, at its first use.
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
