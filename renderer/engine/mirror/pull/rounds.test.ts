import { beforeEach, expect, it } from 'vitest';
import type { ConversationId } from '../../../model/index.ts';
import { workOf } from '../../../../test/support/works.ts';
import { Rounds, type RoundsOptions } from './rounds.ts';

const open = 'open' as ConversationId;
const kept = 'kept' as ConversationId;
const longest = 'longest' as ConversationId;
let did: string[];
beforeEach(() => {
  did = [];
});
const roundsOf = (over: Partial<RoundsOptions> = {}): Rounds =>
  new Rounds({
    world: { log: (event) => void did.push(`log ${event}`) },
    mirror: { keptCurrent: (service) => Promise.resolve(service === 'teams' ? [kept] : []) },
    connector: { service: 'teams' },
    works: {
      markStale: (ids) => void did.push(`stale ${[...ids].join()}`),
      longestUnasked: () => workOf(longest),
    },
    index: { look: () => Promise.resolve(void did.push('look')) },
    attended: () => open,
    ready: () => true,
    onStale: () => void did.push('pull'),
    ...over,
  });

it('what the user looks at is asked again, where they look at anything', () => {
  roundsOf().attended();
  roundsOf({ attended: () => null }).attended();
  expect(did).toEqual([`stale ${open}`, 'pull', 'stale ', 'pull']);
});

it('what is kept current is asked again, of this service', async () => {
  await roundsOf().keptCurrent();
  expect(did).toEqual([`stale ${kept}`, 'pull']);
});

it('a database that refuses to say what is kept current is logged, and holds nothing else up', async () => {
  const refused = new Error('refused');
  await roundsOf({ mirror: { keptCurrent: () => Promise.reject(refused) } }).keptCurrent();
  expect(did).toEqual([expect.stringMatching(/^log .*kept-current/), 'stale ', 'pull']);
});

it('one more is asked in its turn, where one is settled', () => {
  roundsOf().sweep();
  roundsOf({ works: { markStale: () => undefined, longestUnasked: () => null } }).sweep();
  expect(did).toEqual([`stale ${longest}`, 'pull', 'pull']);
});

it('the index is looked at before anything is pulled, and not while nothing may be asked', async () => {
  await roundsOf().index();
  expect(did).toEqual(['look', 'pull']);
  await roundsOf({ ready: () => false }).index();
  expect(did).toHaveLength(2);
});
