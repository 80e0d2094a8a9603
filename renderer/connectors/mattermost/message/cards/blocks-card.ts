/**
 * Mattermost Blocks (`props.mm_blocks`) as a card. From 11.10 on they are the recommended form of an integration's post, and a post may
 * hold nothing else. The kinds are those of Mattermost's reference ("Mattermost Blocks") and of its mobile app, which has inputs, too. An
 * element of another kind is read as a container of text. So Slack's Block Kit and adaptive cards can be read, too, which Mattermost's apps
 * take in the same place (`props.blocks`, `props.cards`).
 */
import type { Attachment } from '../../../../model/index.ts';
import { isPayload, listOf, textOf, type Payload } from '../../rest/reading.ts';
import { CardLines } from './card-lines.ts';

/** More than the 32 levels that Mattermost takes. */
const deepest = 64;
/** A post may have 100 blocks. */
const mostElements = 2_000;

/** The card of a post's blocks; null if they hold no text. `site`: see `CardLines`. */
export const cardOfBlocks = (blocks: unknown, site: string | null): Attachment | null => {
  const walk = new BlockWalk(site);
  walk.all(blocks, 0);
  return walk.lines.isEmpty ? null : walk.lines.card('', null);
};

/** Where elements of unknown kinds keep what people read. */
const textKeys = [
  'title',
  'subtitle',
  'header',
  'label',
  'text',
  'content',
  'description',
  'caption',
  'message',
  'value',
  'alt_text',
  'altText',
  'placeholder',
  'hint',
  'help_text',
  'fallbackText',
];

class BlockWalk {
  readonly lines: CardLines;
  #left = mostElements;

  constructor(site: string | null) {
    this.lines = new CardLines(site);
  }

  all(elements: unknown, depth: number): void {
    for (const element of listOf(elements)) this.#element(element, depth + 1);
  }

  #element(element: unknown, depth: number): void {
    if (!isPayload(element) || depth > deepest || this.#left <= 0) return;
    this.#left -= 1;
    switch (element.type) {
      case 'text':
      case 'button':
        if (typeof element.text === 'string') this.lines.add(element.text);
        else this.#unknown(element, depth);
        return;
      case 'image':
        this.lines.picture(
          textOf(element.alt_text) || textOf(element.title),
          textOf(element.url) || textOf(element.image_url),
        );
        return;
      case 'divider':
        return;
      case 'static_select':
      case 'select':
        this.#select(element);
        return;
      case 'text_input':
      case 'bool_input':
      case 'date_input':
      case 'datetime_input':
      case 'file_input':
        for (const text of [element.label, element.placeholder, element.help_text])
          this.lines.add(textOf(text));
        if (element.type === 'text_input') this.lines.add(textOf(element.initial_value));
        return;
      case 'container':
        this.all(element.content, depth);
        return;
      case 'collapsible':
        this.all(element.header, depth);
        this.all(element.content, depth);
        return;
      case 'column_set':
        this.all(element.columns, depth);
        return;
      case 'column':
        this.all(element.items, depth);
        return;
      default:
        this.#unknown(element, depth);
    }
  }

  #select(element: Payload): void {
    if (isPayload(element.placeholder)) {
      this.#unknown(element, 0);
      return;
    }
    const grouped = listOf(element.option_groups).flatMap((group) =>
      isPayload(group) ? [textOf(group.label), ...textsOf(group.options)] : [],
    );
    this.lines.choices(textOf(element.label) || textOf(element.placeholder), [
      ...textsOf(element.options),
      ...grouped,
    ]);
    if (textOf(element.label) !== '') this.lines.add(textOf(element.placeholder));
    this.lines.add(textOf(element.help_text));
  }

  /** Takes the text of an element of another kind, and its children. */
  #unknown(element: Payload, depth: number): void {
    const said = textKeys
      .map((key) => [key, textOf(element[key])] as const)
      .filter(([, text]) => text !== '');
    // A value is text for people only beside its name (`{"title": "Gate", "value": "4"}`), and only if no choice sends it.
    const { value } = Object.fromEntries(said);
    const isFact = value !== undefined && textOf(element.title) !== '' && element.type === undefined;
    if (isFact) this.lines.add(`${textOf(element.title)}: ${value}`);
    else for (const [key, text] of said) if (key !== 'value') this.lines.add(text);
    for (const inner of Object.values(element))
      if (Array.isArray(inner)) this.all(inner, depth);
      else if (isPayload(inner)) this.#element(inner, depth + 1);
  }
}

const textsOf = (options: unknown): string[] =>
  listOf(options).map((option) => (isPayload(option) ? textOf(option.text) : ''));
