/** Makes the draft of a counterpart: the text across, dressed for the other side; and back again. */
import type { Draft, UploadedFile } from '../../../connectors/writing.ts';
import type { DressingNote, Message, MessageId, Service } from '../../../model/index.ts';
import type { Document } from '../../../text/document/index.ts';
import type { LinkRow } from '../../../store/index.ts';
import { withoutNativeQuotes } from '../../sending/fingerprint.ts';
import type { RootStanding } from '../decide/decide.ts';
import type { PeopleDirectory } from '../../people/directory.ts';
import { acrossDocument, type Mentionable } from './across.ts';
import {
  type Dressing,
  quotesInWords,
  textWithSubject,
  withoutQuoteOf,
  withoutQuotesOf,
  withoutSubject,
} from './dressing.ts';
import { undressed } from './undressing.ts';

export interface Drafting {
  /** Where the message was written. */
  readonly service: Service;
  /** As it is read there. */
  readonly text: Document;
  readonly directory: PeopleDirectory;
  readonly root: RootStanding;
  readonly link: Pick<LinkRow, 'source'>;
  /** The other side is a chat of Teams: a thread's reply becomes a quote there. */
  readonly toChat: boolean;
  /** What the message answers can be shown: natively, or in words. */
  readonly showsAnswered: boolean;
  readonly dressing: Dressing;
  readonly files: readonly UploadedFile[];
}

/** The draft of a message's counterpart, however long. */
export const draftOf = (message: Message, given: Drafting): Draft => {
  const { service, text: read, directory, link, root, toChat, showsAnswered, dressing, files } = given;
  const carriedRoot = root.kind === 'carried' ? root.id : null;
  const text = acrossDocument(
    carriedText(message, service, read, showsAnswered),
    directory,
    mentionable(link),
  );
  return {
    document: { blocks: [...dressing.above, ...text.blocks, ...dressing.below] },
    subject: null,
    importance: message.importance,
    threadId: toChat ? '' : (carriedRoot ?? ''),
    quotes: toChat ? carriedRoot : null,
    files,
  };
};

/** Who can be mentioned in the conversations of a link: those that people make are of two people. */
export const mentionable = ({ source }: Pick<LinkRow, 'source'>): Mentionable => ({
  people: true,
  everyone: source.kind !== 'people',
});

/**
 * What of a message is carried as text: its subject, its words, and quotes in words. `showsAnswered`: what it answers is shown by other
 * means, so that its quote is not text.
 */
export const carriedText = (
  message: Message,
  service: Service,
  text: Document,
  showsAnswered = true,
): Document =>
  quotesInWords(
    withoutQuoteOf(textWithSubject(message, text), showsAnswered ? answeredBy(message, service) : null),
  );

/** The draft that brings a hand-made edit of a copy back to its origin: without what was put around it. `text` is all its parts'. */
export const draftBack = (
  copy: Message,
  given: {
    readonly text: Document;
    /** What is known to stand around the copy's text (`notedDressing`). */
    readonly noted: DressingNote | null;
    readonly origin: Message;
    readonly originText: Document;
    readonly directory: PeopleDirectory;
    readonly link: Pick<LinkRow, 'source'>;
  },
): Draft => {
  const { text, noted, origin, originText, directory, link } = given;
  const whole = textWithSubject(origin, originText);
  // What the origin quotes hangs on it still, and is no part of its words.
  const said = undressed(withoutQuotesOf(text, whole), withoutNativeQuotes(whole), noted);
  return {
    document: acrossDocument(withoutSubject(said, origin.subject), directory, mentionable(link)),
    subject: origin.subject,
    importance: copy.importance === 'normal' ? origin.importance : copy.importance,
    threadId: '',
    quotes: null,
    files: [],
  };
};

/**
 * The message that this one answers: its root, or in a chat of Teams the first of that chat that it quotes. What is forwarded from
 * elsewhere is no answer, and neither is a link to a post, which Mattermost shows with what the post says.
 */
export const answeredBy = (
  { threadId, conversationId, attachments }: Message,
  service: Service,
): MessageId | null => {
  if (threadId !== '') return threadId;
  if (service === 'mattermost') return null;
  for (const attachment of attachments)
    if (attachment.kind === 'quote' && attachment.messageId?.startsWith(`${conversationId}/`) === true)
      return attachment.messageId;
  return null;
};
