/** Finds the place of each attachment in a Teams message's document. Files are not in it; they are carried as files. */
import type { Attachment, FileReference, Message } from '../../../model/index.ts';
import type { Block, Document } from '../../document/index.ts';
import { blocksOfAttachment, tidyDocument } from '../../document/index.ts';
import { htmlNodes } from './nodes.ts';
import { readBlocks } from './read-blocks.ts';

export type Hanging = Pick<Message, 'attachments' | 'files'>;

/** Pictures and recordings of a message by the `src` they have in its text. */
export const filesBySource = (files: Hanging['files']): ReadonlyMap<string, FileReference> =>
  new Map(files.flatMap((file) => (file.inlineSource === null ? [] : [[file.inlineSource, file] as const])));

/** What was forwarded as a document of its own, `html` being its body; whom it mentioned is not mentioned again. Never throws. */
export const readForwarded = (html: string, files: Hanging['files']): Document =>
  tidyDocument({ blocks: forwardedBlocks(html, filesBySource(files)) });

const forwardedBlocks = (html: string, files: ReadonlyMap<string, FileReference>): Block[] =>
  readBlocks(htmlNodes(html), { mentioned: () => null, files, attached: () => [] });

/** One attachment as blocks. What was forwarded has its formatting and pictures; whom it mentioned is not mentioned again. */
const blocksOf = (attachment: Attachment, files: ReadonlyMap<string, FileReference>): readonly Block[] =>
  attachment.kind === 'quote' && attachment.html !== undefined
    ? [
        {
          kind: 'quote',
          authorName: attachment.authorName,
          messageId: attachment.messageId,
          blocks: forwardedBlocks(attachment.html, files),
        },
      ]
    : blocksOfAttachment(attachment);

const lastPart = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/**
 * Which attachment each marker (`<attachment id>`) of a body stands for. The mirror keeps Graph's ids of files and quoted messages;
 * the others take the markers that are left, in order. What has no marker stands before the text (quotes) or after it.
 */
export class PlacedAttachments {
  readonly before: readonly Block[];
  readonly after: readonly Block[];
  readonly #byMarker = new Map<string, Attachment | null>();
  readonly #files: ReadonlyMap<string, FileReference>;

  /** `filesBySource` of the files, and the ids of the markers in their order, which are asked for where something hangs on the message. */
  constructor(
    { attachments, files }: Hanging,
    bySource: ReadonlyMap<string, FileReference>,
    markers: () => readonly string[],
  ) {
    this.#files = bySource;
    if (attachments.length === 0) {
      this.before = [];
      this.after = [];
      return;
    }
    const left = new Set(attachments);
    const fileIds = new Set(files.map(({ id }) => lastPart(id)));
    const quotes = new Map<string, Attachment>();
    for (const attachment of attachments)
      if (attachment.kind === 'quote' && attachment.messageId !== null)
        quotes.set(lastPart(attachment.messageId), attachment);
    const unclaimed: string[] = [];
    for (const id of markers()) {
      const quote = quotes.get(id);
      if (quote) {
        this.#byMarker.set(id, quote);
        left.delete(quote);
      } else if (fileIds.has(id)) this.#byMarker.set(id, null);
      else if (!unclaimed.includes(id)) unclaimed.push(id);
      if (unclaimed.length > attachments.length) break;
    }
    for (const [at, attachment] of [...left].entries()) {
      const id = unclaimed[at];
      if (id === undefined) break;
      this.#byMarker.set(id, attachment);
      left.delete(attachment);
    }
    const rest = [...left];
    const blocksOfEach = (some: readonly Attachment[]): readonly Block[] =>
      some.flatMap((attachment) => blocksOf(attachment, this.#files));
    this.before = blocksOfEach(rest.filter(({ kind }) => kind === 'quote'));
    this.after = blocksOfEach(rest.filter(({ kind }) => kind !== 'quote'));
  }

  /** The blocks that stand in a marker's place, the first time it is met. */
  take(id: string): readonly Block[] {
    const attachment = this.#byMarker.get(id) ?? null;
    this.#byMarker.delete(id);
    return attachment === null ? [] : blocksOf(attachment, this.#files);
  }
}
