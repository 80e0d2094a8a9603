/** Makes the text and files to send from the content of the box. Pure. */
import { fileBar, limitsOf, type FileBar, type PersonId, type Twins } from '../../model/index.ts';
import {
  changeInlines,
  inlinesOf,
  runsOf,
  tidyDocument,
  type Document,
  type Run,
} from '../../text/document/index.ts';
import { linkedRuns } from '../../text/linked-text.ts';
import type { WriteSide } from './write-side.ts';

const changeRuns = (document: Document, change: (runs: readonly Run[]) => readonly Run[]): Document =>
  changeInlines(document, (inlines) => inlinesOf(change(runsOf(inlines))));

/** The normal form of the typed document. Bare addresses become links, because Teams does not make them by itself. */
export const outgoingDocument = (typed: Document): Document =>
  tidyDocument(
    changeRuns(typed, (runs) => runs.flatMap((run) => (run.link === null ? linkedRuns(run) : [run]))),
  );

/** Everybody whom a document mentions, each once. */
export const mentionedPeople = (document: Document): readonly PersonId[] => {
  const found = new Set<PersonId>();
  changeRuns(document, (runs) => {
    for (const { leaf } of runs)
      if (leaf.kind === 'mention' && leaf.target.kind === 'person') found.add(leaf.target.personId);
    return runs;
  });
  return [...found];
};

/**
 * The document with mentions of people of the writing account. A person who was chosen on the other side of a pair is replaced by their
 * twin. A person without a twin is named, but not notified. `isThere`: whether a person belongs to that account.
 */
export const mentionsFor = (document: Document, isThere: (id: PersonId) => boolean, twins: Twins): Document =>
  changeRuns(document, (runs) =>
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

/** The first file that the target does not accept, and why; null if none is known. */
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
