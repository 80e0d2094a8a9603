/** Says a message of the page's catalogue. */
import { speaker } from '../../../../words/speaker.ts';
import type { ValuesOf } from '../../../../words/values.ts';
import { english } from '../locale.ts';
import { messages } from './en/index.ts';

export type Catalogue = typeof messages;

/** The id of a message. It stays the same as long as the meaning does. */
export type WordsId = keyof Catalogue;

/** The values of a message; `unknown` if it has none. */
export type ValuesOfId<Id extends WordsId> = ValuesOf<Catalogue[Id]>;

export const { say, partsOf } = speaker(messages, english.language);
