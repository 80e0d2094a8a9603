/** The outbox keeps fingerprints. If one changed with an update, earlier messages would look unsent. */
import { describe, expect, it } from 'vitest';
import { readTeamsBody } from './teams-html/index.ts';
import type { Document } from './document/index.ts';
import { attemptText, fingerprint } from './fingerprint.ts';

const read = (content: string): Document =>
  readTeamsBody({ body: { format: 'html', content }, mentions: [], attachments: [], files: [] });

describe('a fingerprint', () => {
  it('is the same as in rows of earlier versions', () => {
    const text = read(
      '<p>Hello <strong>you</strong> &amp; <em>all</em></p><ul><li>a</li></ul><pre><code>x\ty</code></pre>',
    );
    expect(fingerprint(text)).toBe('15lojs9pq34u7c2');
    expect(attemptText(text, 1)).toBe('15lojs9pq34u7c2 1');
  });

  it('ignores the alignment of lines, which earlier versions did not read', () => {
    const aligned = read('<p style="text-align:center">a</p><h1 align="right">b</h1>');
    expect(aligned.blocks).toMatchObject([{ align: 'center' }, { align: 'right' }]);
    expect(fingerprint(aligned)).toBe('1og6e7l1omlq444p');
  });
});
