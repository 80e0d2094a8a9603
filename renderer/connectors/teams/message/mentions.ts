/** Reads whom a message mentions. */
import type { AccountId, Mention, PersonId } from '../../../model/index.ts';
import { asRecord, asRecords, asText } from '../graph/json.ts';
import { readIdentity } from './identities.ts';

export interface ReadMentions {
  readonly mentions: readonly Mention[];
  readonly mentionsMe: boolean;
}

const none: ReadMentions = { mentions: [], mentionsMe: false };

/**
 * Reads `mentions[]`. A mentioned conversation (channel, team, chat: "Everyone") means everybody in it, also the user. A tag means people
 * whom Graph does not name, so it stays plain text of the body.
 */
export const readMentions = (account: AccountId, me: PersonId, value: unknown): ReadMentions => {
  if (!Array.isArray(value) || value.length === 0) return none;
  const mentions: Mention[] = [];
  for (const item of asRecords(value)) {
    const text = asText(item.mentionText) ?? '';
    const mentioned = asRecord(item.mentioned);
    if (!mentioned) continue;
    const mark = markOf(item.id);
    const identity = readIdentity(account, mentioned);
    if (identity) mentions.push({ kind: 'person', personId: identity.id, text, ...mark });
    else if (asRecord(mentioned.conversation)) mentions.push({ kind: 'everyone', text, ...mark });
  }
  const mentionsMe = mentions.some((mention) => mention.kind === 'everyone' || mention.personId === me);
  return { mentions, mentionsMe };
};

/** The id with which the body's `<at id>` names a mention: a number in Graph's contract, a text in some bots' messages. */
const markOf = (id: unknown): { readonly mark?: string } => {
  if (typeof id === 'number') return { mark: String(id) };
  const text = asText(id);
  return text === null ? {} : { mark: text };
};
