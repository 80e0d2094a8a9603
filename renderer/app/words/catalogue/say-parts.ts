/** Says a message that has drawn parts in it: a name that is isolated, or stronger than the rest. */
import { createElement, Fragment, type ReactElement } from 'react';
import { partsOf, type ValuesOfId, type WordsId } from './say.ts';

/** Every value of a message; each may be drawn. */
type PartsOf<Id extends WordsId> = Readonly<
  Record<keyof ValuesOfId<Id> & string, string | number | ReactElement>
>;

/** The message with its values, of which some are drawn. The order of all parts is the message's. */
export const sayParts = <Id extends WordsId>(id: Id, values: PartsOf<Id>): ReactElement =>
  createElement(Fragment, null, ...partsOf<ReactElement>(id, values));
