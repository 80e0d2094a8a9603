/**
 * The lines that earlier versions put around a copy's text, in English, without a note: only their words identify them. Copies with a note
 * are never read this way, and new words do not belong here (docs/decisions/0027-dressing-is-noted.md).
 */
import { type Block, plainOfDocument } from '../../../text/document/index.ts';

const plainOf = (block: Block): string => plainOfDocument({ blocks: [block] }).trim();

/** `_Written 2026-09-21 09:05 UTC_`, above the text. */
export const isLatenessUnnoted = (block: Block): boolean =>
  /^Written \d{4}-\d\d-\d\d \d\d:\d\d UTC$/.test(plainOf(block));

/** `**IMPORTANT!**`, before everything else. */
export const isImportanceUnnoted = (block: Block): boolean =>
  block.kind === 'paragraph' && ['IMPORTANT!', 'URGENT!'].includes(plainOf(block));

/** A file that stayed behind, below the text. */
export const isMissingFileUnnoted = (block: Block): boolean =>
  block.kind === 'paragraph' && plainOf(block).startsWith('\u{1f4ce} ');
