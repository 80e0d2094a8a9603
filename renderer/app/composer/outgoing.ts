/** What is sent of what stands in the box: pure. */
import { fileBar, limitsOf, type FileBar, type PersonId, type Twins } from '../../model/index.ts';
import {
  inlinesOf,
  runsOf,
  tidyDocument,
  type Block,
  type Document,
  type Inline,
  type Run,
} from '../../text/document/index.ts';
import { linkedRuns } from '../../text/linked-text.ts';
import type { WriteSide } from './write-side.ts';

/** The document with each block's inlines changed. */
const mapInlines = (document: Document, change: (runs: readonly Run[]) => readonly Run[]): Document => {
  const inlines = (children: readonly Inline[]): Inline[] => inlinesOf(change(runsOf(children)));
  const block = (one: Block): Block => {
    switch (one.kind) {
      case 'paragraph':
      case 'heading':
        return { ...one, children: inlines(one.children) };
      case 'quote':
        return { ...one, blocks: one.blocks.map(block) };
      case 'list':
        return { ...one, items: one.items.map((item) => ({ ...item, blocks: item.blocks.map(block) })) };
      case 'table':
        return {
          ...one,
          header: one.header?.map(inlines) ?? null,
          rows: one.rows.map((row) => row.map(inlines)),
        };
      case 'code':
      case 'rule':
        return one;
    }
  };
  return { blocks: document.blocks.map(block) };
};

/** The normal form of what was typed, with bare addresses as links: Teams makes none by itself. */
export const outgoingDocument = (typed: Document): Document =>
  tidyDocument(
    mapInlines(typed, (runs) => runs.flatMap((run) => (run.link === null ? linkedRuns(run) : [run]))),
  );

/** Everybody whom a document mentions, each once. */
export const mentionedPeople = (document: Document): readonly PersonId[] => {
  const found = new Set<PersonId>();
  mapInlines(document, (runs) => {
    for (const { leaf } of runs)
      if (leaf.kind === 'mention' && leaf.target.kind === 'person') found.add(leaf.target.personId);
    return runs;
  });
  return [...found];
};

/**
 * Mentions as the people of the account that writes: whoever was chosen on the other side of a pair is meant as their twin. Who has none
 * there is named and not notified. `isThere`: whether a person is one of that account.
 */
export const mentionsFor = (document: Document, isThere: (id: PersonId) => boolean, twins: Twins): Document =>
  mapInlines(document, (runs) =>
    runs.map((run): Run => {
      const { leaf } = run;
      if (leaf.kind !== 'mention' || leaf.target.kind !== 'person' || isThere(leaf.target.personId))
        return run;
      const personId = twins.get(leaf.target.personId);
      return {
        ...run,
        leaf:
          personId === undefined
            ? { kind: 'text', text: leaf.text }
            : { ...leaf, target: { kind: 'person', personId } },
      };
    }),
  );

/** The first file that cannot go along where a message is written, and why; null where all can, as far as is known. */
export const unfitFile = (
  { conversation, account }: WriteSide,
  files: readonly { readonly name: string; readonly bytes: { readonly size: number } }[],
): { readonly name: string; readonly bar: FileBar } | null => {
  if (account === undefined) return null;
  const limits = limitsOf(conversation, account);
  for (const [already, { name, bytes }] of files.entries()) {
    const bar = fileBar(limits, already, bytes.size);
    if (bar !== null) return { name, bar };
  }
  return null;
};
