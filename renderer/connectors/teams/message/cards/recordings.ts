/** What audio, video and animation cards play: voice messages are such cards. */
import type { Attachment, RecordingMedium } from '../../../../model/index.ts';
import { asRecords, asText, asWebAddress, type JsonRecord } from '../../graph/json.ts';
import { opensInTeamsOnly } from '../teams-only-address.ts';
import { plainOf } from './card-text.ts';

const media: Readonly<Partial<Record<string, RecordingMedium>>> = {
  'application/vnd.microsoft.card.audio': 'audio',
  'application/vnd.microsoft.card.video': 'video',
  'application/vnd.microsoft.card.animation': 'video',
};

/** ISO 8601 durations as they occur (`PT1M13.5S`), in seconds; null for anything else. */
export const secondsOf = (duration: unknown): number | null => {
  const parts = /^P(?:(\d{1,4})D)?T?(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?$/.exec(
    asText(duration) ?? '',
  );
  if (parts === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const all = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  return all > 0 ? all : null;
};

/** The recording that a card of this type plays: its first source that opens in a browser. Null for other cards and for cards without media. */
export const recordingOf = (type: string, content: JsonRecord): Attachment | null => {
  const medium = media[type];
  const sources = asRecords(content.media);
  if (medium === undefined || (sources.length === 0 && secondsOf(content.duration) === null)) return null;
  const urls = sources.flatMap(({ url }) => asWebAddress(url) ?? []);
  return {
    kind: 'recording',
    medium,
    name: plainOf(content.title) || plainOf(sources[0]?.profile),
    seconds: secondsOf(content.duration),
    url: urls.find((url) => !opensInTeamsOnly(url)) ?? null,
  };
};
