/** A message attachment (`props.attachments`, Slack's form) as a card. */
import type { Attachment } from '../../../../model/index.ts';
import { plainOfMarkdown } from '../../../../text/mattermost-markdown/index.ts';
import { isPayload, listOf, textOf, type Payload } from '../../rest/reading.ts';
import { CardLines } from './card-lines.ts';

/** The card of one attachment. `site`: see `CardLines`. */
export const cardOfAttachment = (raw: Payload, site: string | null): Attachment => {
  const lines = new CardLines(site);
  const title = plainOfMarkdown(textOf(raw.title));
  lines.link(title, textOf(raw.title_link));
  lines.linksIn(textOf(raw.title));
  lines.link(textOf(raw.author_name), textOf(raw.author_link));
  for (const text of [raw.pretext, raw.author_name, raw.text]) lines.add(textOf(text));
  for (const field of listOf(raw.fields))
    if (isPayload(field))
      lines.add([valueOf(field.title), valueOf(field.value)].filter((part) => part !== '').join(': '));
  for (const action of listOf(raw.actions)) if (isPayload(action)) addAction(action, lines);
  lines.add(textOf(raw.footer));
  // The fallback is the sender's text for clients that do not show cards.
  if (lines.isEmpty && title === '') lines.add(textOf(raw.fallback));
  lines.link('', textOf(raw.image_url));
  return lines.card(title, colorOf(raw.color));
};

/** Adds a button by its name, and a menu with its options. The answers of a poll are such buttons. */
const addAction = (action: Payload, lines: CardLines): void =>
  lines.choices(
    textOf(action.name),
    listOf(action.options).map((option) => (isPayload(option) ? textOf(option.text) : '')),
  );

/** Field values may be numbers or booleans. */
const valueOf = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : textOf(value);

/** Slack's three names as Mattermost shows them, or a hex colour; nothing else may get into a style. */
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
