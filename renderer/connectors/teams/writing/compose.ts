/** A draft as the chatMessage that Graph takes on send and edit. Pure. */
import { type CopyNote, type FileId, type MessageId } from '../../../model/index.ts';
import { paragraph, type Document } from '../../../text/document/index.ts';
import type { Draft } from '../../writing.ts';
import { writeCopyNote } from '../message/copy-note.ts';
import { writeTeamsBody } from '../../../text/teams-html/index.ts';
import type { JsonRecord } from '../graph/json.ts';
import { peopleMentionedIn, type Destination } from './mentioned.ts';
import type { Stored } from './files/stored.ts';

/** What goes with the text, once it is known where it lies. */
export interface Belongings {
  /** Attachments whose markers come before the text, as Graph wants those of quoted messages (facts, graph §3). */
  readonly before: readonly GraphAttachment[];
  /** Attachments whose markers come after it: files. */
  readonly after: readonly GraphAttachment[];
  readonly pictures: readonly HostedPicture[];
}

export interface GraphAttachment extends JsonRecord {
  readonly id: string;
  readonly contentType: string;
}

/** A picture of the body. It stands where the document shows the file it was made of, else below the text. */
export interface HostedPicture {
  readonly of: FileId | null;
  /** Its `src`. */
  readonly source: string;
  readonly name: string;
}

/** The attachment of a file that lies in OneDrive or SharePoint (facts, graph §2). */
export const fileAttachment = ({ id, url, name }: Extract<Stored, { kind: 'file' }>): GraphAttachment => ({
  id,
  contentType: 'reference',
  contentUrl: url,
  name,
});

/** The `src` of a picture that goes along with the message, and the member of `hostedContents` it stands for. */
export const hostedSource = (at: number): string => `../hostedContents/${at}/$value`;
export const hostedContent = (
  at: number,
  { base64, mimeType }: Extract<Stored, { kind: 'picture' }>,
): JsonRecord => ({
  '@microsoft.graph.temporaryId': String(at),
  contentBytes: base64,
  contentType: mimeType,
});

const importances = { normal: 'normal', important: 'high', urgent: 'urgent' } as const;

const marker = ({ id }: GraphAttachment): string => `<attachment id="${id}"></attachment>`;

/** Which files' pictures the document shows: the writer asks for each. */
const shownIn = (document: Document): ReadonlySet<FileId> => {
  const shown = new Set<FileId>();
  writeTeamsBody(document, {
    mention: () => null,
    picture: (fileId) => {
      shown.add(fileId);
      return null;
    },
  });
  return shown;
};

/** The document as it is written: the subject as a heading where there is no other place, no second copy of the quote, all pictures. */
const wholeDocument = (
  destination: Destination,
  draft: Draft,
  { before, pictures }: Belongings,
): Document => {
  const stands = (quoted: MessageId | null): boolean => before.some(({ id }) => quoted?.endsWith(`/${id}`));
  const blocks = draft.document.blocks.filter((block) => block.kind !== 'quote' || !stands(block.messageId));
  const shown = pictures.length === 0 ? new Set<FileId>() : shownIn({ blocks });
  const below = pictures.filter(({ of }) => of === null || !shown.has(of));
  const heading = destination.takesSubject ? '' : (draft.subject ?? '');
  return {
    blocks: [
      ...(heading === ''
        ? []
        : [{ kind: 'heading', level: 3, children: [{ kind: 'text', text: heading }] } as const]),
      ...blocks,
      ...below.map(({ source, name }) =>
        paragraph({
          kind: 'image',
          source: { kind: 'web', url: source },
          alternative: name,
          width: null,
          height: null,
        }),
      ),
    ],
  };
};

/** The message without its hosted contents; `note` is hidden in it. A quote that `before` stands for is not written out once more. */
export const composeMessage = (
  destination: Destination,
  draft: Draft,
  belongings: Belongings,
  note: CopyNote | null,
): JsonRecord => {
  const { before, after, pictures } = belongings;
  const sources = new Map(pictures.flatMap(({ of, source }) => (of === null ? [] : [[of, source] as const])));
  const written = writeTeamsBody(wholeDocument(destination, draft, belongings), {
    mention: (target, text) => peopleMentionedIn(destination, target, text),
    picture: (fileId) => sources.get(fileId) ?? null,
    attachmentIds: after.map(({ id }) => id),
  });
  const attachments = [...before, ...after];
  return {
    body: {
      contentType: written.contentType,
      content: before.map(marker).join('') + written.content + (note === null ? '' : writeCopyNote(note)),
    },
    importance: importances[draft.importance],
    ...(destination.takesSubject ? { subject: draft.subject } : {}),
    ...(written.mentions.length === 0 ? {} : { mentions: written.mentions }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
};
