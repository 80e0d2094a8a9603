/** Reads videos and sounds in a body that Graph hosts, as files of the message. */
import type { FileReference, MessageId } from '../../../model/index.ts';
import { hostedSourceOf, nameOfRecording } from '../../../text/teams-html/read/media/body-recordings.ts';
import type { BodyRecording } from '../../../text/teams-html/index.ts';
import { fileId } from '../ids.ts';
import { hostedId } from './files.ts';

/** The types of most recordings. When a recording is carried, its bytes tell its real type. */
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
    const said = nameOfRecording(recording);
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
