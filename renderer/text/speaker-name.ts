/** The name of an author as a message by another account shows it. */
import { oneLine, shortened } from '../model/index.ts';
import { unnamedWords } from './copy-words.ts';

/** A name in one line, without marks of direction, of at most `most` UTF-16 units. It is never empty. */
export const speakerName = (name: string, most: number): string =>
  shortened(oneLine(name), most) || unnamedWords;
