/** Reads which post a message in Teams was made of from the line that names its author: the line links the name to the post. */
import { postPlaceAt } from '../../../connectors/mattermost/addresses.ts';
import type { Account, ConversationId, MessageId } from '../../../model/index.ts';
import { type Document, runsOf } from '../../../text/document/index.ts';
import { withoutNativeQuotes } from '../../../text/fingerprint.ts';
import { isStrongLine } from '../text/speaker-line.ts';

/**
 * The post that the first line of a Teams message names by its permalink; null if the line has another form than the relay gives it, or leads
 * to another server. `conversation`: the linked conversation on Mattermost, of which the post must be. A permalink names no channel, so whoever
 * asks must see whether the conversation has that post. Anybody can write such a line: the caller decides whose lines count.
 */
export const relayedPost = (
  document: Document,
  account: Pick<Account, 'id' | 'siteUrl'>,
  conversation: ConversationId,
): MessageId | null => {
  const [first] = withoutNativeQuotes(document).blocks;
  if (first?.kind !== 'paragraph' || !isStrongLine(first)) return null;
  const links = new Set(runsOf(first.children).map(({ link }) => link));
  const [link = null] = links;
  if (link === null || links.size > 1) return null;
  return postPlaceAt(account, [{ id: conversation, webUrl: null }], link.url)?.messages[0] ?? null;
};
