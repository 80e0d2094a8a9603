/** One post as a change: a message, a tombstone, or a named reason why it is neither. Never throws, whatever the payload holds. */
import {
  type Change,
  type Deleter,
  type Message,
  type MessageId,
  type PersonId,
} from '../../../model/index.ts';
import { plainOfMessage } from '../../../text/document/index.ts';
import { attachmentsOf, kindOfPost } from './attachments.ts';
import type { MappingContext } from '../context.ts';
import { rememberIn } from '../reading/directory.ts';
import { filesInProps, filesOf } from './files.ts';
import { isServiceId } from '../ids.ts';
import { mentionsIn, noMentions } from './mentions.ts';
import { textsOfPost } from '../../../text/mattermost-markdown/index.ts';
import { reactionsOf } from './reactions.ts';
import { isPayload, payloadOf, stampOf, textOf, type Payload } from '../rest/reading.ts';
import { isSystemType, systemEventOf } from './system-events.ts';
import { carryPropsOf, isFromWebhook } from '../writing/post-props.ts';
import { registerOf } from '../writing/register-props.ts';

const malformed: Change = Object.freeze({ kind: 'discarded', reason: 'malformed-message' });
const malformedDate: Change = Object.freeze({ kind: 'discarded', reason: 'malformed-date' });

/** A post as `/posts` and the websocket serve it. */
export const changeOfPost = (raw: unknown, context: MappingContext): Change => {
  if (!isPayload(raw) || !isServiceId(raw.id) || !isServiceId(raw.channel_id)) return malformed;
  // An edit leaves a deleted copy of the old text under a new id (facts, "Posts").
  if (textOf(raw.original_id) !== '') return { kind: 'discarded', reason: 'edit-history-copy' };
  const deletedAt = stampOf(raw.delete_at ?? 0);
  if (deletedAt === null) return malformedDate;
  const conversationId = context.ids.conversation(raw.channel_id);
  const id = context.ids.message(raw.channel_id, raw.id);
  if (deletedAt !== 0)
    return {
      kind: 'message-gone',
      id,
      conversationId,
      at: deletedAt,
      ...deleterOf(raw, payloadOf(raw.props).deleteBy),
    };
  // No message: Isthmuses tell each other by it who carries.
  if (registerOf(raw) !== null) return { kind: 'discarded', reason: 'author-register' };
  const createdAt = stampOf(raw.create_at);
  const version = stampOf(raw.update_at ?? raw.create_at);
  if (createdAt === null || version === null) return malformedDate;
  if (typeof (raw.message ?? '') !== 'string') return malformed;
  const type = raw.type ?? '';
  if (typeof type !== 'string') return { kind: 'discarded', reason: 'unknown-message-type' };
  if (type === burnsOnRead) rememberIn(context.directory.burning, raw.id, raw.channel_id);
  const message = messageOf(
    type === burnsOnRead ? wordless(raw) : raw,
    { id, channelId: raw.channel_id, postId: raw.id, createdAt, version, type },
    context,
  );
  return { kind: 'message', message };
};

/** Posts that vanish once they were read (11.3 and later). */
const burnsOnRead = 'burn_on_read';

/**
 * Of a post that burns, no word, file or card is ever kept. It may burn while this computer is off, and a text that was stored once would
 * be in previews, notices and copies by then. The server's own apps show it.
 */
const wordless = ({
  id,
  channel_id,
  user_id,
  root_id,
  create_at,
  update_at,
  type,
  metadata,
}: Payload): Payload => ({
  id,
  channel_id,
  user_id,
  root_id,
  create_at,
  update_at,
  type,
  metadata: { reactions: payloadOf(metadata).reactions },
});

/** Who deleted a post, by the id that its tombstone's props hold (`deleteBy`): its author, or somebody who moderates. */
export const deleterOf = (post: Payload, deleteBy: unknown): { readonly by?: Deleter } =>
  isServiceId(deleteBy) ? { by: deleteBy === post.user_id ? 'author' : 'other' } : {};

/** The parts that `changeOfPost` has already checked. */
interface Head {
  readonly id: MessageId;
  readonly channelId: string;
  readonly postId: string;
  readonly createdAt: number;
  readonly version: number;
  readonly type: string;
}

const messageOf = (post: Payload, head: Head, context: MappingContext): Message => {
  const content = textOf(post.message);
  const props = payloadOf(post.props);
  const metadata = payloadOf(post.metadata);
  const system = isSystemType(head.type);
  const authorId = isServiceId(post.user_id) ? context.ids.person(post.user_id) : null;
  const { plain, prose } = textsOfPost(content);
  const found = system ? noMentions : mentionsIn(prose, head.channelId, context);
  const hanging = attachmentsOf(props, metadata.embeds, context);
  const attached = filesOf(post.file_ids, metadata.files, context);
  const named = filesInProps(head.type, props, attached, context);
  const files = named.length === 0 ? attached : [...attached, ...named];
  const isSilent = plain === '' && hanging.length === 0 && files.length === 0;
  const kind = kindOfPost(head.type, isSilent);
  const attachments = kind.length === 0 ? hanging : [...hanging, ...kind];
  const editedAt = stampOf(post.edit_at) ?? 0;
  return {
    id: head.id,
    accountId: context.ids.accountId,
    conversationId: context.ids.conversation(head.channelId),
    threadId: isServiceId(post.root_id) ? context.ids.message(head.channelId, post.root_id) : '',
    createdAt: head.createdAt,
    version: head.version,
    kind: system ? 'system' : 'message',
    authorId,
    authorName: overriddenName(props, context),
    ...automatonOf(props),
    ...(head.type === burnsOnRead ? { staysHere: 'burn-on-read' } : {}),
    editedAt: editedAt === 0 ? null : editedAt,
    deletedAt: null,
    subject: null,
    importance: importanceOf(metadata),
    body: { format: 'markdown', content },
    plain: plainOfMessage(plain, attachments),
    mentions: found.mentions,
    mentionsMe:
      !writtenByMe(authorId, props, context) &&
      (found.mentionsMe || context.directory.mentionedIn.has(head.postId)),
    reactions: reactionsOf(metadata.reactions, context),
    files,
    attachments,
    system: system ? systemEventOf(head.type, authorId, content, props, context) : null,
    pinned: post.is_pinned === true,
    ...carryPropsOf(props, { isReply: isServiceId(post.root_id), type: head.type }),
  };
};

/** Props are strings; some integrations post real booleans. */
const isTrue = (value: unknown): boolean => value === 'true' || value === true;

/**
 * The name of the author if it is not the name of the post's user: the name that a post of a webhook or a bot asks for, where the server shows
 * such names (facts, "Posts": override_username), else the webhook's own. Null for a person's post, and for a bot's post that asks for no name.
 */
const overriddenName = (props: Payload, { showsOtherNames }: MappingContext): string | null => {
  if (!isTrue(props.from_webhook)) return null;
  const name = showsOtherNames() ? textOf(props.override_username).trim() : '';
  if (name !== '') return name;
  return isTrue(props.from_bot) ? null : textOf(props.webhook_display_name).trim() || 'webhook';
};

/** The server marks posts of bots, and of webhooks (facts, "Posts"). A bot whose posts are shown under other names stays a bot. */
const automatonOf = (props: Payload): Pick<Message, 'writtenBy'> => {
  if (isFromWebhook(props)) return { writtenBy: 'webhook' };
  return isTrue(props.from_bot) ? { writtenBy: 'bot' } : {};
};

/** A webhook posts under its owner's user id, but its posts are not written by the user. */
const writtenByMe = (authorId: PersonId | null, props: Payload, context: MappingContext): boolean =>
  authorId === context.ids.person(context.userId) && !isTrue(props.from_webhook);

const importanceOf = (metadata: Payload): Message['importance'] => {
  const priority = payloadOf(metadata.priority).priority;
  return priority === 'important' || priority === 'urgent' ? priority : 'normal';
};
