/** Recognises posts that need no parser. */
import { longestParsed } from './parser.ts';

/**
 * One line of words. The first sign is a letter, because marks of blocks are other signs, or digits with a full stop. A full stop is at the
 * end of a word, because an address has one inside. A colon or semicolon is there too, because emoji and emoticons go on after it. `x-d` is
 * an emoticon without either.
 */
const words = /^\p{L}(?:[\p{L}\p{M}\p{N} ,?'’"]|[.!:;](?= |$)|[-/](?![dD])(?=[\p{L}\p{N}]))*(?<! )$/u;

/**
 * Whether the reader of Mattermost's Markdown surely finds nothing in this text: it is its own plain text and its own prose. False says
 * nothing. A text that no parser reads either, because of its length, is not looked through: the engine's regular expressions throw for texts of
 * several million signs.
 */
export const isWithoutMarkup = (markdown: string): boolean =>
  markdown.length <= longestParsed && words.test(markdown);
