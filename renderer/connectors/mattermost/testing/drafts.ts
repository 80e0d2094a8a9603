/** Drafts and notes for tests of writing. */
import { type CarryKey, type MarkNote, type SharedKey } from '../../../model/index.ts';
import { paragraph, textInline, type Block } from '../../../text/document/index.ts';
import type { Draft } from '../../writing.ts';

export const noAbort = new AbortController().signal;
export const carryKey = (text: string): CarryKey => text as CarryKey;
export const sharedKey = (text: string): SharedKey => text as SharedKey;

/** A draft of these blocks. */
export const testDraft = (blocks: readonly Block[], more: Partial<Draft> = {}): Draft => ({
  document: { blocks },
  subject: null,
  importance: 'normal',
  threadId: '',
  quotes: null,
  files: [],
  ...more,
});

/** A draft of one line of text. */
export const words = (text: string, more: Partial<Draft> = {}): Draft =>
  testDraft([paragraph(textInline(text))], more);

export const markNote = (...teams: string[]): MarkNote => ({
  kind: 'mark',
  origin: 'teams',
  teams: teams.map(sharedKey),
  part: 0,
  parts: 1,
});
