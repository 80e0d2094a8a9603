/** What the user wants to be told, as rules of one conversation and of a moment. Pure. */
import {
  type Conversation,
  foldText,
  holdsKeyword,
  type Message,
  type NoticeLevel,
  type OwnChoices,
  type QuietHours,
  type Weekday,
} from '../../model/index.ts';

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

/**
 * Whether a message is meant for the user: it is written to them alone, mentions them, holds one of their words (folded by `foldText`), or
 * goes on in a thread in which they take part.
 */
export const isForUser = (
  { mentionsMe, plain }: Pick<Message, 'mentionsMe' | 'plain'>,
  { kind }: Pick<Conversation, 'kind'>,
  keywords: readonly string[],
  takesPart: boolean,
): boolean =>
  kind === 'direct' ||
  mentionsMe ||
  takesPart ||
  (keywords.length > 0 && holdsKeyword(foldText(plain), keywords));

/** A moment by the clock on the wall. */
export interface LocalTime {
  readonly weekday: Weekday;
  /** The minute of the day, 0 to 1439. */
  readonly minute: number;
}

/** A time (ms) by the clock of this machine's time zone, as it is then. */
export const localTimeOf = (at: number): LocalTime => {
  const local = new Date(at);
  return { weekday: local.getDay() as Weekday, minute: local.getHours() * 60 + local.getMinutes() };
};

/** Whether a moment is in the quiet hours. The clock on the wall counts: where it is put forward or back, a night is shorter or longer. */
export const isQuietAt = (quiet: QuietHours | null, { weekday, minute }: LocalTime): boolean => {
  if (quiet === null) return false;
  const { days, from, to } = quiet;
  const isToday = days.includes(weekday);
  if (from < to) return isToday && from <= minute && minute < to;
  const wasYesterday = days.includes(((weekday + 6) % 7) as Weekday);
  return (isToday && minute >= from) || (wasYesterday && minute < to);
};
