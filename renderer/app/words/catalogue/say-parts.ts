/** A message with drawn parts: for example a name that is isolated or bold. */
import { createElement, Fragment, type ReactElement } from 'react';
import { partsOf, type ValuesOfId, type WordsId } from './say.ts';

/** The values of a message; each may be an element. */
type PartsOf<Id extends WordsId> = Readonly<
  Record<keyof ValuesOfId<Id> & string, string | number | ReactElement>
>;

/** The message with its values, of which some are elements. The message decides the order. */
export const sayParts = <Id extends WordsId>(id: Id, values: PartsOf<Id>): ReactElement =>
  createElement(Fragment, null, ...partsOf<ReactElement>(id, values));
