/** Talk taken from real text: consecutive lines with their authors' rhythm, letter by letter. */
import type { TalkSource } from './talk.ts';

/** One line of a corpus. */
export interface CorpusLine {
  /** ms since the epoch, to the minute. */
  readonly at: number;
  readonly author: string;
  readonly text: string;
}

/** A silence of this many ms parts one stretch of talk from the next. */
const silence = 8 * 60_000;
const longest = 40;

const hash = (text: string): number => {
  let value = 7;
  for (let at = 0; at < text.length; at += 1) value = (Math.imul(value, 31) + text.charCodeAt(at)) | 0;
  return value >>> 0;
};

/**
 * A source that walks through the corpus, and begins anew at its end. An author's lines of a stretch are all said by one
 * member of the conversation, and the same author is always played by the same member there.
 */
export const corpusTalk = (lines: readonly CorpusLine[]): TalkSource => {
  let next = 0;
  return (cast, _topics, chooser) => {
    const stretch: CorpusLine[] = [];
    while (stretch.length < longest) {
      const line = lines[next];
      const last = stretch.at(-1);
      if (!line || (last && (line.at < last.at || line.at - last.at > silence))) break;
      stretch.push(line);
      next += 1;
    }
    if (next >= lines.length) next = 0;
    return stretch.map((line, at) => {
      const player = cast[hash(line.author) % cast.length] ?? chooser.pick(cast);
      // The corpus knows minutes only: lines of one minute are spread over it.
      const gap =
        at === 0
          ? 0
          : Math.max(1000, line.at - (stretch[at - 1]?.at ?? line.at)) + chooser.integer(0, 20_000);
      return { by: player.key, gap, text: line.text, verbatim: true };
    });
  };
};
