/** Lists that come in pages and are needed whole: teams, channels, chats, members. */
import { failed, succeeded, type Result } from '../../model/index.ts';
import type { GraphClient } from './client.ts';
import { asRecords, asText, type JsonRecord } from './json.ts';

/** No list of these is ever longer; a service whose next links go round in a circle must not hold a client for ever. */
const mostPages = 500;

/** The items of one page. */
export const itemsOf = (page: JsonRecord): readonly JsonRecord[] => asRecords(page.value);

/** All items of a list, from its first page (a path or link, or a page already read). */
export const readAll = async (
  client: GraphClient,
  first: string | JsonRecord,
  signal: AbortSignal,
): Promise<Result<readonly JsonRecord[]>> => {
  const items: JsonRecord[] = [];
  const seen = new Set<string>();
  let next: string | JsonRecord | null = first;
  for (let pages = 0; next !== null; pages += 1) {
    if (typeof next === 'string') {
      if (seen.has(next) || pages >= mostPages)
        return failed({ kind: 'offline', reason: 'broken-answer', status: null });
      seen.add(next);
      const answer = await client.get(next, signal);
      if (!answer.ok) return answer;
      next = answer.value;
    }
    items.push(...itemsOf(next));
    next = asText(next['@odata.nextLink']);
  }
  return succeeded(items);
};
