/** Says a message of the catalogue: FormatJS puts the values in, and picks plural forms by the language's own rules. */
import { IntlMessageFormat } from 'intl-messageformat';
import { english as locale } from '../locale.ts';
import { messages } from './en/index.ts';
import type { ValuesOf } from './values.ts';

export type Catalogue = typeof messages;

/** The id of a message. It stays the same while what is said means the same. */
export type WordsId = keyof Catalogue;

/** What a message wants to be told; `unknown` where it wants nothing. */
export type ValuesOfId<Id extends WordsId> = ValuesOf<Catalogue[Id]>;

type Given<Id extends WordsId> =
  unknown extends ValuesOfId<Id>
    ? readonly []
    : readonly [values: { readonly [Name in keyof ValuesOfId<Id>]: ValuesOfId<Id>[Name] }];

/** Parsing takes longer than formatting: each message is parsed once, when it is first said. */
const parsed = new Map<WordsId, IntlMessageFormat>();

/** The message of an id, ready to take values. */
export const formatOf = (id: WordsId): IntlMessageFormat => {
  const known = parsed.get(id);
  if (known !== undefined) return known;
  const format = new IntlMessageFormat(messages[id], locale.language, undefined, { ignoreTag: true });
  parsed.set(id, format);
  return format;
};

/** The text of a message with these values: each as the message wants it. Texts are put in as they are. */
export const say = <Id extends WordsId>(id: Id, ...[values]: Given<Id>): string =>
  values === undefined ? messages[id] : String(formatOf(id).format({ ...values }));
