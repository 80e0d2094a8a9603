/** Teams' HTML as a small tree of elements and texts; readers of blocks and inlines need no more. */
import { ShallowParser, type HtmlReader } from './shallow-parser.ts';

export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: HtmlNode[];
}

export type HtmlNode = HtmlElement | string;

/** Their inside is no text for a reader. */
const silent = new Set(
  'head iframe noscript object script style svg systemeventmessage template title'.split(' '),
);

class TreeReader implements HtmlReader {
  readonly root: HtmlElement = { name: '', attributes: {}, children: [] };
  readonly #open: HtmlElement[] = [this.root];
  #silentDepth = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (silent.has(name)) this.#silentDepth += 1;
    if (this.#silentDepth > 0) return;
    const element: HtmlElement = { name, attributes, children: [] };
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  /** The parser tells of a text in pieces, one for each entity and lone `<`: here it is one node. */
  text(text: string): void {
    const children = this.#open.at(-1)?.children;
    if (this.#silentDepth > 0 || children === undefined) return;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + text;
    else children.push(text);
  }

  close(name: string): void {
    if (silent.has(name)) this.#silentDepth = Math.max(0, this.#silentDepth - 1);
    else if (this.#silentDepth === 0 && this.#open.length > 1) this.#open.pop();
  }
}

/** The nodes of HTML, well-formed or not; entities are decoded, nothing nests deeper than a browser would. */
export const htmlNodes = (html: string): readonly HtmlNode[] => {
  const reader = new TreeReader();
  new ShallowParser(reader).end(html);
  return reader.root.children;
};

/** All elements of a tree with this name, in order. */
export const elementsNamed = (nodes: readonly HtmlNode[], name: string): HtmlElement[] => {
  const found: HtmlElement[] = [];
  const walk = (inside: readonly HtmlNode[]): void => {
    for (const node of inside) {
      if (typeof node === 'string') continue;
      if (node.name === name) found.push(node);
      walk(node.children);
    }
  };
  walk(nodes);
  return found;
};

/** The text of nodes as it stands, line breaks included: for code, where white space counts. */
export const literalText = (nodes: readonly HtmlNode[]): string => {
  const parts: string[] = [];
  const walk = (inside: readonly HtmlNode[]): void => {
    for (const node of inside)
      if (typeof node === 'string') parts.push(node);
      else if (node.name === 'br') parts.push('\n');
      else if (node.name === 'emoji' || node.name === 'img') parts.push(node.attributes.alt ?? '');
      else {
        const isLine = node.name === 'div' || node.name === 'p' || node.name === 'li';
        if (isLine && parts.length > 0 && !parts.at(-1)?.endsWith('\n')) parts.push('\n');
        walk(node.children);
        if (isLine && parts.length > 0 && !parts.at(-1)?.endsWith('\n')) parts.push('\n');
      }
  };
  walk(nodes);
  return parts.join('').replaceAll('\u00a0', ' ');
};
