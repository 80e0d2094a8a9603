/**
 * The follower that keeps who is whom: when people say something else of themselves, the table is corrected in the transaction that stores
 * it.
 */
import { removeTwinsOf } from '../../store/index.ts';
import type { Follower } from '../follower.ts';
import { keepTwins } from './twins-table.ts';

export const peopleFollower: Follower = {
  tables: ({ accounts, people, twins }) => [accounts, people, twins],
  follow: async (database, { account }, { people }) => ({
    news: (await keepTwins(database, account, people)) ? [{ kind: 'people-changed' }] : [],
    recount: [],
  }),
  countedElsewhere: () => Promise.resolve(new Set()),
  keptCurrent: () => Promise.resolve([]),
  forgetConversation: () => Promise.resolve(),
  forgetAccount: removeTwinsOf,
};
