import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import type { IsthmusDatabase } from '../../store/index.ts';
import { readOutbox } from '../../store/reads-carry.ts';
import { andThen } from '../../store/steps.ts';
import type { Directory } from '../list/use-directory.ts';
import { useWorld } from '../world/world.ts';
import { useHalts } from './halts.ts';
import { overviewLimit, overviewOf, targetOf, type OutboxItem, type Overview } from './overview.ts';

const nothing: Overview = { failed: [], waiting: [], moving: [] };

/** What waits, moves and failed over all conversations, followed. */
export const useOverview = ({ accounts, all, links }: Directory): Overview => {
  const { database } = useWorld();
  const halts = useHalts();
  const found = useLiveQuery(() => readItems(database), [database]);
  return useMemo(() => {
    if (!found || found.length === 0) return nothing;
    const byId = new Map(links.map((link) => [link.id, link]));
    const owners = new Map(all.map(({ id, accountId }) => [id, accountId]));
    const items = found.flatMap(({ row, message }): OutboxItem[] => {
      const link = byId.get(row.linkId);
      const account = link && targetOf(row, link, (id) => owners.get(id) ?? null);
      return link && account ? [{ row, message, link, account }] : [];
    });
    const me = new Set(accounts.flatMap((account) => account.me ?? []));
    return overviewOf(items, me, halts);
  }, [found, accounts, all, links, halts]);
};

const readItems = (database: IsthmusDatabase): Promise<Pick<OutboxItem, 'row' | 'message'>[]> =>
  andThen(readOutbox(database, overviewLimit), ({ failed, waiting }) => {
    const rows = [...failed, ...waiting];
    return andThen(database.messages.bulkGet(rows.map(({ messageId }) => messageId)), (messages) =>
      rows.flatMap((row, at) => {
        const message = messages[at];
        return message ? [{ row, message }] : [];
      }),
    );
  });
