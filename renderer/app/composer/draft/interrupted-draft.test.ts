import { expect, it } from 'vitest';
import { paragraph, textInline, type Document } from '../../../text/document/index.ts';
import { withoutCommand } from './interrupted-draft.ts';

const saying = (text: string): Document => ({ blocks: [paragraph(textInline(text))] });

it('a command that was executed during an edit does not come back after the edit', () => {
  const interrupted = { draft: { document: saying('/away') }, messageId: null };
  expect(withoutCommand(interrupted, '/away').draft.document.blocks).toEqual([]);
});

it.each(['/away for lunch', 'away'])('an interrupted draft with the text %j stays', (text) => {
  const interrupted = { draft: { document: saying(text) }, messageId: null };
  expect(withoutCommand(interrupted, '/away')).toBe(interrupted);
});
