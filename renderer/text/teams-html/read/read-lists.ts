/** Lists of a Teams body. */
import type { Block, Inline, ListBlock, ListItem } from '../../document/index.ts';
import type { HtmlElement, HtmlNode } from './nodes.ts';

/** Reads `<ul>` and `<ol>`. What stands between items, a list above all, belongs to the item before it: clients nest lists that way. */
export const readList = (element: HtmlElement, inner: (nodes: readonly HtmlNode[]) => Block[]): ListBlock => {
  const items: { checked: boolean | null; blocks: Block[] }[] = [];
  for (const node of element.children) {
    if (typeof node === 'string' && node.trim() === '') continue;
    if (typeof node !== 'string' && node.name === 'li') items.push(taskOf(node, inner(node.children)));
    else {
      const blocks = inner([node]);
      const last = items.at(-1);
      if (last) for (const block of blocks) last.blocks.push(block);
      else if (blocks.length > 0) items.push({ checked: null, blocks });
    }
  }
  const start = Number.parseInt(element.attributes.start ?? '1', 10);
  return {
    kind: 'list',
    ordered: element.name === 'ol',
    start: Number.isFinite(start) ? start : 1,
    items,
  };
};

const box = /^\s*([☐☑☒])\s+/u;

/** A task: Teams has none, so that a box at the item's start stands for it (ours, or one that somebody wrote). */
const taskOf = (element: HtmlElement, blocks: Block[]): { checked: ListItem['checked']; blocks: Block[] } => {
  const input = element.children.find((node) => typeof node !== 'string' && node.name === 'input');
  if (typeof input === 'object' && input.attributes.type === 'checkbox')
    return { checked: 'checked' in input.attributes, blocks };
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return { checked: null, blocks };
  const [text, ...others] = first.children;
  const found = text?.kind === 'text' ? box.exec(text.text) : null;
  if (text?.kind !== 'text' || found === null) return { checked: null, blocks };
  const children: Inline[] = [{ kind: 'text', text: text.text.slice(found[0].length) }, ...others];
  return { checked: found[1] !== '☐', blocks: [{ kind: 'paragraph', children }, ...rest] };
};
