/** Lists that come in pages and are needed whole: teams, channels, chats, members. */
import { failed, succeeded, type Result } from '../../../model/index.ts';
import { Walk } from '../../walk.ts';
import type { GraphClient } from './client.ts';
import { asRecords, asText, type JsonRecord } from './json.ts';

/** Lists are not filtered: an empty page in them may be, a second one after it leads nowhere. */
const mostEmpty = 2;

/** The items of one page. */
export const itemsOf = (page: JsonRecord): readonly JsonRecord[] => asRecords(page.value);

/** What tells a page of a list from another; '' for an empty one. */
export const contentOf = (page: JsonRecord): string => {
  const items = itemsOf(page);
  return items.length === 0 ? '' : JSON.stringify(items);
};

/** All items of a list, from its first page (a path or link, or a page already read). A list whose pages lead nowhere stands still. */
export const readAll = async (
  client: GraphClient,
  first: string | JsonRecord,
  signal: AbortSignal,
): Promise<Result<readonly JsonRecord[]>> => {
  const items: JsonRecord[] = [];
  const walk = new Walk(mostEmpty);
  let at: string | JsonRecord | null = first;
  while (at !== null) {
    const answer: Result<JsonRecord> = typeof at === 'string' ? await client.get(at, signal) : succeeded(at);
    if (!answer.ok) return answer;
    const page = answer.value;
    const next = asText(page['@odata.nextLink']);
    if (walk.step(typeof at === 'string' ? at : '', next, contentOf(page)) !== 'moves')
      return failed({ kind: 'stands-still' });
    items.push(...itemsOf(page));
    at = next;
  }
  return succeeded(items);
};
