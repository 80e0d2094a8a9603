/** What else hangs on a post: cards of integrations, quoted posts; a post that says nothing by itself, by its kind. */
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

/** Of the forms that an integration may give side by side, Mattermost's apps draw the first that is there. */
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
 * What stands for a post's kind: where nothing can be read of it here (`isSilent`), since only its plug-in draws it; and where the kind
 * itself says something. A type is a name that programs use, and no word for people.
 */
export const kindOfPost = (type: string, isSilent: boolean): readonly Attachment[] =>
  tellingTypes.has(type) ||
  (isSilent && type !== '' && !ordinaryTypes.has(type) && !type.startsWith('system_'))
    ? [{ kind: 'other', type, name: '' }]
    : none;

/** Types that say something beside the post's words: it is gone once it was read. */
const tellingTypes = new Set(['burn_on_read']);

/** Types whose posts are complete without their kind. */
const ordinaryTypes = new Set(['me', 'slack_attachment', 'reminder']);

/** A permalink to another post, of which the server embeds a copy. */
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
