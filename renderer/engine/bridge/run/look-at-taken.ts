/** A relay looks at what the authors wrote for whom it may carry from now on, because their computers are off. */
import { connectedAs } from '../../people/is-connected.ts';
import type { CarryContext } from '../context.ts';
import { touchAuthor } from '../follow/touch-author.ts';
import { sidesOf } from './carry-work.ts';

/** Makes rows for their messages. Those of authors for whom it may not carry at this moment are looked at another time. */
export const lookAtTaken = async (context: CarryContext): Promise<void> => {
  const { database, taken, me } = context;
  const { accounts } = sidesOf(context);
  for (const author of taken.due())
    try {
      const [both, from] = [await connectedAs(database, accounts, author), taken.from(author)];
      if (both !== null && from !== null) await touchAuthor(database, both, from, me);
    } catch (error) {
      taken.owe(author);
      throw error;
    }
};
