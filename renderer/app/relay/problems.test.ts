import { expect, it } from 'vitest';
import type { CarryFailure, OutboxState } from '../../store/index.ts';
import { problemsOf } from './problems.ts';

const row = (linkId: string, service: 'teams' | 'mattermost', state: OutboxState) => ({
  linkId,
  service,
  state,
});
const failed = (reason: CarryFailure): OutboxState => ({ kind: 'failed', reason });
const refused = failed({ kind: 'refused', code: 'x' });

it('refused messages are grouped by link, direction, reason and code, the most frequent first', () => {
  const problems = problemsOf([
    row('a', 'teams', failed({ kind: 'too-long' })),
    row('a', 'teams', refused),
    row('a', 'mattermost', refused),
    row('a', 'teams', refused),
    row('b', 'teams', refused),
    row('a', 'teams', failed({ kind: 'refused', code: 'y' })),
    row('a', 'teams', { kind: 'queued' }),
  ]);
  expect(problems.map(({ linkId, to, reason, count }) => [linkId, to, reason.kind, count])).toEqual([
    ['a', 'mattermost', 'refused', 2],
    ['a', 'mattermost', 'too-long', 1],
    ['a', 'teams', 'refused', 1],
    ['b', 'mattermost', 'refused', 1],
    ['a', 'mattermost', 'refused', 1],
  ]);
  expect(new Set(problems.map(({ key }) => key)).size).toBe(5);
});
