/** What a person reads of a message in its own service, told from the payload alone: nothing of the product's readers is used here. */
import { isRecord, type Payload } from '../../../build/commands/try/json.ts';
import type { Tried } from '../../../build/commands/try/payload.ts';
import { textOfHtml, withoutSigns, wordsOf } from './words.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
};

/** The words that a message shows. */
export const wordsShown = ({ service, payload }: Tried): Set<string> =>
  wordsOf((service === 'teams' ? textsOfChatMessage(payload) : textsOfPost(payload)).join('\n'));

const textsOfPost = ({ message, props }: Payload): string[] => {
  const { attachments, mm_blocks: blocks } = isRecord(props) ? props : {};
  const cards =
    listOf(blocks).length > 0
      ? listOf(blocks).flatMap(textsOfBlock)
      : listOf(attachments).flatMap((one) => (isRecord(one) ? textsOfAttachment(one) : []));
  return [textOf(message), ...cards].map(withoutSigns);
};

const textsOfAttachment = (one: Payload): string[] => [
  ...['pretext', 'author_name', 'title', 'text', 'footer'].map((key) => textOf(one[key])),
  ...listOf(one.fields).flatMap((field) =>
    isRecord(field) ? [textOf(field.title), textOf(field.value)] : [],
  ),
  ...listOf(one.actions).flatMap((action) =>
    isRecord(action)
      ? [
          textOf(action.name),
          ...listOf(action.options).map((option) => (isRecord(option) ? textOf(option.text) : '')),
        ]
      : [],
  ),
];

const textsOfBlock = (block: unknown): string[] => {
  if (!isRecord(block)) return [];
  const own = [block.text, block.alt_text, block.label, block.placeholder, block.help_text].map(textOf);
  const inner = [block.header, block.content, block.columns, block.items, block.options].flatMap(listOf);
  return [...own, ...inner.flatMap(textsOfBlock)];
};

const textsOfChatMessage = ({ subject, body, attachments }: Payload): string[] => {
  const { content, contentType } = isRecord(body) ? body : {};
  return [
    textOf(subject),
    contentType === 'text' ? textOf(content) : textOfHtml(textOf(content)),
    ...listOf(attachments).flatMap((one) => (isRecord(one) ? textsHanging(one) : [])),
  ];
};

const textsHanging = ({ contentType, content }: Payload): string[] => {
  const inside = parsed(content);
  if (!isRecord(inside)) return [];
  if (contentType === 'messageReference') return [textOf(inside.messagePreview)];
  if (contentType === 'forwardedMessageReference') return [textOfHtml(textOf(inside.originalMessageContent))];
  return /card/i.test(textOf(contentType)) ? textsOfCard(inside) : [];
};

const cardKeys = [
  'title',
  'subtitle',
  'text',
  'label',
  'placeholder',
  'activityTitle',
  'activitySubtitle',
  'activityText',
];
const cardLists = [
  'body',
  'items',
  'columns',
  'rows',
  'cells',
  'choices',
  'actions',
  'buttons',
  'inlines',
  'images',
  'sections',
  'potentialAction',
];

/** The texts of a card of any kind; dates that the client writes are no words of it. */
const textsOfCard = (element: unknown): string[] => {
  if (typeof element === 'string') return [plainOfCardText(element)];
  if (!isRecord(element) || element.isVisible === false) return [];
  const own = cardKeys.map((key) => textOf(element[key]));
  const inner = cardLists.flatMap((key) => listOf(element[key]));
  return [
    ...own.map(plainOfCardText),
    ...inner.flatMap(textsOfCard),
    ...listOf(element.facts).flatMap(textsOfFact),
    ...textsOfCard(element.selectAction),
  ];
};

/** `{"title": "Gate", "value": "4"}`; connectors say `name`. */
const textsOfFact = (fact: unknown): string[] =>
  isRecord(fact) ? [fact.title, fact.name, fact.value].map((text) => plainOfCardText(textOf(text))) : [];

const plainOfCardText = (text: string): string =>
  withoutSigns(textOfHtml(text.replace(/\{\{[^}]*\}\}/g, ' ').replaceAll('&', '&amp;')));
