/** Films and sounds in a body: those that Graph hosts are files, others are links, or words where only Teams plays them. */
import type { Attachment, FileReference, MessageId } from '../../../model/index.ts';
import { fileId } from '../ids.ts';
import { asWebAddress } from '../graph/json.ts';
import { opensInTeamsOnly } from './teams-only-address.ts';
import { secondsOf } from './cards/recordings.ts';
import { hostedId } from './files.ts';
import { isHostedContent, type BodyRecording } from './plain-text.ts';

type Recording = Extract<Attachment, { readonly kind: 'recording' }>;

/** Its source among Graph's hosted contents, null where it has none. */
export const hostedSourceOf = ({ sources }: Pick<BodyRecording, 'sources'>): string | null =>
  sources.find(isHostedContent) ?? null;

const nameOf = ({ attributes }: BodyRecording): string =>
  (attributes.alt ?? attributes.title ?? '').replace(/\s+/g, ' ').trim().slice(0, 100).trimEnd();

/** A recording that is no file: how long it plays, and where, if a browser can play it. */
export const recordingOf = (recording: BodyRecording): Recording => ({
  kind: 'recording',
  medium: recording.medium,
  name: nameOf(recording),
  seconds: secondsOf(recording.attributes['data-duration']),
  url: recording.sources.flatMap((source) => asWebAddress(source) ?? []).find(isOpen) ?? null,
});

const isOpen = (address: string): boolean => !opensInTeamsOnly(address);

/** What most recordings are; what one really is, its bytes tell when it is carried. */
const usual = {
  video: { name: 'video', ending: '.mp4', mimeType: 'video/mp4' },
  audio: { name: 'sound', ending: '.m4a', mimeType: 'audio/mp4' },
} as const;

/** The recordings that Graph hosts, as files, each once. */
export const hostedRecordings = (
  message: MessageId,
  recordings: readonly BodyRecording[],
): readonly FileReference[] => {
  const bySource = new Map<string, FileReference>();
  for (const recording of recordings) {
    const source = hostedSourceOf(recording);
    if (source === null || bySource.has(source)) continue;
    const { name, ending, mimeType } = usual[recording.medium];
    const said = nameOf(recording);
    bySource.set(source, {
      id: fileId(message, 'image', hostedId(source)),
      name: /\.[a-z0-9]{2,4}$/i.test(said) ? said : `${said || name}${ending}`,
      size: null,
      mimeType,
      webUrl: null,
      isImage: false,
      width: null,
      height: null,
      inlineSource: source,
    });
  }
  return [...bySource.values()];
};

/** The others, as what hangs on the message. */
export const otherRecordings = (recordings: readonly BodyRecording[]): readonly Recording[] =>
  recordings.filter((recording) => hostedSourceOf(recording) === null).map(recordingOf);
