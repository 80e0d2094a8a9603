/** The document: what a message says, whichever service it was written in. */
export * from './attachment-blocks.ts';
export * from './attachment-words.ts';
export * from './change-inlines.ts';
export * from './document.ts';
export * from './equal.ts';
export * from './line-mark.ts';
export * from './looks.ts';
export * from './plain.ts';
export * from './runs.ts';
export * from './text.ts';
export * from './tidy.ts';
