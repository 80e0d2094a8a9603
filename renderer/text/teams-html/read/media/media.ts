/** Finds the pictures and recordings in a Teams body, of which the message's files are made. */
import type { RecordingMedium } from '../../../../model/index.ts';
import { elementsNamed, type HtmlElement, type HtmlNode } from '../nodes.ts';
import { sizeOfPicture } from '../picture-size.ts';

/** A picture in a body: its source exactly as an HTML parser gives it, and what the tag says of it. */
export interface BodyPicture {
  readonly source: string;
  readonly alternative: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** A film or sound in a body. */
export interface BodyRecording {
  readonly medium: RecordingMedium;
  /** Its own `src`, and those of the `<source>` in it. */
  readonly sources: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** What stands in a body beside its text, in the body's order. */
export interface BodyMedia {
  readonly pictures: readonly BodyPicture[];
  readonly recordings: readonly BodyRecording[];
}

/** Not read by a reader of the text either: what an attachment shows comes with the attachment, what a formula is drawn with is no picture. */
const unread = new Set(['attachment', 'math']);

/** The pictures and recordings of a body. Emoji that say they are emoji are none. */
export const mediaIn = (nodes: readonly HtmlNode[]): BodyMedia => {
  const pictures: BodyPicture[] = [];
  const recordings: BodyRecording[] = [];
  const walk = (inside: readonly HtmlNode[]): void => {
    for (const node of inside) {
      if (typeof node === 'string' || unread.has(node.name)) continue;
      if (node.name === 'img') {
        const picture = pictureIn(node);
        if (picture !== null) pictures.push(picture);
      } else if (node.name === 'video' || node.name === 'audio') recordings.push(recordingIn(node));
      walk(node.children);
    }
  };
  walk(nodes);
  return { pictures, recordings };
};

const pictureIn = ({ attributes }: HtmlElement): BodyPicture | null => {
  const { src = '', alt = '', itemtype = '' } = attributes;
  if (src === '' || /emoji/i.test(itemtype)) return null;
  return { source: src, alternative: alt, ...sizeOfPicture(attributes) };
};

/** What a `<video>` or `<audio>` says of itself. */
export const recordingIn = (element: HtmlElement): BodyRecording => ({
  medium: element.name === 'audio' ? 'audio' : 'video',
  sources: [element, ...elementsNamed(element.children, 'source')].flatMap(({ attributes }) =>
    attributes.src === undefined || attributes.src === '' ? [] : [attributes.src],
  ),
  attributes: element.attributes,
});
