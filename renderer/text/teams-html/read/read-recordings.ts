/** Films and sounds of a Teams body. */
import { type FileReference } from '../../../model/index.ts';
import { blocksOfAttachment, type Block } from '../../document/index.ts';
import { recordingOf } from './media/body-recordings.ts';
import { recordingIn } from './media/media.ts';
import type { HtmlElement } from './nodes.ts';

/** A recording's link or words; nothing for one that is carried as a file. */
export const readRecording = (
  element: HtmlElement,
  files: ReadonlyMap<string, FileReference>,
): readonly Block[] => {
  const recording = recordingIn(element);
  return recording.sources.some((source) => files.has(source))
    ? []
    : blocksOfAttachment(recordingOf(recording));
};
