import { useMemo } from 'react';
import type { Account } from '../../model/index.ts';
import type { Linked } from './linked.ts';
import type { Pair } from './pairs.ts';

/** The values to join both sides of `pair`; null without a pair. The same object while its content is the same. */
export const useLinked = (pair: Pair | null, accounts: readonly Account[]): Linked | null => {
  const mattermost = pair?.mattermost.accountId ?? null;
  const teams = pair?.teams.accountId ?? null;
  const me = (id: Account['id'] | null) => accounts.find((account) => account.id === id)?.me ?? null;
  const [meThere, meHere] = [me(teams), me(mattermost)];
  const linkId = pair?.link.id ?? null;
  return useMemo(() => {
    if (linkId === null || mattermost === null || teams === null) return null;
    return {
      linkId,
      sides: { accounts: { mattermost, teams }, me: { mattermost: meHere, teams: meThere } },
    };
  }, [linkId, mattermost, teams, meHere, meThere]);
};
