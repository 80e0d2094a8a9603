/** The plain text of a post, for previews and search, is the plain text of its document. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mattermostWriting } from '../../../text/crossing/testing/crossing.ts';
import { documents } from '../../../text/crossing/testing/documents.ts';
import { plainOfDocument, tidyDocument } from '../../../text/document/index.ts';
import { writeMattermostBody } from '../../../text/mattermost-markdown/index.ts';
import { readBody } from '../../../text/read-body.ts';
import { makeContext, post } from '../testing/payloads.ts';
import { changeOfPost } from './posts.ts';

const agrees = (text: string): void => {
  const change = changeOfPost(post(1, { message: text }), makeContext());
  if (change.kind !== 'message') throw new Error('no message');
  // The plain text of a post without text comes from its attachments.
  if (change.message.attachments.length > 0) return;
  expect(change.message.plain).toBe(plainOfDocument(readBody(change.message)));
};

describe('the plain text of a post', () => {
  it.each([
    '- [x] done\n- [ ] open',
    '|a|b|\n|-|-|\n|1|2|\n',
    ':) :tada: `:)`',
    '![](https://x.example/a.png)',
    '---',
  ])('of %j is that of its document', agrees);

  it('of generated documents is that of their own', () => {
    fc.assert(
      fc.property(documents(), (generated) =>
        agrees(writeMattermostBody(tidyDocument(generated), mattermostWriting)),
      ),
      { numRuns: 100, seed: 3 },
    );
  });
});
