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
      markUrgent: (id) => void did.push(`urgent ${id}`),
      longestUnasked: (isDue) => (isDue(longest) ? workOf(longest) : null),
    },
    index: { look: () => Promise.resolve(void did.push('look')) },
    isDue: () => true,
    isDueToOpen: () => true,
    isTold: () => false,
    isFresh: () => false,
    attended: () => open,
    ready: () => true,
    onStale: () => void did.push('pull'),
    ...over,
  });

it('the open conversation is read again, if there is one', () => {
  roundsOf().attended();
  roundsOf({ attended: () => null }).attended();
  expect(did).toEqual([`stale ${open}`, 'pull', 'stale ', 'pull']);
});

it('conversations that are kept current are read again, for this service', async () => {
  await roundsOf().keptCurrent();
  expect(did).toEqual([`stale ${kept}`, 'pull']);
});

it('where hints come, a conversation is left until it is due, and one that the user opens until a hint came; it waits for its turn', async () => {
  const rounds = roundsOf({ isDue: () => false, isTold: () => true });
  await rounds.keptCurrent();
  rounds.attended();
  expect(did).toEqual(['stale ', 'pull', 'stale ', 'pull']);
  did = [];
  rounds.sweep();
  expect(did).toEqual(['stale ', 'pull']);
  did = [];
  rounds.opened();
  roundsOf({ isDue: () => false, isDueToOpen: () => false }).opened();
  expect(did).toEqual([`stale ${open}`, 'pull', 'pull']);
});

it('where no hints come, a conversation that the user opens does not wait for its turn', () => {
  roundsOf().opened();
  roundsOf({ attended: () => null }).opened();
  expect(did).toEqual([`urgent ${open}`, 'pull', 'pull']);
});

it('what was asked just now is not asked again when the user opens it', () => {
  roundsOf({ isFresh: (id) => id === open }).opened();
  expect(did).toEqual(['pull']);
});

it('a database error in the list of conversations to keep current is logged, and delays nothing else', async () => {
  const refused = new Error('refused');
  await roundsOf({ mirror: { keptCurrent: () => Promise.reject(refused) } }).keptCurrent();
  expect(did).toEqual([expect.stringMatching(/^log .*kept-current/), 'stale ', 'pull']);
});

it('one more settled conversation is read in turn', () => {
  roundsOf().sweep();
  roundsOf({
    works: { markStale: () => undefined, markUrgent: () => undefined, longestUnasked: () => null },
  }).sweep();
  expect(did).toEqual([`stale ${longest}`, 'pull', 'pull']);
});

it('the index is read before any pull, and not while no requests are allowed', async () => {
  await roundsOf().index();
  expect(did).toEqual(['look', 'pull']);
  await roundsOf({ ready: () => false }).index();
  expect(did).toHaveLength(2);
});
