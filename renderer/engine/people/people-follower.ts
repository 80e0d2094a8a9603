/** Who is whom as a follower of the mirror: says when what the directory goes by may have changed, so that nobody reads it anew for nothing. */
import type { Person } from '../../model/index.ts';
import type { Follower, WrittenPerson } from '../follower.ts';

export const peopleFollower: Follower = {
  tables: () => [],
  follow: (_database, _batch, { people }) =>
    Promise.resolve({ news: people.some(isOtherwise) ? [{ kind: 'people-changed' }] : [], recount: [] }),
  forgetConversation: () => Promise.resolve(),
  forgetAccount: () => Promise.resolve(),
};

/** Somebody came, or is called otherwise, or says something else of themselves. */
const isOtherwise = ({ before, now }: WrittenPerson): boolean =>
  before === null || told.some((of) => before[of] !== now[of]);

/** What the directory is made of. */
const told = ['claims', 'email', 'displayName'] as const satisfies readonly (keyof Person)[];
