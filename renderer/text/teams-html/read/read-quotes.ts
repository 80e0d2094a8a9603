/** Quotes of a Teams body. */
import type { Block, QuoteBlock } from '../../document/index.ts';
import { literalText, type HtmlElement, type HtmlNode } from './nodes.ts';

/** Reads `<blockquote>`. Older clients write a reply's quote into the body, with its author and a preview marked by item properties. */
export const readQuote = (
  element: HtmlElement,
  inner: (nodes: readonly HtmlNode[]) => Block[],
): QuoteBlock => {
  const reply = /schema\.skype\.com\/reply/i.test(element.attributes.itemtype ?? '')
    ? readReply(element.children)
    : null;
  return {
    kind: 'quote',
    authorName: reply?.authorName ?? null,
    messageId: null,
    blocks: inner(reply?.preview ?? element.children),
  };
};

const readReply = (
  nodes: readonly HtmlNode[],
): { readonly authorName: string; readonly preview: readonly HtmlNode[] } | null => {
  const withProperty = (property: string): HtmlElement | undefined =>
    nodes.find(
      (node): node is HtmlElement => typeof node !== 'string' && node.attributes.itemprop === property,
    );
  const author = withProperty('mri');
  const preview = withProperty('preview');
  if (!author || !preview) return null;
  const authorName = literalText(author.children).trim();
  return authorName === '' ? null : { authorName, preview: preview.children };
};
