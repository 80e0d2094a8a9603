/** What the user wants to be told, as rules of one conversation and of a moment. Pure. */
import type { Conversation, Message, NoticeLevel, OwnChoices } from '../../model/index.ts';
import type { NoticeSettingsRow } from '../../store/index.ts';

/**
 * Of what the user is told in a conversation: what they chose here, else what they chose on the service, else what both services do where
 * nobody chose anything: everything in chats, and mentions in channels.
 */
export const noticeLevelOf = (
  { kind, noticeLevel }: Pick<Conversation, 'kind' | 'noticeLevel'>,
  own: Pick<OwnChoices, 'noticeLevel'> | undefined,
): NoticeLevel => own?.noticeLevel ?? noticeLevel ?? (isChannel(kind) ? 'mentions' : 'all');

const isChannel = (kind: Conversation['kind']): boolean =>
  kind === 'channel' || kind === 'private-channel' || kind === 'shared-channel';

/** Whether a message is meant for the user: it is written to them alone, mentions them, holds one of their words, or goes on in a thread in which they take part. */
export const isForUser = (
  { mentionsMe, plain }: Pick<Message, 'mentionsMe' | 'plain'>,
  { kind }: Pick<Conversation, 'kind'>,
  keywords: NoticeSettingsRow['keywords'],
  takesPart: boolean,
): boolean => kind === 'direct' || mentionsMe || takesPart || holdsWord(plain, keywords);

/** Whether one of the words stands in the text by itself. Words are lower-cased. */
const holdsWord = (text: string, words: readonly string[]): boolean => {
  if (words.length === 0) return false;
  const lower = text.toLowerCase();
  return words.some((word) => {
    for (let at = lower.indexOf(word); word !== '' && at >= 0; at = lower.indexOf(word, at + 1))
      if (!isWordPart(lower.slice(0, at), 'end') && !isWordPart(lower.slice(at + word.length), 'start'))
        return true;
    return false;
  });
};

const isWordPart = (beside: string, side: 'start' | 'end'): boolean =>
  (side === 'start' ? /^[\p{L}\p{N}_]/u : /[\p{L}\p{N}_]$/u).test(beside);

/** Whether a minute of the local day (0 to 1439) is in the quiet hours. */
export const isQuietAt = (quiet: NoticeSettingsRow['quiet'], minute: number): boolean => {
  if (quiet === null) return false;
  const { from, to } = quiet;
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to;
};
