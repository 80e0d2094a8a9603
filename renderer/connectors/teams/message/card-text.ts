/** What a person can read on a card, whichever of Teams' card families it belongs to. All text comes out plain. */
import { type CardLink, eachOnce, linksOfMarkdown, withoutCardMarks } from '../../card-links.ts';
import { asRecord, asRecords, asText, asWebAddress, type JsonRecord } from '../json.ts';
import { linksOfHtml } from './html-links.ts';
import { readHtml } from './plain-text.ts';

export interface CardText {
  readonly title: string;
  readonly text: string;
  readonly links: readonly CardLink[];
  readonly color: string | null;
}

/** Cards come from strangers: no deeper and no longer than a person would read. */
const maxDepth = 24;
const maxLines = 500;

const plain = (value: unknown): string => {
  const text = asText(value);
  return text === null ? '' : withoutCardMarks(readHtml(text).plain);
};

/** Links in texts that may be HTML or Markdown. */
const linksIn = (...texts: readonly unknown[]): CardLink[] =>
  texts.flatMap((value) => {
    const text = asText(value);
    return text === null ? [] : [...linksOfHtml(text), ...linksOfMarkdown(text)];
  });

/** Texts and links of an adaptive card, in reading order (containers, columns, tables, fact sets, rich text, actions). */
class AdaptiveReader {
  readonly lines: string[] = [];
  readonly links: CardLink[] = [];
  /** What pictures show, for cards that say nothing else; those that say what they show are always named. */
  readonly pictures: CardLink[] = [];

  read(element: JsonRecord, depth = 0): void {
    if (depth > maxDepth || this.lines.length > maxLines || element.isVisible === false) return;
    const type = asText(element.type) ?? '';
    if (type === 'TextBlock' || type === 'TextRun') this.#line(asText(element.text));
    else if (type === 'RichTextBlock') this.#line(runsOf(element.inlines));
    else if (type === 'Image') this.#picture(element);
    else if (type === 'FactSet') this.#facts(element);
    else if (type === 'CodeBlock') this.#line(asText(element.codeSnippet));
    else if (type === 'Action.OpenUrl') this.#link(element);
    for (const key of ['body', 'items', 'columns', 'rows', 'cells', 'actions'])
      for (const child of asRecords(element[key])) this.read(child, depth + 1);
    for (const inner of [asRecord(element.card), asRecord(element.selectAction)])
      if (inner) this.read(inner, depth + 1);
    if (type === 'RichTextBlock')
      for (const run of asRecords(element.inlines)) {
        const leads = asRecord(run.selectAction);
        if (leads) this.#link({ title: run.text, ...leads });
      }
  }

  #facts(element: JsonRecord): void {
    for (const fact of asRecords(element.facts))
      this.#line([asText(fact.title), asText(fact.value)].filter(Boolean).join(': '));
  }

  #link(action: JsonRecord): void {
    const url = asWebAddress(action.url);
    if (url !== null) this.links.push({ title: asText(action.title) ?? url, url });
  }

  #picture(element: JsonRecord): void {
    const url = asWebAddress(element.url);
    const shows = asText(element.altText)?.trim() ?? '';
    if (url === null) return;
    if (shows === '') this.pictures.push({ title: url, url });
    else this.links.push({ title: shows, url });
  }

  #line(text: string | null): void {
    const line = withoutCardMarks(text ?? '').trim();
    if (line !== '') this.lines.push(line);
    for (const link of linksOfMarkdown(text ?? '')) this.links.push(link);
  }
}

const runsOf = (inlines: unknown): string =>
  Array.isArray(inlines)
    ? inlines
        .map((run: unknown) => (typeof run === 'string' ? run : (asText(asRecord(run)?.text) ?? '')))
        .join('')
    : '';

/** An adaptive card: its first text is the title. `fallbackText` when nothing of it is readable. */
export const readAdaptiveCard = (content: JsonRecord): CardText => {
  const reader = new AdaptiveReader();
  reader.read({ ...content, type: 'AdaptiveCard' });
  const [title = asText(content.fallbackText) ?? asText(content.speak) ?? '', ...rest] = reader.lines;
  const says = title !== '' || reader.links.length > 0;
  return {
    title,
    text: rest.join('\n'),
    links: eachOnce(says ? reader.links : reader.pictures),
    color: null,
  };
};

const buttonLinks = (buttons: unknown): CardLink[] =>
  asRecords(buttons).flatMap((button) => {
    const url = asWebAddress(button.value) ?? asWebAddress(button.url);
    return url === null ? [] : [{ title: asText(button.title) ?? asText(button.text) ?? url, url }];
  });

/** Hero, thumbnail, list, receipt, sign-in, audio, video: Bot Framework cards, whose text may be HTML. */
export const readBotCard = (content: JsonRecord): CardText => {
  const items = asRecords(content.items).map((item) =>
    [plain(item.title), plain(item.subtitle)].filter(Boolean).join(': '),
  );
  const facts = asRecords(content.facts).map((fact) =>
    [plain(fact.key), plain(fact.value)].filter(Boolean).join(': '),
  );
  const lines = [
    plain(content.subtitle),
    plain(content.text),
    ...items.slice(0, maxLines),
    ...facts.slice(0, maxLines),
  ];
  const tap = asRecord(content.tap);
  return {
    title: plain(content.title),
    text: lines.filter(Boolean).join('\n'),
    links: eachOnce([
      ...linksIn(content.title, content.subtitle, content.text),
      ...buttonLinks(content.buttons),
      ...buttonLinks(tap ? [tap] : []),
      ...asRecords(content.items).flatMap((item) => buttonLinks([item.tap])),
      ...asRecords(content.images).flatMap((image) => {
        const url = asWebAddress(image.url);
        return url === null ? [] : [{ title: plain(image.alt) || url, url }];
      }),
      ...asRecords(content.media).flatMap((recording) => {
        const url = asWebAddress(recording.url);
        return url === null ? [] : [{ title: url, url }];
      }),
    ]),
    color: null,
  };
};

/** An Office 365 connector card (incoming webhooks): sections, and links among its potential actions. */
export const readConnectorCard = (content: JsonRecord): CardText => {
  const lines = [plain(content.text)];
  const links = linksIn(content.text);
  for (const section of asRecords(content.sections).slice(0, maxLines)) {
    lines.push(
      plain(section.title),
      plain(section.activityTitle),
      plain(section.activitySubtitle),
      plain(section.activityText),
      plain(section.text),
    );
    links.push(...linksIn(section.title, section.activityTitle, section.activityText, section.text));
    for (const fact of asRecords(section.facts)) {
      lines.push([plain(fact.name), plain(fact.value)].filter(Boolean).join(': '));
      links.push(...linksIn(fact.value));
    }
  }
  const actions = [content, ...asRecords(content.sections)].flatMap((part) =>
    asRecords(part.potentialAction),
  );
  const color = /^#?([0-9a-f]{6})$/i.exec(asText(content.themeColor) ?? '')?.[1];
  return {
    title: plain(content.title) || plain(content.summary),
    text: lines.filter(Boolean).join('\n'),
    links: eachOnce([
      ...links,
      ...actions.flatMap((action) => {
        const target = asWebAddress(Array.isArray(action.target) ? action.target[0] : action.target);
        const url = asWebAddress(asRecords(action.targets)[0]?.uri) ?? target;
        return url === null ? [] : [{ title: asText(action.name) ?? url, url }];
      }),
    ]),
    color: color === undefined ? null : `#${color}`,
  };
};

/** Whether there is anything on it to read. */
export const isReadable = (card: CardText): boolean =>
  card.title !== '' || card.text !== '' || card.links.length > 0;
