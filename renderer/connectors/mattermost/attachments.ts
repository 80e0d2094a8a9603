/** What else hangs on a post: message attachments (`props.attachments`, Slack's form) as cards, quoted posts, unknown kinds by name. */
import type { Attachment } from '../../model/index.ts';
import { type CardLink, eachOnce, linksOfMarkdown } from '../card-links.ts';
import type { MappingContext } from './context.ts';
import { isServiceId } from './ids.ts';
import { plainTextOf } from './plainText.ts';
import { isPayload, listOf, payloadOf, textOf, type Payload } from './reading.ts';

const none: readonly Attachment[] = Object.freeze([]);

/** The attachments of a post from its type, its props and its metadata's embeds. */
export const attachmentsOf = (
  type: string,
  props: Payload,
  embeds: unknown,
  context: MappingContext,
): readonly Attachment[] => {
  const found: Attachment[] = [];
  for (const raw of listOf(props.attachments)) if (isPayload(raw)) found.push(cardOf(raw));
  for (const raw of listOf(embeds))
    if (isPayload(raw) && raw.type === 'permalink') found.push(quoteOf(raw, context));
  if (type !== '' && !ordinaryTypes.has(type) && !type.startsWith('system_'))
    found.push({ kind: 'other', type, name: type });
  return found.length === 0 ? none : found;
};

/** Types whose posts are complete without naming the type. */
const ordinaryTypes = new Set(['me', 'slack_attachment', 'reminder']);

const cardOf = (raw: Payload): Attachment => {
  const lines = [textOf(raw.pretext), textOf(raw.author_name), textOf(raw.text)];
  for (const field of listOf(raw.fields))
    if (isPayload(field)) lines.push([valueOf(field.title), valueOf(field.value)].filter(Boolean).join(': '));
  lines.push(textOf(raw.footer));
  const text = lines.filter((line) => line !== '').join('\n');
  const title = textOf(raw.title);
  return {
    kind: 'card',
    title: plainTextOf(title).plain,
    // The fallback is what the sender wants shown where cards are not.
    text: plainTextOf(text === '' && title === '' ? textOf(raw.fallback) : text).plain,
    links: eachOnce([
      ...linkOf(plainTextOf(title).plain, raw.title_link),
      ...linkOf(textOf(raw.author_name), raw.author_link),
      ...linksOfMarkdown(text),
      ...linkOf('', raw.image_url),
    ]),
    color: colorOf(raw.color),
  };
};

/** Field values may be numbers or booleans. */
const valueOf = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : textOf(value);

const linkOf = (title: string, url: unknown): readonly CardLink[] => {
  const address = textOf(url);
  return /^https?:\/\//i.test(address) ? [{ title: title === '' ? address : title, url: address }] : [];
};

/** Slack's three names as Mattermost shows them, or a hex colour; anything else has no place in a style. */
const colorOf = (value: unknown): string | null => {
  switch (value) {
    case 'good':
      return '#00c100';
    case 'warning':
      return '#dede01';
    case 'danger':
      return '#e40303';
    default: {
      const color = textOf(value);
      return /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(color) ? color : null;
    }
  }
};

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
    plain: plainTextOf(textOf(post.message)).plain,
  };
};
