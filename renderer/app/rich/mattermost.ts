/** Mattermost's Markdown as a tree: it becomes HTML, which goes the same way through DOMPurify as any other. */
import MarkdownIt from 'markdown-it';
import type { Message, PersonId } from '../../model/index.ts';
import { anyOf, emoticon, nameOfEmoticon } from '../../text/mattermost-markdown/emoticons.ts';
import { htmlOf } from '../../text/mattermost-markdown/html.ts';
import { emojiOfName } from '../../text/mattermost-markdown/emoji.ts';
import { safeHref } from './links.ts';
import type { RichNode } from './nodes.ts';
import { purify } from './purify.ts';
import { mentionOf, treeOf, verbatim } from './tree.ts';

/** Finds the addresses of plain text. */
const { linkify } = new MarkdownIt({ linkify: true });

/** What the sign before must be is checked in code: a mention, channel, tag or emoji starts a word. Emoticons stand alone. */
const special = anyOf(
  /(?<![\w@~#:/])(?:@(?<handle>[a-z0-9][a-z0-9._-]*(?::[\p{L}\p{N}._-]+)*)|~(?<channel>[a-z0-9][a-z0-9._-]*)|#(?<tag>\p{L}[\p{L}\p{N}._-]{1,})|:(?<emoji>[a-z0-9_+-]+):)/iu,
  emoticon,
);

const everyone = new Set(['all', 'channel', 'here']);

/** The tree of a Markdown body. `site`: the server's address, where links without a host lead; null where it is not known. */
export const mattermostNodes = (
  source: string,
  message: Pick<Message, 'files' | 'mentions'>,
  me: PersonId | null,
  site: string | null = null,
): readonly RichNode[] => {
  const html = htmlOf(source, site);
  if (html === null) return textNodes(source);
  return withTasks(treeOf(purify(html), { message, me, text: (text) => runningText(text, message, me) }));
};

/** Plain text with its addresses as links and its line breaks kept. */
export const textNodes = (source: string): readonly RichNode[] => {
  const nodes: RichNode[] = [];
  let from = 0;
  for (const match of linkify.match(source) ?? []) {
    nodes.push(...lines(source.slice(from, match.index)));
    const href = safeHref(match.url);
    nodes.push(
      ...(href === null
        ? lines(match.text)
        : [{ kind: 'link', href, children: verbatim(match.text) } as const]),
    );
    from = match.lastIndex;
  }
  return [...nodes, ...lines(source.slice(from))];
};

const lines = (text: string): RichNode[] =>
  text
    .split('\n')
    .flatMap((line, at): RichNode[] => [
      ...(at === 0 ? [] : [{ kind: 'element', tag: 'br', children: [] } as const]),
      ...verbatim(line),
    ]);

const runningText = (text: string, message: Pick<Message, 'mentions'>, me: PersonId | null): RichNode[] => {
  const nodes: RichNode[] = [];
  let from = 0;
  for (const match of text.matchAll(special)) {
    const node = specialNode(match, message, me);
    if (node === null) continue;
    nodes.push(...verbatim(text.slice(from, match.index)), node.node);
    from = match.index + node.length;
  }
  return [...nodes, ...verbatim(text.slice(from))];
};

const specialNode = (
  match: RegExpExecArray,
  message: Pick<Message, 'mentions'>,
  me: PersonId | null,
): { node: RichNode; length: number } | null => {
  const { handle, channel, tag, emoji } = match.groups ?? {};
  if (handle !== undefined) return handleNode(handle, message, me);
  if (channel !== undefined)
    return { node: { kind: 'mention', of: 'channel', text: match[0] }, length: match[0].length };
  if (tag !== undefined)
    return { node: { kind: 'mention', of: 'hashtag', text: match[0] }, length: match[0].length };
  const found = emojiOfName(emoji?.toLowerCase() ?? nameOfEmoticon(match[0]) ?? '');
  return found === null
    ? null
    : { node: { kind: 'emoji', text: found, name: match[0] }, length: match[0].length };
};

/** A handle may end in the sentence's own full stop: `@ada.` mentions ada; `@ada:server` is somebody of another server. Who is not mentioned in truth stays text. */
const handleNode = (
  handle: string,
  message: Pick<Message, 'mentions'>,
  me: PersonId | null,
): { node: RichNode; length: number } | null => {
  const known = new Set(message.mentions.map(({ text }) => text.replace(/^@/, '').toLowerCase()));
  for (let name = handle; name !== ''; name = name.slice(0, -1)) {
    const text = `@${name}`;
    if (known.has(name.toLowerCase())) return { node: mentionOf(text, message, me), length: text.length };
    if (everyone.has(name.toLowerCase()))
      return { node: { kind: 'mention', of: 'everyone', text }, length: text.length };
    if (!/[._:-]$/.test(name)) return null;
  }
  return null;
};

/** List items that start with `[ ]` or `[x]` show a box, as Mattermost does. */
const withTasks = (nodes: readonly RichNode[]): readonly RichNode[] =>
  nodes.map((node): RichNode => {
    if (node.kind !== 'element' && node.kind !== 'ordered-list') return node;
    const children = withTasks(node.children);
    if (node.kind === 'ordered-list' || node.tag !== 'li') return { ...node, children };
    const first = children[0];
    const box = first?.kind === 'text' ? /^\[([ xX])\]\s/.exec(first.text) : null;
    if (first?.kind !== 'text' || box === null) return { ...node, children };
    const mark = box[1] === ' ' ? '☐ ' : '☑ ';
    return {
      ...node,
      children: [{ kind: 'text', text: mark + first.text.slice(box[0].length) }, ...children.slice(1)],
    };
  });
