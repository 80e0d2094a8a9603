/** The text on the screen as a person reads it, from the drawn elements. Tests compare it with the document. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { JSDOM } from 'jsdom';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Message, PersonId } from '../../../model/index.ts';
import type { Document } from '../../../text/document/index.ts';
import { IsthmusDatabase } from '../../../store/index.ts';
import { Queries } from '../../queries/queries.ts';
import { realTime } from '../../queries/testing/time.ts';
import { WorldContext, type AppWorld } from '../../world/world.ts';
import { DocumentView } from '../document-view.tsx';
import { EmojiBook } from '../../world/emoji-book.ts';
import { PhotoBook } from '../../world/photo-book.ts';
import { ShownBodies } from '../../world/shown-body.ts';
import { bodyMessage } from './body-message.ts';

const database = new IsthmusDatabase({ indexedDB: new IDBFactory(), IDBKeyRange }, 'not opened');

const queries = new Queries(database, realTime);
const nothing = () => undefined;

const noPictures = {
  ...{ queries, want: () => Promise.resolve(), now: () => 0, after: nothing },
  ...{ makeUrl: () => '', dropUrl: nothing, failed: nothing },
};

const world: AppWorld = {
  database,
  queries,
  photos: new PhotoBook(noPictures),
  emoji: new EmojiBook(noPictures),
  drawsEmoji: true,
  bodies: new ShownBodies(realTime),
  leftUnread: new Set(),
  typing: { tell: () => undefined, hear: () => () => undefined },
  door: { call: () => Promise.reject(new Error('no door here')), hear: () => () => undefined },
  platform: 'other',
  now: () => 0,
};

/** One window parses all pages: making one takes longer than all else that these tests do. Neither way runs scripts. */
const parser = new new JSDOM().window.DOMParser();

/** Draws a document as the page does, and returns its elements. */
export const drawn = (
  document: Document,
  message: Message = bodyMessage('html', ''),
  me: PersonId | null = null,
): Element => {
  const view = createElement(DocumentView, { document, message, me });
  const html = renderToStaticMarkup(createElement(WorldContext, { value: world }, view));
  return parser.parseFromString(html, 'text/html').body;
};

const lineTags = new Set(['DIV', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'PRE', 'TABLE', 'TR', 'HR']);

/** The text of drawn elements, line by line. The marks of lists, which the browser draws, are included; the app's own words are left out. */
export const textOnScreen = (root: Element): string => {
  const lines: string[] = [''];
  // The first line of an item is beside its mark.
  let isBesideMark = false;
  const write = (text: string): void => {
    const [first = '', ...others] = text.split('\n');
    lines.push((lines.pop() ?? '') + first, ...others);
    if (text !== '') isBesideMark = false;
  };
  const endLine = (): void => {
    if (lines.at(-1) !== '' && !isBesideMark) lines.push('');
  };
  const walk = (node: Node, inCell: boolean): void => {
    if (node.nodeType === node.TEXT_NODE) write(node.nodeValue ?? '');
    if (node.nodeType !== node.ELEMENT_NODE) return;
    const element = node as Element;
    if (element.hasAttribute('data-app-words')) return;
    if (element.tagName === 'BR') write(inCell ? ' ' : '\n');
    const isLine = lineTags.has(element.tagName);
    if (isLine) endLine();
    if (element.tagName === 'LI') {
      write(markOf(element));
      isBesideMark = true;
    }
    if (element.matches('td + td, th + th')) write('\t');
    for (const child of element.childNodes) walk(child, inCell || element.matches('td, th'));
    // An item may have no text (a rule).
    if (element.tagName === 'LI') isBesideMark = false;
    if (isLine) endLine();
  };
  walk(root, false);
  return readable(lines.join('\n'));
};

/** The lines with content, without white space at their ends. */
export const readable = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

const markOf = (item: Element): string => {
  const list = item.parentElement;
  if (list?.tagName !== 'OL') return '- ';
  const start = Number(list.getAttribute('start') ?? '1');
  return `${start + [...list.children].indexOf(item)}. `;
};
