/** The inlines of a paragraph of a post, from markdown-it's tokens. */
import type { Inline, LinkInline, MarkKind, Run } from '../../document/index.ts';
import { inlinesOf, markBits, textInline } from '../../document/index.ts';
import { addressOf } from '../../addresses.ts';
import { attributeOf, type Token } from './parser.ts';
import { addTextRuns, type TextPart } from './read-text.ts';
import type { MattermostReading } from './reading.ts';

const marks: Readonly<Record<string, MarkKind>> = { strong: 'strong', em: 'emphasis', s: 'strike' };
const noLink: LinkInline = { kind: 'link', url: '', title: '', children: [] };

/** Reads inline tokens. Text is gathered first: escapes do not part a word, an entity means only itself. */
export const inlinesOfTokens = (tokens: readonly Token[], reading: MattermostReading): Inline[] => {
  const runs: Run[] = [];
  const open: number[] = [0];
  let link: LinkInline | null = null;
  let isAddress = false;
  let text: TextPart[] = [];
  const flush = (): void => {
    const within = link === noLink ? null : link;
    if (text.length > 0 && isAddress)
      runs.push({
        leaf: textInline(text.map((part) => part.text).join('')),
        marks: open.at(-1) ?? 0,
        link: within,
      });
    else if (text.length > 0) addTextRuns(text, open.at(-1) ?? 0, within, reading, runs);
    text = [];
  };
  for (const token of tokens) {
    if (token.type === 'text' || token.type === 'text_special') {
      if (token.content !== '') text.push({ text: token.content, literal: token.info === 'entity' });
      continue;
    }
    flush();
    const mark = marks[token.tag];
    if (token.type === 'softbreak' || token.type === 'hardbreak')
      runs.push({ leaf: { kind: 'break' }, marks: open.at(-1) ?? 0, link });
    else if (token.type === 'code_inline')
      runs.push({ leaf: { kind: 'code', text: token.content }, marks: open.at(-1) ?? 0, link });
    else if (token.type === 'image') addImage(token, open.at(-1) ?? 0, link, reading, runs);
    else if (token.type === 'link_open') {
      link = linkOf(token, reading);
      isAddress = token.info === 'auto';
    } else if (token.type === 'link_close') {
      link = null;
      isAddress = false;
    } else if (mark !== undefined && token.nesting === 1) open.push((open.at(-1) ?? 0) | markBits[mark]);
    else if (mark !== undefined && token.nesting === -1 && open.length > 1) open.pop();
  }
  flush();
  return inlinesOf(runs.map((run) => (run.link === noLink ? { ...run, link: null } : run)));
};

const linkOf = (token: Token, { siteUrl }: MattermostReading): LinkInline => {
  const url = addressOf(attributeOf(token, 'href').trim(), siteUrl ?? null);
  // An action presses a button of the very post (Mattermost's reference, "Markdown actions"): elsewhere it leads nowhere.
  if (url === '' || /^mmaction:/i.test(url)) return noLink;
  return { kind: 'link', url, title: attributeOf(token, 'title'), children: [] };
};

const sizeOf = (value: string): number | null => {
  const size = Number.parseInt(value, 10);
  return Number.isFinite(size) && size > 0 && size < 100_000 ? size : null;
};

/** A picture on the web; what has no address that can be carried leaves its description. */
const addImage = (
  token: Token,
  marked: number,
  link: LinkInline | null,
  { siteUrl }: MattermostReading,
  runs: Run[],
): void => {
  const url = addressOf(attributeOf(token, 'src').trim(), siteUrl ?? null);
  const alternative = alternativeOf(token);
  if (/^https?:\/\//i.test(url))
    runs.push({
      leaf: {
        kind: 'image',
        source: { kind: 'web', url },
        alternative,
        width: sizeOf(attributeOf(token, 'width')),
        height: sizeOf(attributeOf(token, 'height')),
      },
      marks: marked,
      link,
    });
  else if (alternative !== '') runs.push({ leaf: textInline(alternative), marks: marked, link });
};

/** A picture's description; one without tokens stays as it is written. */
const alternativeOf = ({ children, content }: Token): string => {
  if (children === null || children.length === 0) return content;
  let text = '';
  for (const child of children)
    text +=
      child.type === 'softbreak' || child.type === 'hardbreak'
        ? ' '
        : child.type === 'image'
          ? alternativeOf(child)
          : child.content;
  return text;
};
