/** A page of messages as changes, in the page's order: roots, each followed by the replies that were expanded in it. */
import type { Change, Message, PersonId } from '../../../model/index.ts';
import { asRecord, asText, type JsonRecord } from '../graph/json.ts';
import type { MessageContext } from './context.ts';
import { mapMessage, type MappedMessage } from './message.ts';

export interface MappedPage {
  readonly messages: readonly MappedMessage[];
  /** All other changes: discarded messages, and messages that are gone. */
  readonly others: readonly Change[];
  /** Links to more replies of threads on this page: replies beyond 1,000, or those that Graph cut off (facts, graph §1). */
  readonly moreReplies: readonly string[];
}

/** Maps `value[]` of a page. */
export const mapPage = (context: MessageContext, values: readonly unknown[]): MappedPage => {
  const messages: MappedMessage[] = [];
  const others: Change[] = [];
  const moreReplies: string[] = [];
  const add = (value: unknown, root: string | null): void => {
    const raw = asRecord(value);
    const mapped = mapMessage(
      context,
      root !== null && raw && raw.replyToId === undefined ? { ...raw, replyToId: root } : value,
    );
    if (mapped.kind !== 'message') {
      others.push(mapped);
      return;
    }
    messages.push(mapped.mapped);
    if (mapped.mapped.malformedDate) others.push({ kind: 'discarded', reason: 'malformed-date' });
  };
  for (const value of values) {
    add(value, null);
    const raw = asRecord(value);
    if (!raw) continue;
    if (Array.isArray(raw.replies)) for (const reply of raw.replies) add(reply, asText(raw.id));
    const more = asText(raw['replies@odata.nextLink']);
    if (more !== null) moreReplies.push(more);
  }
  return { messages, others, moreReplies };
};

/** The records of a page, for reading their stamps. */
export const recordsOf = (values: readonly unknown[]): readonly JsonRecord[] =>
  values.flatMap((value) => {
    const raw = asRecord(value);
    return raw ? [raw] : [];
  });

/** The changes of a mapped page; bots among the authors come first, each once. Names come last, for each person the newest. */
export const changesOfPage = (page: MappedPage, messages: readonly Message[]): readonly Change[] => {
  const bots = new Map(page.messages.flatMap(({ bot }) => (bot ? [[bot.id, bot] as const] : [])));
  return [
    ...[...bots.values()].map((person): Change => ({ kind: 'person', person })),
    ...messages.map((message): Change => ({ kind: 'message', message })),
    ...page.others,
    ...namesOf(page.messages),
  ];
};

const namesOf = (mapped: readonly MappedMessage[]): Iterable<Change> => {
  const newest = new Map<PersonId, Extract<Change, { readonly kind: 'name' }>>();
  for (const { names, message } of mapped)
    for (const [personId, name] of names)
      if (message.createdAt > (newest.get(personId)?.at ?? -Infinity))
        newest.set(personId, { kind: 'name', personId, name, at: message.createdAt });
  return newest.values();
};
