/** Reads all pages of lists that are needed whole: teams, channels, chats, members. */
import { failed, succeeded, type Result } from '../../../model/index.ts';
import { Walk } from '../../walk.ts';
import type { GraphClient } from './client.ts';
import { asRecords, asText, type JsonRecord } from './json.ts';

/** These lists are not filtered, so one empty page may come, but after a second one no more items will follow. */
const mostEmpty = 2;

/** The items of one page. */
export const itemsOf = (page: JsonRecord): readonly JsonRecord[] => asRecords(page.value);

/** A text that distinguishes a page from other pages; '' for an empty page. */
export const contentOf = (page: JsonRecord): string => {
  const items = itemsOf(page);
  return items.length === 0 ? '' : JSON.stringify(items);
};

/**
 * All items of a list, from its first page (a path or link, or a page already read). Fails with `stands-still` if the pages do not move on.
 */
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
