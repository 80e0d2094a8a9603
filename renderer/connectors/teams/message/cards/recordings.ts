/** Finds the recordings of audio, video and animation cards. Voice messages are such cards. */
import type { Attachment, RecordingMedium } from '../../../../model/index.ts';
import { asRecords, asWebAddress, type JsonRecord } from '../../graph/json.ts';
import { opensInTeamsOnly } from '../../../../text/teams-html/read/teams-only-address.ts';
import { secondsOf } from '../../../../text/teams-html/read/media/duration.ts';
import { cardTextOf } from './card-text.ts';

const media: Readonly<Partial<Record<string, RecordingMedium>>> = {
  'application/vnd.microsoft.card.audio': 'audio',
  'application/vnd.microsoft.card.video': 'video',
  'application/vnd.microsoft.card.animation': 'video',
};

/** The recording that a card of this type plays: its first source that opens in a browser. Null for other cards and for cards without media. */
export const recordingCardOf = (type: string, content: JsonRecord): Attachment | null => {
  const medium = media[type];
  const sources = asRecords(content.media);
  if (medium === undefined || (sources.length === 0 && secondsOf(content.duration) === null)) return null;
  const urls = sources.flatMap(({ url }) => asWebAddress(url) ?? []);
  return {
    kind: 'recording',
    medium,
    name: cardTextOf(content.title) || cardTextOf(sources[0]?.profile),
    seconds: secondsOf(content.duration),
    url: urls.find((url) => !opensInTeamsOnly(url)) ?? null,
  };
};
