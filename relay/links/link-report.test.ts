import { expect, it } from 'vitest';
import { linkIdOf } from '../../renderer/engine/bridge/links/link-id.ts';
import { shareOf } from '../../renderer/engine/bridge/memory/share-of.ts';
import type { ConversationId } from '../../renderer/model/index.ts';
import { linkLines } from '../words/links.ts';
import { type LinkReport, linkReports, linkShareOf } from './link-report.ts';

const linkOf = (share: number): string => {
  for (let at = 0; ; at += 1) {
    const id = linkIdOf(`m/${at}` as ConversationId, 't/1' as ConversationId);
    if (shareOf(id, 3) === share) return id;
  }
};
const shares = {
  ...{ of: 3, held: [1], otherDivision: null },
  ...{ computer: 'k3f9x1', others: [{ computer: 'a81b2c', held: [0] }] },
};
const report: LinkReport = {
  ...{ mattermost: 'Harbour', teams: 'Harbour talk', madeBy: 'Ada', health: 'good', carried: true },
  ...{ share: null, byRelay: 0, byAuthors: 0, waiting: 0, waits: [], failed: {}, left: {} },
};

it.each([
  [0, { kind: 'other', relay: 'a81b2c' }, '  share 0 of 3: relay a81b2c carries it'],
  [1, { kind: 'this' }, '  share 1 of 3: this relay carries it'],
  [2, { kind: 'nobody' }, '  share 2 of 3: NOBODY CARRIES IT NOW'],
])('who carries over a link of share %i', (share, holder, line) => {
  const told = linkShareOf(linkOf(share), shares);
  expect(told).toEqual({ share, of: 3, holder });
  expect(linkLines({ ...report, share: told })).toContain(line);
});

it('is not told where one relay carries over all, or nothing is known', () => {
  expect(linkShareOf(linkOf(0), { ...shares, of: 1, held: [0], others: [] })).toBeNull();
  expect(linkShareOf(linkOf(0), null)).toBeNull();
  expect(linkLines(report).join()).not.toMatch(/share/);
});

it('is read from a relay of a version that does not tell it', () => {
  const { share: _untold, ...before } = report;
  expect(linkReports.parse([before])).toEqual([report]);
});
