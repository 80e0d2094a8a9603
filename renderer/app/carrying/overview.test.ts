import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../model/index.ts';
import type { OutboxState } from '../../store/index.ts';
import { sampleConversation, linkOf, mattermost, messageOf, teams } from '../links/testing/sample.ts';
import { haltsOf } from './halts.ts';
import { overviewLimit, overviewOf, overviewSentence, type OutboxItem } from './overview.ts';
import { accountOf } from '../links/testing/sample.ts';

const here = sampleConversation(mattermost, 'c');
const link = linkOf(here, sampleConversation(teams, 'c'));
const me = new Set([`${mattermost}/me` as PersonId]);
const item = (state: OutboxState, author = 'me', over: Partial<OutboxItem> = {}): OutboxItem => {
  const message = messageOf(here, 'm', 1, author);
  const row = { messageId: message.id, linkId: link.id, service: 'mattermost', at: 1, state } as const;
  return { row, message, link, account: teams, ...over };
};
const failed: OutboxState = { kind: 'failed', reason: { kind: 'gone' } };
const waiting: OutboxState = { kind: 'waiting', why: 'offline', until: 9, tries: 1 };
const queued: OutboxState = { kind: 'queued' };
const sending = (tries: number): OutboxState => ({
  kind: 'sending',
  act: { kind: 'repeatable' },
  after: 0,
  retryAt: 0,
  tries,
});
const say = (items: readonly OutboxItem[], halts = new Map()) =>
  overviewSentence(overviewOf(items, me, halts));
const many = (count: number, state: OutboxState) => Array.from({ length: count }, () => item(state));

describe('the outbox in the status line', () => {
  it.each([
    [[], null],
    [[item(failed)], '1 could not be carried'],
    // It was carried, and its copy removed since.
    [[item({ kind: 'failed', reason: { kind: 'removed-there' } })], null],
    [many(2, failed), '2 could not be carried'],
    [[item(waiting)], '1 message waits'],
    [many(3, waiting), '3 messages wait'],
    [[item(failed), ...many(2, waiting)], '1 could not be carried, 2 wait'],
    [[item(sending(1))], '1 message waits'],
    [many(overviewLimit, waiting), '200+ messages wait'],
  ])('case %#', (items, sentence) => {
    expect(say(items)).toBe(sentence);
  });
  it('says nothing about a few messages that are being sent, and reports many', () => {
    expect(say([...many(2, queued), item(sending(0))])).toBeNull();
    expect(say(many(40, queued))).toBe('Carrying 40 messages…');
  });
  it('says that messages wait while Isthmus is paused or the other service cannot be reached', () => {
    const accounts = [accountOf(mattermost), accountOf(teams)];
    expect(say([item(queued)], new Map(haltsOf(accounts, { kind: 'paused', by: 'user' })))).toBe(
      '1 message waits',
    );
    const away = accountOf(teams, { state: { kind: 'offline', reason: 'no-network', retryAt: 1 } });
    expect(say([item(queued)], new Map(haltsOf([away], { kind: 'running' })))).toBe('1 message waits');
    const notThisOne = accountOf(mattermost, {
      state: { kind: 'offline', reason: 'no-network', retryAt: 1 },
    });
    expect(say([item(queued)], new Map(haltsOf([notThisOne], { kind: 'running' })))).toBeNull();
  });
  it('does not count messages of others, unless a reaction to one of them is not carried', () => {
    expect(say(many(9, queued).map(({ row }) => ({ ...item(queued, 'ada'), row })))).toBeNull();
    expect(say([item(failed, 'ada')])).toBe('1 could not be carried');
  });
  it('does not count discarded messages, or messages of a link that is not carried', () => {
    const off = { link: { ...link, carried: false } };
    expect(say([item({ kind: 'discarded' }), item(waiting, 'me', off), item(failed, 'me', off)])).toBeNull();
  });
});
