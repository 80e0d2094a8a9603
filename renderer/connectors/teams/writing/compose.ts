/** Makes the chatMessage of a draft, for sending and editing. Pure. */
import { type CopyNote, type FileId, type MessageId } from '../../../model/index.ts';
import { paragraph, type Document } from '../../../text/document/index.ts';
import type { Draft } from '../../writing.ts';
import { writeCopyNote } from '../message/copy-note.ts';
import { writeTeamsBody } from '../../../text/teams-html/index.ts';
import type { JsonRecord } from '../graph/json.ts';
import { peopleMentionedIn, type Destination } from './mentioned.ts';
import type { Stored } from './files/stored.ts';

/** Attachments and pictures that go with the text. */
export interface Belongings {
  /** Attachments whose markers come before the text, as Graph needs it for quoted messages (facts, graph §3). */
  readonly before: readonly GraphAttachment[];
  /** Attachments whose markers come after the text: files. */
  readonly after: readonly GraphAttachment[];
  readonly pictures: readonly HostedPicture[];
}

export interface GraphAttachment extends JsonRecord {
  readonly id: string;
  readonly contentType: string;
}

/** A picture of the body. It is put in the place where the document shows its file, else below the text. */
export interface HostedPicture {
  readonly of: FileId | null;
  /** Its `src`. */
  readonly source: string;
  readonly name: string;
}

/** The attachment of a file in OneDrive or SharePoint (facts, graph §2). */
export const fileAttachment = ({ id, url, name }: Extract<Stored, { kind: 'file' }>): GraphAttachment => ({
  id,
  contentType: 'reference',
  contentUrl: url,
  name,
});

/** The `src` of a picture that is sent in the message. It names a member of `hostedContents`. */
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

/** The files that the document shows as pictures. The writer asks for each of them. */
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

/**
 * The document that is written: with the subject as a heading if the message has no subject, without a quote that is an attachment, with
 * all pictures.
 */
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

/**
 * The message without its hosted contents. `note` is hidden in it. A quote that is an attachment in `before` is not written as text, too.
 */
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
