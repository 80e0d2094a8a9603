/** How an element of Teams' HTML aligns its lines. */
import type { Alignment, ParagraphBlock } from '../../document/index.ts';
import type { HtmlElement } from './nodes.ts';

/** So much of a style is looked at, in characters. */
const longestStyle = 500;

const saidBy = ({ attributes: { style, align } }: HtmlElement): string => {
  const said =
    style === undefined ? undefined : /text-align\s*:\s*([a-z]+)/i.exec(style.slice(0, longestStyle))?.[1];
  return (said ?? align ?? '').toLowerCase();
};

/** A cell's; null where it says none that Mattermost has. */
export const alignmentOf = (cell: HtmlElement): Alignment => {
  const said = saidBy(cell);
  return said === 'left' || said === 'center' || said === 'right' ? said : null;
};

/** That of an element's lines, `outside` being that of what it stands in. Lines that begin as usual, and even ones, say nothing. */
export const alignOf = (element: HtmlElement, outside: ParagraphBlock['align']): ParagraphBlock['align'] => {
  const said = saidBy(element) || (element.name === 'center' ? 'center' : '');
  if (said === 'center' || said === 'right' || said === 'end') return said;
  return said === '' ? outside : undefined;
};
