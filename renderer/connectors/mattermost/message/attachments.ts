/** The attachments of a post: cards of integrations and quoted posts. A post without text and files is described by its kind. */
import type { Attachment } from '../../../model/index.ts';
import { cardOfAttachment } from './cards/attachment-card.ts';
import { cardOfBlocks } from './cards/blocks-card.ts';
import type { MappingContext } from '../context.ts';
import { isServiceId } from '../ids.ts';
import { plainOfMarkdown } from '../../../text/mattermost-markdown/index.ts';
import { isPayload, listOf, payloadOf, textOf, type Payload } from '../rest/reading.ts';

const none: readonly Attachment[] = Object.freeze([]);

/** The attachments of a post from its props and its metadata's embeds. */
export const attachmentsOf = (
  props: Payload,
  embeds: unknown,
  context: MappingContext,
): readonly Attachment[] => {
  const found = [...cardsOf(props, context)];
  for (const raw of listOf(embeds))
    if (isPayload(raw) && raw.type === 'permalink') found.push(quoteOf(raw, context));
  return found.length === 0 ? none : found;
};

/** An integration may give several forms of one card. Mattermost's apps draw the first that is there, and so do we. */
const cardsOf = (props: Payload, { publicUrl }: MappingContext): readonly Attachment[] => {
  for (const blocks of [props.mm_blocks, props.blocks, props.cards]) {
    const card = listOf(blocks).length === 0 ? null : cardOfBlocks(blocks, publicUrl);
    if (card !== null) return [card];
  }
  return listOf(props.attachments)
    .filter(isPayload)
    .map((raw) => cardOfAttachment(raw, publicUrl));
};

/**
 * An attachment that tells a post's kind. It is made if nothing of the post can be read (`isSilent`), because only its plug-in can draw it,
 * and if the kind itself is news for people.
 */
export const kindOfPost = (type: string, isSilent: boolean): readonly Attachment[] =>
  tellingTypes.has(type) ||
  (isSilent && type !== '' && !ordinaryTypes.has(type) && !type.startsWith('system_'))
    ? [{ kind: 'other', type, name: '' }]
    : none;

/** Types that mean something beside the post's words. A post that burns is gone once it was read. */
const tellingTypes = new Set(['burn_on_read']);

/** Types whose posts are complete without their kind. */
const ordinaryTypes = new Set(['me', 'slack_attachment', 'reminder']);

/** A permalink to another post. The server embeds a copy of that post. */
const quoteOf = (embed: Payload, context: MappingContext): Attachment => {
  const data = payloadOf(embed.data);
  const post = payloadOf(data.post);
  const known = isServiceId(post.id) && isServiceId(post.channel_id);
  return {
    kind: 'quote',
    messageId: known ? context.ids.message(post.channel_id as string, post.id as string) : null,
    authorName: isServiceId(post.user_id)
      ? (context.directory.usernameByPerson.get(context.ids.person(post.user_id)) ?? null)
      : null,
    plain: plainOfMarkdown(textOf(post.message)),
  };
};
