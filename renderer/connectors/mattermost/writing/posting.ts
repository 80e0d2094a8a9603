/** Writing, editing and deleting posts. */
import {
  failed,
  succeeded,
  type Change,
  type ConversationId,
  type MessageId,
  type PostNote,
  type Result,
} from '../../../model/index.ts';
import type { Draft, Speaker, Stamp, UploadedFile, Written } from '../../writing.ts';
import { type Block, lineMarkOf } from '../../../text/document/index.ts';
import { knowMe } from '../reading/knowing.ts';
import { payloadOf, textOf, type Payload } from '../rest/reading.ts';
import { hasPriority, importanceLine, textOfDraft } from './draft-text.ts';
import { fileIdOfHandle } from './file-handle.ts';
import { carryPropsOf, withCarryProps } from './post-props.ts';
import { withPresentName, withSpeaker } from './speaker-props.ts';
import type { Surroundings } from './surroundings.ts';
import { presentPost, whyUnchanged, writtenOf } from './written.ts';

/**
 * Writes a post, with its key and its note in the same request. For 30 s the server itself recognises the key and answers with the
 * first post; after that the engine has to look for it in the props (facts, "Posts": pending_post_id).
 */
export const sendPost = async (
  around: Surroundings,
  conversationId: ConversationId,
  draft: Draft,
  stamp: Stamp,
  signal: AbortSignal,
): Promise<Result<Written>> => {
  const { rest, context, settings } = around;
  const channelId = context.ids.channelIdOf(conversationId);
  const rootId = rootOf(around, channelId, draft);
  if (channelId === null || rootId === null) return failed({ kind: 'not-found' });
  const fileIds = fileIdsOf(draft.files);
  if (fileIds === null) return failed({ kind: 'refused', status: 0, code: 'isthmus.unknown-file-handle' });
  const me = await knowMe(rest, context, signal);
  if (!me.ok) return me;
  await settings.know(signal);
  const text = await textOfDraft(around, draft, signal);
  if (!text.ok) return text;
  const line = importanceLine(draft, settings.current);
  const { speaker } = draft;
  const note = stamp.note === null || stamp.note.kind === 'copy' ? null : withLine(stamp.note, line);
  const props = withCarryProps({}, stamp.key, note);
  // The user may be away while a message is carried, so the server must not show them as online.
  const answer = await rest.sendPath(signal, '/posts?set_online=false', {
    kind: 'json',
    method: 'POST',
    value: {
      channel_id: channelId,
      root_id: rootId,
      message: text.value,
      file_ids: fileIds,
      props: speaker === undefined ? props : withSpeaker(props, speaker, settings.current),
      pending_post_id: `${context.userId}:${stamp.key}`,
      ...(hasPriority(draft, settings.current)
        ? { metadata: { priority: { priority: draft.importance } } }
        : {}),
    },
  });
  return answer.ok ? writtenOf(around, answer.value, signal) : answer;
};

/** The note of a copy with the mark of its importance line. A note without `dressing` stays unchanged. */
const withLine = (note: PostNote, line: Block | null): PostNote =>
  note.kind === 'mark' && note.dressing !== undefined && line !== null
    ? { ...note, dressing: { ...note.dressing, importance: lineMarkOf(line) } }
    : note;

/** The root's id, '' for none, null if the draft answers a message that is not in this channel. */
const rootOf = ({ context }: Surroundings, channelId: string | null, { threadId }: Draft): string | null => {
  if (threadId === '') return '';
  const root = context.ids.addressOf(threadId);
  return root?.channelId === channelId ? root.postId : null;
};

const fileIdsOf = (files: readonly UploadedFile[]): readonly string[] | null => {
  const ids = files.map(({ handle }) => fileIdOfHandle(handle));
  const known = ids.filter((id) => id !== null);
  return known.length === ids.length ? known : null;
};

/**
 * Gives a post a new text. The patch holds no file_ids, so the files stay. It holds props only if the edit adds or changes the importance
 * line of a copy, because the props say which lines of the text are not the author's, or if the author whom the post shows is called
 * otherwise now.
 */
export const editPost = async (
  around: Surroundings,
  messageId: MessageId,
  draft: Draft,
  signal: AbortSignal,
): Promise<Result<Written>> => {
  const { rest, context, settings } = around;
  const address = context.ids.addressOf(messageId);
  if (address === null) return failed({ kind: 'not-found' });
  const me = await knowMe(rest, context, signal);
  if (!me.ok) return me;
  await settings.know(signal);
  const text = await textOfDraft(around, draft, signal);
  if (!text.ok) return text;
  const line = importanceLine(draft, settings.current);
  const props = await changedProps(around, messageId, line, draft.speaker, signal);
  if (!props.ok) return props;
  const answer = await rest.ask(signal, (client) =>
    client.patchPost({
      id: address.postId,
      message: text.value,
      ...(props.value === null ? {} : { props: props.value }),
    }),
  );
  if (!answer.ok) return failed(await whyUnchanged(around, messageId, answer.failure, signal));
  return writtenOf(around, answer.value, signal);
};

/**
 * The props of a post with this importance line (if it is a copy with `dressing`) and this author's name (if it shows another name than the
 * writing account's); null if they need no change.
 */
const changedProps = async (
  around: Surroundings,
  messageId: MessageId,
  line: Block | null,
  speaker: Speaker | undefined,
  signal: AbortSignal,
): Promise<Result<Payload | null>> => {
  if (line === null && speaker === undefined) return succeeded(null);
  const post = await presentPost(around, messageId, signal);
  if (!post.ok) return post;
  const props = payloadOf(post.value.props);
  const named = speaker === undefined ? props : withPresentName(props, speaker);
  const next = line === null ? named : withNotedLine(post.value, named, line);
  return succeeded(next === props ? null : next);
};

/** Props whose note says that this importance line is above the text; the same object if they say so already, or are of no such copy. */
const withNotedLine = (post: Payload, props: Payload, line: Block): Payload => {
  const { note } = carryPropsOf(props, { type: textOf(post.type), isReply: textOf(post.root_id) !== '' });
  if (note?.kind !== 'mark' || note.dressing === undefined) return props;
  return note.dressing.importance === lineMarkOf(line)
    ? props
    : withCarryProps(props, null, withLine(note, line));
};

/** Deletes a post. The server does not say when it was deleted; with 0 the mirror keeps its own stamp. */
export const removePost = async (
  { rest, context }: Surroundings,
  messageId: MessageId,
  signal: AbortSignal,
): Promise<Result<readonly Change[]>> => {
  const address = context.ids.addressOf(messageId);
  if (address === null) return failed({ kind: 'not-found' });
  const answer = await rest.ask(signal, (client) => client.deletePost(address.postId));
  if (!answer.ok) {
    if (answer.failure.kind !== 'not-found') return answer;
    // A proxy may answer 404 for everything. The 404 is believed only if the server answers another question.
    const alive = await rest.ask(signal, (client) => client.getMe());
    if (!alive.ok) return alive;
  }
  const conversationId = context.ids.conversation(address.channelId);
  return succeeded([{ kind: 'message-gone', id: messageId, conversationId, at: 0 }]);
};
