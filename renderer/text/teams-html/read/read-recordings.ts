/** Films and sounds of a Teams body. */
import { type FileReference } from '../../../model/index.ts';
import { blocksOfAttachment, type Block } from '../../document/index.ts';
import type { BodyRecording } from './plain-text.ts';
import { recordingOf } from './body-recordings.ts';
import { elementsNamed, type HtmlElement } from './nodes.ts';

/** What a `<video>` or `<audio>` says of itself. */
export const recordingIn = (element: HtmlElement): BodyRecording => ({
  medium: element.name === 'audio' ? 'audio' : 'video',
  sources: [element, ...elementsNamed(element.children, 'source')].flatMap(({ attributes }) =>
    attributes.src === undefined || attributes.src === '' ? [] : [attributes.src],
  ),
  attributes: element.attributes,
});

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
