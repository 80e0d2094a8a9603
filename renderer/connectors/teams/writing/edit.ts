/** Gives the user's own message a new text. */
import { failed, succeeded, type MessageId, type Result } from '../../../model/index.ts';
import type { Draft, Written } from '../../writing.ts';
import { readCopyNote } from '../message/copy-note.ts';
import { hostedId } from '../message/files.ts';
import { fileId, messagePathOf, messagePlaceOf } from '../ids.ts';
import { asRecord, asRecords, asText, type JsonRecord } from '../graph/json.ts';
import { isHostedContent, openTeamsText } from '../../../text/teams-html/index.ts';
import { composeMessage, type GraphAttachment, type HostedPicture } from './compose.ts';
import { gone, presentFormOfMessage, type WritingDesk } from './desk.ts';

/** Whether an attachment is code. Code is a block of the document, so the new text decides whether it stays. */
const isCode = ({ contentType }: GraphAttachment): boolean =>
  contentType === 'application/vnd.microsoft.card.codesnippet';

const isQuote = ({ contentType }: GraphAttachment): boolean =>
  contentType === 'messageReference' || contentType === 'forwardedMessageReference';

/** Attachments in the form that Graph accepts: without read-only properties. */
const attachmentsOf = (message: JsonRecord): readonly GraphAttachment[] =>
  asRecords(message.attachments).flatMap((one) => {
    const id = asText(one.id);
    const contentType = asText(one.contentType);
    if (id === null || contentType === null) return [];
    const kept = ['contentUrl', 'content', 'name', 'thumbnailUrl'].filter((key) => asText(one[key]) !== null);
    return [{ id, contentType, ...Object.fromEntries(kept.map((key) => [key, one[key]])) }];
  });

/**
 * The pictures in the present body, in order, each with the file by which the new text may show it. If the text was read from this message,
 * that is the message's own file. If the draft holds files of the other service, the message does not tell which picture came from which
 * file, so both are matched by their order. A picture that the new text does not show is put below it.
 */
const picturesOf = (id: MessageId, message: JsonRecord, draft: Draft): readonly HostedPicture[] => {
  const body = asRecord(message.body);
  const { pictures } = openTeamsText({ format: 'html', content: asText(body?.content) ?? '' });
  const hosted = [...new Map(pictures.map((picture) => [picture.source, picture])).values()];
  const sent = draft.files.map(({ of }) => of).filter((of) => of !== null);
  return hosted
    .filter(({ source }) => isHostedContent(source))
    .map(({ source, alternative }, at) => ({
      of: sent[at] ?? fileId(id, 'image', hostedId(source)),
      source,
      name: alternative,
    }));
};

/**
 * Edits a message. Its attachments and its hidden note are read first and sent again, because an edit replaces them whole (facts, graph §2:
 * all properties can be updated), and they must stay.
 */
export const editMessage = async (
  desk: WritingDesk,
  messageId: MessageId,
  draft: Draft,
  signal: AbortSignal,
): Promise<Result<Written>> => {
  const { connection, names } = desk;
  const at = messagePlaceOf(connection.accountId, messageId);
  if (!at) return failed(gone);
  const path = messagePathOf(at);
  const present = await connection.client.get(path, signal);
  if (!present.ok) return present;
  // The body of a deleted message is empty, and editing it would not bring it back.
  if (asText(present.value.deletedDateTime) !== null) return failed(gone);
  const attachments = attachmentsOf(present.value);
  const before = attachments.filter(isQuote);
  const message = composeMessage(
    {
      accountId: connection.accountId,
      conversationId: at.conversationId,
      place: at.place,
      names,
      takesSubject: at.place.kind === 'channel' && at.rootId === null,
    },
    draft,
    {
      before,
      after: attachments.filter((one) => !isQuote(one) && !isCode(one)),
      pictures: picturesOf(messageId, present.value, draft),
    },
    readCopyNote(asText(asRecord(present.value.body)?.content) ?? ''),
  );
  const answer = await connection.client.patch(path, { mentions: [], attachments: [], ...message }, signal);
  if (!answer.ok) return answer;
  return succeeded({ id: messageId, changes: await presentFormOfMessage(desk, at, signal) });
};
