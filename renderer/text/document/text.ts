/** Plain text as blocks. */
import type { Block } from './document.ts';
import { paragraph, textInline } from './document.ts';

/** Text line by line; an empty line begins a paragraph, a tab is four spaces. Whatever it looks like, it is text. */
export const blocksOfText = (text: string): Block[] =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '    ')
    .replace(/[\v\f]/g, ' ')
    .split(/\n(?:[^\S\n]*\n)+/)
    .filter((part) => part.trim() !== '')
    .map((part) => paragraph(textInline(part)));
