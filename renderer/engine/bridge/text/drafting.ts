/** Makes the draft of a counterpart: turns the text to the other side and dresses it; and the reverse for a copy that was edited. */
import type { Draft, UploadedFile } from '../../../connectors/writing.ts';
import type { DressingNote, Message, MessageId, Service } from '../../../model/index.ts';
import type { Document } from '../../../text/document/index.ts';
import type { LinkRow } from '../../../store/index.ts';
import { withoutNativeQuotes } from '../../../text/fingerprint.ts';
import type { RootStanding } from '../decide/decide.ts';
import type { PeopleDirectory } from '../../people/directory.ts';
import { acrossDocument, type Mentionable } from './across.ts';
import {
  dressed,
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
  /** The document of its text, as its own service's reader reads it. */
  readonly text: Document;
  readonly directory: PeopleDirectory;
  readonly root: RootStanding;
  readonly link: Pick<LinkRow, 'source'>;
  /** Whether the other side is a chat of Teams: there a reply becomes a quote. */
  readonly toChat: boolean;
  /** Whether the other side can show what the message answers, as a reply or in words. */
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
    document: dressed(dressing, text),
    subject: null,
    importance: message.importance,
    threadId: toChat ? '' : (carriedRoot ?? ''),
    quotes: toChat ? carriedRoot : null,
    files,
  };
};

/** Whoever can be mentioned in the conversations of a link. A link that people make is of two people. */
export const mentionable = ({ source }: Pick<LinkRow, 'source'>): Mentionable => ({
  people: true,
  everyone: source.kind !== 'people',
});

/**
 * The parts of a message that are carried as text: its subject, its words, and quotes in words. `showsAnswered`: the other side shows what
 * the message answers by other means, so that this quote is no text.
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

/**
 * The draft that writes a hand-made edit of a copy back into its origin, without what Isthmus put around the text. `text` is the text of
 * all parts.
 */
export const draftBack = (
  copy: Message,
  given: {
    readonly text: Document;
    /** What Isthmus is known to have put around the copy's text (`notedDressing`). */
    readonly noted: DressingNote | null;
    readonly origin: Message;
    readonly originText: Document;
    readonly directory: PeopleDirectory;
    readonly link: Pick<LinkRow, 'source'>;
  },
): Draft => {
  const { text, noted, origin, originText, directory, link } = given;
  const whole = textWithSubject(origin, originText);
  // The origin still has its quotes attached; they are no part of its words.
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
 * The message that this one answers: its root or, in a chat of Teams, the first message of that chat that it quotes. A message that was
 * forwarded from elsewhere is no answer, and neither is a link to a post, which Mattermost shows with the post's text.
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
