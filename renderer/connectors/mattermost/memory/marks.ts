/** Writes marks (what a post became in Teams) and links onto posts. */
import {
  failed,
  succeeded,
  type Change,
  type ConversationId,
  type LinkNote,
  type MarkNote,
  type MessageId,
  type Result,
} from '../../../model/index.ts';
import { paragraph, textInline } from '../../../text/document/index.ts';
import type { Stamp, Written } from '../../writing.ts';
import { knowMe } from '../reading/knowing.ts';
import { payloadOf, textOf, type Payload } from '../rest/reading.ts';
import { carryPropsOf, isForeign, withCarryProps } from '../writing/post-props.ts';
import { pinPost } from '../writing/pinning.ts';
import { sendPost } from '../writing/posting.ts';
import type { Surroundings } from '../writing/surroundings.ts';
import { changesOfPost, presentPost, whyUnchanged, writtenOf } from '../writing/written.ts';

/**
 * Writes a post's mark. The server replaces props whole, so all other props are written back unchanged. A patch of props alone shows no
 * "edited" (facts, "Posts"). If the same mark is there already, nothing is written.
 */
export const markPost = async (
  around: Surroundings,
  messageId: MessageId,
  note: MarkNote,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const me = await knowMe(around.rest, around.context, signal);
  if (!me.ok) return me;
  const post = await presentPost(around, messageId, signal);
  if (!post.ok) return post;
  const props = payloadOf(post.value.props);
  if (isForeign(props)) return failed({ kind: 'refused', status: 0, code: 'isthmus.later-version' });
  if (hasMark(post.value, note)) return succeeded(await changesOfPost(around, post.value, signal));
  const answer = await around.rest.ask(signal, (client) =>
    client.patchPost({ id: textOf(post.value.id), props: withCarryProps(props, null, note) }),
  );
  if (!answer.ok) return failed(await whyUnchanged(around, messageId, answer.failure, signal));
  const written = await writtenOf(around, answer.value, signal);
  return written.ok ? succeeded(written.value.changes) : written;
};

const hasMark = (post: Payload, note: MarkNote): boolean => {
  const place = { type: textOf(post.type), isReply: textOf(post.root_id) !== '' };
  const { note: present } = carryPropsOf(payloadOf(post.props), place);
  return (
    present?.kind === 'mark' &&
    present.origin === note.origin &&
    present.part === note.part &&
    present.parts === note.parts &&
    present.teams.length === note.teams.length &&
    present.teams.every((key, at) => key === note.teams[at])
  );
};

/**
 * Writes a link's post and pins it. If only the pin fails, the link counts as written: the returned post then says that it is not pinned.
 */
export const writeLink = async (
  around: Surroundings,
  conversationId: ConversationId,
  note: LinkNote,
  sentence: string,
  stamp: Stamp,
  signal: AbortSignal,
): Promise<Result<Written>> => {
  const draft = {
    document: { blocks: [paragraph(textInline(sentence))] },
    subject: null,
    importance: 'normal',
    threadId: '',
    quotes: null,
    files: [],
  } as const;
  const written = await sendPost(around, conversationId, draft, { ...stamp, note }, signal);
  if (!written.ok) return written;
  const pinned = await pinPost(around, written.value.id, true, signal);
  if (!pinned.ok || pinned.value.length === 0) return written;
  return succeeded({ id: written.value.id, changes: pinned.value });
};
