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

it('the editable text has code that is kept beside the body in its place, and neither quotes nor cards', () => {
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

it('the editable text is the body if the message has only cards and quotes attached', () => {
  const content = '<attachment id="4"></attachment><p>only this</p>';
  expect(canonicalForm(readEditableText(text(content, [quote, card])))).toEqual(
    canonicalForm({ blocks: [paragraph(textInline('only this'))] }),
  );
});
