/** A channel message's subject, which Mattermost has no place for: a heading over the text. */
import type { Document } from './index.ts';
import { textInline } from './index.ts';

/** The document with its subject as a heading; an empty subject adds nothing. */
export const withSubject = (document: Document, subject: string | null): Document =>
  subject === null || subject.trim() === ''
    ? document
    : { blocks: [{ kind: 'heading', level: 2, children: [textInline(subject)] }, ...document.blocks] };
