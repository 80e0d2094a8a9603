/**
 * A counterpart in parts: a long text, or many files, become several messages. When they are edited, the parts are joined to one text
 * again.
 */
import type { Draft, UploadedFile, WritingCapability } from '../../../connectors/writing.ts';
import type { FileId, MessageId } from '../../../model/index.ts';
import type { Block, Document, Inline } from '../../../text/document/index.ts';
import { splitDocument } from '../../../text/document/split/split.ts';

/** How much one message may hold there. */
export type Limits = Pick<WritingCapability, 'longest' | 'measure' | 'filesPerMessage'>;

/** The length of the line that a connector writes above an important message, on a server that has no field for importance. */
const importanceLine = 30;

/**
 * The messages that a draft becomes, in order; one if it fits. Subject, importance and quote belong to the first. A picture goes with the
 * part that shows it. Other files go with the last part, and with as many more messages as they need.
 */
export const partsOf = (draft: Draft, { longest, measure, filesPerMessage }: Limits): readonly Draft[] => {
  const room = longest - (draft.importance === 'normal' ? 0 : importanceLine);
  const documents = splitDocument(draft.document, (document) => measure(document) <= room);
  const most = filesPerMessage ?? Infinity;
  const parts = (documents.length === 0 ? [{ blocks: [] }] : documents).map((document) => ({
    document,
    files: [] as UploadedFile[],
  }));
  const left: UploadedFile[] = [];
  for (const file of draft.files) {
    const shows = parts.find(({ document }) => file.of !== null && showsFile(document.blocks, file.of));
    if (shows && shows.files.length < most) shows.files.push(file);
    else left.push(file);
  }
  for (const file of left) {
    let last = parts.at(-1);
    if (!last || last.files.length >= most) {
      last = { document: { blocks: [] }, files: [] };
      parts.push(last);
    }
    last.files.push(file);
  }
  return parts.map(({ document, files }, at) =>
    at === 0
      ? { ...draft, document, files }
      : { ...draft, document, files, subject: null, importance: 'normal', quotes: null },
  );
};

const showsFile = (blocks: readonly Block[], file: FileId): boolean =>
  blocks.some((block) => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return inlinesShow(block.children, file);
      case 'quote':
        return showsFile(block.blocks, file);
      case 'list':
        return block.items.some((item) => showsFile(item.blocks, file));
      case 'table':
        return [...(block.header ?? []), ...block.rows.flat()].some((cell) => inlinesShow(cell, file));
      case 'code':
      case 'rule':
        return false;
    }
  });

const inlinesShow = (inlines: readonly Inline[], file: FileId): boolean =>
  inlines.some((inline) =>
    'children' in inline
      ? inlinesShow(inline.children, file)
      : inline.kind === 'image' && inline.source.kind === 'file' && inline.source.fileId === file,
  );

/** Joins the parts of a text. Code and tables that were cut become one again if both halves agree on what they are. */
export const joinParts = (parts: readonly Document[]): Document => ({
  blocks: parts.reduce<readonly Block[]>((whole, { blocks }) => {
    const [first, ...rest] = blocks;
    const last = whole.at(-1);
    const joined = first && last ? joinBlocks(last, first) : null;
    return joined === null ? [...whole, ...blocks] : [...whole.slice(0, -1), joined, ...rest];
  }, []),
});

const joinBlocks = (one: Block, other: Block): Block | null => {
  if (one.kind === 'code' && other.kind === 'code' && one.language === other.language)
    return { ...one, text: `${one.text.replace(/\n$/, '')}\n${other.text}` };
  if (one.kind === 'table' && other.kind === 'table' && one.header !== null)
    return JSON.stringify(one.header) === JSON.stringify(other.header)
      ? { ...one, rows: [...one.rows, ...other.rows] }
      : null;
  if (one.kind === 'list' && other.kind === 'list' && one.ordered && other.ordered)
    return other.start === one.start + one.items.length
      ? { ...one, items: [...one.items, ...other.items] }
      : null;
  return null;
};

/** The parts that exist. */
export const presentCopies = (copies: readonly (MessageId | null)[]): MessageId[] =>
  copies.filter((copy) => copy !== null);
