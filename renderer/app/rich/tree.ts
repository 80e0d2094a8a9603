/** Turns a sanitised fragment into the tree the page draws. A second, independent allow-list: unknown elements give their children. */
import type { FileReference, Mention, Message, PersonId } from '../../model/index.ts';
import { countEmoji, isOnlyEmoji } from './emoji-count.ts';
import { hostOf, safeHref } from './links.ts';
import { plainTags, type MentionOf, type PlainTag, type RichNode } from './nodes.ts';

export interface TreeContext {
  readonly message: Pick<Message, 'files' | 'mentions'>;
  readonly me: PersonId | null;
  /** What becomes of running text (outside code and links). */
  readonly text: (text: string) => readonly RichNode[];
}

/** Beyond this depth elements give only their children: real messages nest a handful of levels, attacks thousands. */
const deepest = 40;

const plain: ReadonlySet<string> = new Set(plainTags);
const renamed: Readonly<Record<string, PlainTag>> = {
  b: 'strong',
  i: 'em',
  strike: 's',
  del: 's',
  ins: 'u',
};
const tableParts: ReadonlySet<string> = new Set(['tr', 'th', 'td']);
const isPlain = (tag: string): tag is PlainTag => plain.has(tag);

/** The tree of `parent`'s children. */
export const treeOf = (parent: Node, context: TreeContext, depth = 0): RichNode[] => {
  const nodes: RichNode[] = [];
  for (const child of parent.childNodes) {
    if (child.nodeType === child.TEXT_NODE) nodes.push(...context.text(child.nodeValue ?? ''));
    else if (child.nodeType === child.ELEMENT_NODE)
      nodes.push(...elementNodes(child as Element, context, depth));
  }
  return nodes;
};

const elementNodes = (element: Element, context: TreeContext, depth: number): readonly RichNode[] => {
  const tag = element.localName;
  const children = (inner: TreeContext = context): RichNode[] =>
    depth >= deepest ? inner.text(element.textContent).slice() : treeOf(element, inner, depth + 1);
  switch (tag) {
    case 'a': {
      const href = safeHref(element.getAttribute('href'));
      const inside = children({ ...context, text: verbatim });
      return href === null ? inside : [{ kind: 'link', href, children: inside }];
    }
    case 'ol':
      return [{ kind: 'ordered-list', start: startOf(element), children: children() }];
    case 'pre':
    case 'codeblock':
      return [{ kind: 'code-block', language: languageOf(element), text: codeText(element) }];
    case 'code':
      return [{ kind: 'element', tag: 'code', children: verbatim(element.textContent) }];
    case 'at':
      return [mentionOf(element.textContent.trim(), context.message, context.me, element.id)];
    case 'emoji':
      return [emoji(element.getAttribute('alt') ?? element.textContent)];
    case 'customemoji':
      return picture(element, element.getAttribute('source') ?? '', context, true);
    case 'img':
      return picture(element, element.getAttribute('src') ?? '', context, false);
    case 'attachment':
      return [];
    case 'table':
      return tableNodes(element as HTMLTableElement, context, depth);
    default: {
      const known = renamed[tag] ?? tag;
      return isPlain(known) && !tableParts.has(known)
        ? [{ kind: 'element', tag: known, children: children() }]
        : children();
    }
  }
};

/**
 * Rows and cells and nothing between them, whatever is left of a table: HTML allows nothing else there. A caption goes above it, and
 * parts outside of a table (sanitising may take the table away) are only their children.
 */
const tableNodes = (table: HTMLTableElement, context: TreeContext, depth: number): RichNode[] => {
  if (depth >= deepest) return [...context.text(table.textContent)];
  const rows = [...table.rows].map((row): RichNode => {
    const cells = [...row.cells].map((cell): RichNode => {
      const tag = cell.localName === 'th' ? 'th' : 'td';
      return { kind: 'element', tag, children: treeOf(cell, context, depth + 1) };
    });
    return { kind: 'element', tag: 'tr', children: cells };
  });
  const caption = table.caption === null ? [] : treeOf(table.caption, context, depth + 1);
  const above: RichNode[] = caption.length === 0 ? [] : [{ kind: 'element', tag: 'p', children: caption }];
  return [...above, { kind: 'element', tag: 'table', children: rows }];
};

/** Text as it is. */
export const verbatim = (text: string): RichNode[] => (text === '' ? [] : [{ kind: 'text', text }]);

const emoji = (text: string): RichNode => ({ kind: 'emoji', text: text.trim(), name: text.trim() });

/** Finds whom a text mentions among the message's own mentions, by its mark's id or its text (`@` and case aside); unknown ones are somebody. */
export const mentionOf = (
  text: string,
  message: Pick<Message, 'mentions'>,
  me: PersonId | null,
  mark = '',
): RichNode => {
  const bare = text.replace(/^@/, '').toLowerCase();
  const saysSo = (mention: Mention): boolean => mention.text.replace(/^@/, '').toLowerCase() === bare;
  const marked = mark === '' ? [] : message.mentions.filter((mention) => mention.mark === mark);
  const byText = message.mentions.filter((mention) => mark === '' || mention.mark === undefined);
  const found = marked.find(saysSo) ?? marked[0] ?? byText.find(saysSo);
  const of: MentionOf =
    found?.kind === 'everyone'
      ? 'everyone'
      : found?.kind === 'person' && found.personId === me
        ? 'me'
        : 'person';
  return { kind: 'mention', of, text };
};

const picture = (
  element: Element,
  source: string,
  { message }: TreeContext,
  small: boolean,
): readonly RichNode[] => {
  const file: FileReference | undefined = message.files.find(
    ({ inlineSource }) => inlineSource !== null && inlineSource === source,
  );
  if (file) return [{ kind: 'picture', file, small }];
  const alt = (element.getAttribute('alt') ?? '').trim();
  // Older Teams clients send emoji as pictures with the emoji itself as their text.
  const isEmoji =
    element.getAttribute('itemtype')?.endsWith('/Emoji') === true ||
    (isOnlyEmoji(alt) && countEmoji(alt) === 1);
  if (isEmoji || small) return alt === '' ? [] : [emoji(alt)];
  const href = safeHref(source);
  return [
    { kind: 'remote-picture', href, label: alt === '' ? (href === null ? 'Picture' : hostOf(href)) : alt },
  ];
};

const startOf = (list: Element): number => {
  const start = Number.parseInt(list.getAttribute('start') ?? '1', 10);
  return Number.isSafeInteger(start) ? start : 1;
};

/** `language-ts` on the block or the code in it; the bare language on Teams' codeblock. Other classes are other tools' own. */
const languageOf = (block: Element): string => {
  const classes = [block, block.querySelector('code')].flatMap((element) => [...(element?.classList ?? [])]);
  const said = classes.find((name) => /^lang(?:uage)?-./i.test(name))?.replace(/^lang(?:uage)?-/i, '');
  return (said ?? (block.localName === 'codeblock' ? (classes[0] ?? '') : '')).slice(0, 40);
};

/** Teams breaks lines of code with br elements. */
const codeText = (block: Element): string => {
  const copy = block.cloneNode(true) as Element;
  for (const line of copy.querySelectorAll('br')) line.replaceWith('\n');
  return copy.textContent.replace(/\n$/, '');
};
