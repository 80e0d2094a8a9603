/** Plain text as blocks, with its addresses as links. */
import { addressesIn } from './addresses.ts';
import { blocksOfText, runsOf, inlinesOf, textInline, type Block, type Run } from './document/index.ts';

/** The blocks of a text; whatever it looks like beside its addresses, it is text. */
export const linkedBlocksOfText = (text: string): Block[] =>
  blocksOfText(text).map((block) =>
    block.kind === 'paragraph'
      ? { ...block, children: inlinesOf(runsOf(block.children).flatMap(linkedRuns)) }
      : block,
  );

/** A run of text, in parts where addresses stand in it. */
export const linkedRuns = (run: Run): Run[] => {
  if (run.leaf.kind !== 'text') return [run];
  const { text } = run.leaf;
  const runs: Run[] = [];
  let from = 0;
  const add = (part: string, url: string | null): void => {
    if (part !== '')
      runs.push({
        leaf: textInline(part),
        marks: run.marks,
        link: url === null ? null : { kind: 'link', url, title: '', children: [] },
      });
  };
  for (const { from: start, to, url } of addressesIn(text)) {
    add(text.slice(from, start), null);
    add(text.slice(start, to), url);
    from = to;
  }
  add(text.slice(from), null);
  return runs;
};
