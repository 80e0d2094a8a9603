/** A post's Markdown as HTML, for the page. */
import { addressOf } from './addresses.ts';
import { attributeOf, htmlOfTokens, isParsed, tokensOf, type Token } from './read/parser.ts';

/**
 * The HTML of a post, to be sanitised by who shows it; null for what no post would be (longer or deeper than any), which stays text.
 * `siteUrl`: the server's address, where links without a host lead; null where it is not known.
 */
export const htmlOf = (source: string, siteUrl: string | null): string | null => {
  if (!isParsed(source)) return null;
  const tokens = tokensOf(source, { inlineLatex: false });
  for (const { children } of tokens) for (const token of children ?? []) lead(token, siteUrl);
  return htmlOfTokens(tokens);
};

/** Makes a link or picture lead where Mattermost leads. */
const lead = (token: Token, siteUrl: string | null): void => {
  const name = token.type === 'link_open' ? 'href' : token.type === 'image' ? 'src' : null;
  if (name !== null) token.attrSet(name, addressOf(attributeOf(token, name).trim(), siteUrl));
};
