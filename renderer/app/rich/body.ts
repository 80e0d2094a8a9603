/** A message's body as the page draws it, remembered per message so that scrolling back costs nothing. */
import type { Message, PersonId } from '../../model/index.ts';
import { countEmoji, isOnlyEmoji } from './emoji-count.ts';
import { mattermostNodes, textNodes } from './mattermost.ts';
import { textOf, type RichBody, type RichNode } from './nodes.ts';
import { teamsNodes } from './teams.ts';

/** So much of a body is shown at first, in characters of its source: Teams' own limit is 28 KB a message, Mattermost's 16,383. */
export const firstPart = 32_000;
/** And so much more by each "show more": a 2 MB body then never blocks the page for long. */
export const furtherPart = 128_000;

/**
 * Sanitises and parses at most `limit` characters of a message's body. `site`: the server's own address, where links without a host lead;
 * null where it is not known, and in Teams.
 */
export const richBody = (
  message: Message,
  me: PersonId | null,
  limit: number = firstPart,
  site: string | null = null,
): RichBody => {
  const { format, content } = message.body;
  const source = content.length > limit ? content.slice(0, limit) : content;
  const nodes = nodesOrPlain(format, source, message, me, site);
  const left = content.length - source.length;
  const text = left === 0 && source.length < 2_000 ? textOf(nodes) : '';
  const jumbo = isOnlyEmoji(text) && countEmoji(text) <= 3 && !nodes.some(hasBlock);
  return { nodes, left, jumbo };
};

const hasBlock = (node: RichNode): boolean =>
  node.kind === 'code-block' || node.kind === 'picture' || node.kind === 'ordered-list';

/** A body that brings a parser down (nesting beyond the stack) is shown as its plain text: one message must not take the rest along. */
const nodesOrPlain: typeof nodesOf = (format, source, message, me, site) => {
  try {
    return nodesOf(format, source, message, me, site);
  } catch {
    return textNodes(message.plain.slice(0, firstPart));
  }
};

const nodesOf = (
  format: Message['body']['format'],
  source: string,
  message: Message,
  me: PersonId | null,
  site: string | null,
): readonly RichNode[] => {
  switch (format) {
    case 'html':
      return teamsNodes(source, message, me);
    case 'markdown':
      return mattermostNodes(source, message, me, site);
    case 'text':
      return textNodes(source);
  }
};

interface Remembered {
  readonly me: PersonId | null;
  readonly site: string | null;
  readonly body: RichBody;
}

const remembered = new WeakMap<Message, Remembered>();

/** `richBody` of the first part, computed once per message object. */
export const rememberedBody = (
  message: Message,
  me: PersonId | null,
  site: string | null = null,
): RichBody => {
  const known = remembered.get(message);
  if (known?.me === me && known.site === site) return known.body;
  const body = richBody(message, me, firstPart, site);
  remembered.set(message, { me, site, body });
  return body;
};

/** Every picture that stands in the body, so that it is not shown a second time below. */
export const picturesIn = (nodes: readonly RichNode[]): ReadonlySet<string> => {
  const ids = new Set<string>();
  const walk = (inside: readonly RichNode[]): void => {
    for (const node of inside) {
      if (node.kind === 'picture') ids.add(node.file.id);
      else if ('children' in node) walk(node.children);
    }
  };
  walk(nodes);
  return ids;
};
