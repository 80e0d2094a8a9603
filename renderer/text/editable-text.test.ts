import { expect, it } from 'vitest';
import type { Attachment, MessageId } from '../model/index.ts';
import { canonicalForm, paragraph, textInline } from './document/index.ts';
import { readEditableText } from './editable-text.ts';

const quote: Attachment = {
  kind: 'quote',
  messageId: 't/c/4' as MessageId,
  authorName: 'Ada',
  plain: 'quoted',
};
const code: Attachment = { kind: 'code', language: 'c', code: 'a();' };
const card: Attachment = { kind: 'card', title: 'Card', text: 'of an app', links: [], color: null };

const text = (
  content: string,
  attachments: readonly Attachment[],
): Parameters<typeof readEditableText>[0] => ({
  body: { format: 'html', content },
  ...{ mentions: [], files: [], attachments },
});

it('has code in its place that is kept beside the body, and neither quotes nor cards', () => {
  const content = '<attachment id="4"></attachment><p>before</p><attachment id="C"></attachment><p>after</p>';
  expect(canonicalForm(readEditableText(text(content, [quote, code, card])))).toEqual(
    canonicalForm({
      blocks: [
        paragraph(textInline('before')),
        { kind: 'code', language: 'c', text: 'a();' },
        paragraph(textInline('after')),
      ],
    }),
  );
});

it('is the body where nothing but cards and quotes hangs on it', () => {
  const content = '<attachment id="4"></attachment><p>only this</p>';
  expect(canonicalForm(readEditableText(text(content, [quote, card])))).toEqual(
    canonicalForm({ blocks: [paragraph(textInline('only this'))] }),
  );
});
