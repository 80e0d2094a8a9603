/** Says a message of the page's catalogue. */
import { speaker } from '../../../../words/speaker.ts';
import type { ValuesOf } from '../../../../words/values.ts';
import { english } from '../locale.ts';
import { messages } from './en/index.ts';

export type Catalogue = typeof messages;

/** The id of a message. It stays the same while what is said means the same. */
export type WordsId = keyof Catalogue;

/** What a message wants to be told; `unknown` where it wants nothing. */
export type ValuesOfId<Id extends WordsId> = ValuesOf<Catalogue[Id]>;

export const { say, partsOf } = speaker(messages, english.language);
