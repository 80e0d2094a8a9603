import { useEffect, useMemo, useState } from 'react';
import type { Account, AccountId, Contested } from '../../model/index.ts';
import { readContested } from '../../store/index.ts';
import type { Linked } from '../conversation/timeline/linked-segment.ts';
import { query } from '../queries/query.ts';
import { useWorld } from '../world/world.ts';
import type { Pair } from './pairs.ts';

/** People seldom change; a new claim or address counts at once where it is read, only that it is not unique shows later. */
const again = 5 * 60_000;

/**
 * What several people say of themselves; undefined until read. Reads everybody, so it is asked now and then and only while something is
 * linked.
 */
export const useContested = (accounts: readonly Account[], linked: boolean): Contested | undefined => {
  const { queries } = useWorld();
  const [contested, setContested] = useState<Contested>();
  // The accounts' rows change with every message that is stored; which accounts there are does not.
  const key = accounts.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (!linked) return;
    let current = true;
    const read = (): void => {
      queries.once(contestedOf(key.split(' ') as AccountId[])).then(
        (found) => {
          if (current) setContested((before) => (before && same(before, found) ? before : found));
        },
        // A database that cannot be read shows itself in every other way; until then nothing is joined.
        () => undefined,
      );
    };
    read();
    const timer = setInterval(read, again);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [queries, key, linked]);
  return contested;
};

const contestedOf = (accounts: readonly AccountId[]) =>
  query('contested', ['people'], (tables) => readContested(tables, accounts));

const same = (a: Contested, b: Contested): boolean =>
  a.claims.size === b.claims.size &&
  a.addresses.size === b.addresses.size &&
  [...a.claims].every((claim) => b.claims.has(claim)) &&
  [...a.addresses].every((address) => b.addresses.has(address));

/** What joining both sides of `pair` takes: null without a pair, undefined until it is known who is who. The same object while it means the same. */
export const useLinked = (
  pair: Pair | null,
  accounts: readonly Account[],
  contested: Contested | undefined,
): Linked | null | undefined => {
  const mattermost = pair?.mattermost.accountId ?? null;
  const teams = pair?.teams.accountId ?? null;
  const me = (id: Account['id'] | null) => accounts.find((account) => account.id === id)?.me ?? null;
  const [meThere, meHere] = [me(teams), me(mattermost)];
  const linkId = pair?.link.id ?? null;
  return useMemo(() => {
    if (linkId === null || mattermost === null || teams === null) return null;
    if (contested === undefined) return undefined;
    const sides = { accounts: { mattermost, teams }, me: { mattermost: meHere, teams: meThere }, contested };
    return { linkId, sides };
  }, [linkId, mattermost, teams, meHere, meThere, contested]);
};
