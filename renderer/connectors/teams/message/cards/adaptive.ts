/** Reads an adaptive card in reading order: its texts, its links and its buttons. */
import { type CardLink, eachOnce, linksOfMarkdown, withoutCardMarks } from '../../../../text/card-links.ts';
import { asRecord, asRecords, asText, asWebAddress, type JsonRecord } from '../../graph/json.ts';
import { opensInTeamsOnly } from '../../../../text/teams-html/read/teams-only-address.ts';
import { elementReadings, notShown, sharedTexts } from './adaptive-elements.ts';
import { withDates } from './adaptive-functions.ts';
import { chartLines } from './charts.ts';
import { buttonsInWords, firstText, maxLines, pairOf, type CardText } from './card-text.ts';

/** Anybody can send a card, so its depth is bounded. No real card is deeper. */
const maxDepth = 24;

/** A mention in a card's text (`<at>Ada</at>`) becomes the name. */
const withoutMentionTags = (text: string): string => text.replace(/<\/?at(?:\s[^<>]{0,200})?>/g, '');

const wordsOf = (markdown: string): string =>
  withoutCardMarks(withDates(withoutMentionTags(markdown))).trim();

class AdaptiveReader {
  readonly lines: string[] = [];
  readonly links: CardLink[] = [];
  /** Pictures without a description. They are used only if the card has no title and no link. */
  readonly pictures: CardLink[] = [];
  readonly buttons: string[] = [];
  /** Ids of elements that a button shows. They are read although they are hidden at first. */
  readonly #shown: ReadonlySet<string>;

  constructor(shown: ReadonlySet<string>) {
    this.#shown = shown;
  }

  read(element: JsonRecord, depth = 0): void {
    if (depth > maxDepth || this.lines.length > maxLines || this.#isHidden(element)) return;
    const type = asText(element.type) ?? '';
    if (type.startsWith('Action.')) this.#action(type, element, depth);
    else if (type === 'RichTextBlock') this.#richText(element);
    else if (type === 'Image') this.#picture(element);
    else if (type === 'Media') this.#media(element);
    else if (type === 'FactSet') this.#facts(element);
    else if (type === 'Table') this.#table(element, depth);
    else if (type.startsWith('Chart.')) for (const line of chartLines(element)) this.#line(line);
    else this.#element(type, element, depth);
    this.#leads(element, type === 'RichTextBlock' ? '' : this.#nameOf(element), depth);
  }

  #isHidden({ isVisible, id }: JsonRecord): boolean {
    return isVisible === false && !this.#shown.has(asText(id) ?? '');
  }

  #element(type: string, element: JsonRecord, depth: number): void {
    const reading = elementReadings[type];
    const before = this.lines.length;
    for (const key of reading?.texts ?? sharedTexts) this.#text(element[key]);
    for (const key of reading?.raw ?? []) this.#raw(element[key]);
    if (type === 'CompoundButton' && asRecord(element.selectAction) === null) this.#text(element.title);
    if (type === 'Input.ChoiceSet')
      for (const choice of asRecords(element.choices)) this.#text(choice.title ?? choice.value);
    else for (const key of inReadingOrder(Object.keys(element))) this.#children(element[key], depth);
    const instead = asRecord(element.fallback);
    if (reading === undefined && instead !== null && this.lines.length === before)
      this.read(instead, depth + 1);
  }

  /** Reads a list of elements, or one element. */
  #children(value: unknown, depth: number): void {
    for (const child of asRecords(value)) this.read(child, depth + 1);
    const only = asRecord(value);
    if (only !== null) this.read(only, depth + 1);
  }

  #action(type: string, action: JsonRecord, depth: number): void {
    const title = wordsOf(firstText(action, ['title', 'tooltip']));
    if (type === 'Action.OpenUrl') this.#link(action, title);
    else if (title !== '') this.buttons.push(title);
    const card = asRecord(action.card) ?? asRecord(action.content);
    if (card !== null) this.read({ type: 'AdaptiveCard', ...card }, depth + 1);
    this.#children(action.menuActions, depth);
  }

  /** Reads the action of a tap on an element. Without a title, it gets the element's name. */
  #leads(element: JsonRecord, name: string, depth: number): void {
    const action = asRecord(element.selectAction) ?? asRecord(element.inlineAction);
    if (action !== null) this.#action(asText(action.type) ?? '', named(action, name), depth + 1);
  }

  #nameOf(element: JsonRecord): string {
    return firstText(element, ['title', 'altText', 'text']);
  }

  #richText(element: JsonRecord): void {
    const inlines = Array.isArray(element.inlines) ? element.inlines : [];
    this.#raw(inlines.map((run: unknown) => asText(run) ?? asText(asRecord(run)?.text) ?? '').join(''));
    for (const run of asRecords(inlines)) this.#leads(run, asText(run.text) ?? '', 0);
  }

  #facts(element: JsonRecord): void {
    for (const fact of asRecords(element.facts))
      this.#text(pairOf(asText(fact.title) ?? '', asText(fact.value) ?? ''));
  }

  /** Makes one line of each row. */
  #table(element: JsonRecord, depth: number): void {
    for (const row of asRecords(element.rows)) {
      const cells = asRecords(row.cells).map((cell) => {
        const inner = new AdaptiveReader(this.#shown);
        inner.read(cell, depth + 2);
        this.links.push(...inner.links);
        this.pictures.push(...inner.pictures);
        this.buttons.push(...inner.buttons);
        return inner.lines.join(' ');
      });
      if (cells.some((cell) => cell !== '')) this.#line(cells.join(' | '));
    }
  }

  #link(action: JsonRecord, title: string): void {
    const url = asWebAddress(action.url);
    if (url !== null) this.links.push({ title: title === '' ? url : title, url });
    else if (title !== '') this.buttons.push(title);
  }

  #picture(element: JsonRecord): void {
    const url = asWebAddress(element.url);
    const shows = asText(element.altText)?.trim() ?? '';
    // The link of a tap on the picture gets this description as its name.
    if (asText(asRecord(element.selectAction)?.url) !== null && shows !== '') return;
    if (url === null || opensInTeamsOnly(url)) this.#raw(shows);
    else if (shows === '') this.pictures.push({ title: url, url });
    else this.links.push({ title: shows, url });
  }

  #media(element: JsonRecord): void {
    const shows = asText(element.altText)?.trim() ?? '';
    const sources = asRecords(element.sources).map(({ url }) => asWebAddress(url));
    const url = sources.find((source) => source !== null && !opensInTeamsOnly(source)) ?? null;
    if (url === null) this.#raw(shows);
    else this.links.push({ title: shows === '' ? url : shows, url });
    for (const { label } of asRecords(element.captionSources)) this.#raw(label);
  }

  #text(value: unknown): void {
    const text = typeof value === 'number' ? String(value) : asText(value);
    if (text === null) return;
    this.#line(wordsOf(text));
    this.links.push(...linksOfMarkdown(text));
  }

  #raw(value: unknown): void {
    this.#line(asText(value)?.trim() ?? '');
  }

  #line(line: string): void {
    if (line !== '') this.lines.push(line);
  }
}

/** The members that may hold elements. The buttons come last. */
const inReadingOrder = (keys: readonly string[]): readonly string[] => [
  ...keys.filter((key) => key !== 'actions' && !notShown.has(key)),
  ...keys.filter((key) => key === 'actions'),
];

/** Gives an action without a title the name of its element. */
const named = (action: JsonRecord, name: string): JsonRecord =>
  asText(action.title) === null && name !== '' ? { ...action, title: name } : action;

/** The ids of all elements that a button of the card can show. */
const idsToShow = (value: unknown, ids = new Set<string>(), depth = 0): Set<string> => {
  if (depth > 2 * maxDepth) return ids;
  if (Array.isArray(value)) for (const item of value) idsToShow(item, ids, depth + 1);
  const record = asRecord(value);
  if (record === null) return ids;
  if (Array.isArray(record.targetElements))
    for (const target of record.targetElements) {
      const id = asText(target) ?? asText(asRecord(target)?.elementId);
      if (id !== null) ids.add(id);
    }
  for (const inner of Object.values(record)) idsToShow(inner, ids, depth + 1);
  return ids;
};

/** An adaptive card: its first text is the title. Its `fallbackText` (or `speak`) is the title if it holds no text. */
export const readAdaptiveCard = (content: JsonRecord): CardText => {
  const reader = new AdaptiveReader(idsToShow(content));
  reader.read({ ...content, type: 'AdaptiveCard' });
  const [title = asText(content.fallbackText) ?? asText(content.speak) ?? '', ...rest] = reader.lines;
  const says = title !== '' || reader.links.length > 0;
  return {
    title,
    text: rest.join('\n'),
    links: eachOnce(says ? reader.links : reader.pictures),
    color: null,
    buttons: buttonsInWords(reader.buttons),
  };
};
