import { expect, it } from 'vitest';
import { upgradedBy } from '../testing/upgrading.ts';
import { draftPartsStep } from './draft-parts.ts';

it('drafts do not change, damaged ones too', async () => {
  const kept = {
    drafts: [
      {
        conversationId: 'm/c',
        threadId: '',
        accountId: 'm',
        key: 'written:1',
        document: { blocks: [] },
        at: 1,
      },
      { conversationId: 'm/d', threadId: 'm/d|1', accountId: 7, document: null },
    ],
    draftFiles: [{ id: 'f', conversationId: 'm/c', threadId: '', accountId: 'm', at: 1 }],
  };
  const { rows, found } = await upgradedBy(draftPartsStep, { ...kept });
  expect(rows).toEqual(kept);
  expect(await found('drafts', 'accountId', 'm')).toEqual([kept.drafts[0]]);
});
