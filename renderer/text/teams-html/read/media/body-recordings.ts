/** Films and sounds in a body: one that Graph hosts is a file. Another is a link, or words if only Teams plays it. */
import type { Attachment } from '../../../../model/index.ts';
import { webAddress } from '../../../web-address.ts';
import { secondsOf } from './duration.ts';
import { isHostedContent } from './hosted-content.ts';
import type { BodyRecording } from './media.ts';
import { opensInTeamsOnly } from '../teams-only-address.ts';

type Recording = Extract<Attachment, { readonly kind: 'recording' }>;

/** Its source among Graph's hosted contents, null where it has none. */
export const hostedSourceOf = ({ sources }: Pick<BodyRecording, 'sources'>): string | null =>
  sources.find(isHostedContent) ?? null;

/** What a recording is called, '' when it is not. */
export const nameOfRecording = ({ attributes }: BodyRecording): string =>
  (attributes.alt ?? attributes.title ?? '').replace(/\s+/g, ' ').trim().slice(0, 100).trimEnd();

/** A recording that is no file: how long it plays, and where, if a browser can play it. */
export const recordingOf = (recording: BodyRecording): Recording => ({
  kind: 'recording',
  medium: recording.medium,
  name: nameOfRecording(recording),
  seconds: secondsOf(recording.attributes['data-duration']),
  url: recording.sources.flatMap((source) => webAddress(source) ?? []).find(isOpen) ?? null,
});

const isOpen = (address: string): boolean => !opensInTeamsOnly(address);

/** The recordings that Graph does not host, as what hangs on the message. */
export const otherRecordings = (recordings: readonly BodyRecording[]): readonly Recording[] =>
  recordings.filter((recording) => hostedSourceOf(recording) === null).map(recordingOf);
