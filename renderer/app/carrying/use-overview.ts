import { useMemo } from 'react';
import { readMessageRows, readOutbox } from '../../store/index.ts';
import type { Directory } from '../directory/use-directory.ts';
import { query } from '../queries/query.ts';
import { useQuery } from '../world/use-query.ts';
import { useCarryHalts } from './halts.ts';
import { overviewLimit, overviewOf, targetOf, type OutboxItem, type CarryOverview } from './overview.ts';

const nothing: CarryOverview = { failed: [], waiting: [], moving: [] };

/** The overview of carrying as a live query. */
export const useOverview = ({ accounts, all, links }: Directory): CarryOverview => {
  const halts = useCarryHalts();
  const found = useQuery(outboxItems);
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

const outboxItems = query(
  'outbox',
  ['outbox', 'messages'],
  async (tables): Promise<Pick<OutboxItem, 'row' | 'message'>[]> => {
    const { failed, waiting } = await readOutbox(tables, overviewLimit);
    const rows = [...failed, ...waiting];
    const messages = await readMessageRows(
      tables,
      rows.map(({ messageId }) => messageId),
    );
    return rows.flatMap((row, at) => {
      const message = messages[at];
      return message ? [{ row, message }] : [];
    });
  },
);
