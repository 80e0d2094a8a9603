import { describe, expect, it } from 'vitest';
import type { Account, DiscardReason, FillProgress, PersonId, SystemEvent } from '../../model/index.ts';
import type { ConnectOutcome } from '../../../preload/contract/shapes.ts';
import { accountStatus, offlineBanner } from './account-sentences.ts';
import { connectTrouble } from './connect-sentences.ts';
import { discardSentence } from './discard-sentences.ts';
import { systemSentence } from './system-sentences.ts';

const now = 1_000_000;
const done: FillProgress = { conversations: { total: 4, readable: 4, complete: 4 }, messages: 120 };
const status = (state: Account['state'], progress = done) =>
  accountStatus({ state, progress }, { kind: 'running' }, now);

describe('an account in the status line', () => {
  it.each<[Account['state'], string, string]>([
    [{ kind: 'connecting' }, 'busy', 'Fetching older messages: 4 of 4 conversations complete, 120 messages'],
    [{ kind: 'live' }, 'calm', 'Up to date'],
    [{ kind: 'catching-up' }, 'busy', 'Catching up with what happened meanwhile…'],
    [
      { kind: 'offline', reason: 'no-network', retryAt: now + 12_000 },
      'warning',
      'This computer is off-line. Next try in 12 seconds.',
    ],
    [
      { kind: 'offline', reason: 'unreachable', retryAt: now },
      'warning',
      'The server cannot be reached. Next try now.',
    ],
    [
      { kind: 'offline', reason: 'proxy-page', retryAt: now + 600_000 },
      'warning',
      'A proxy or sign-in page of this network answers instead of the server. Next try in 10 minutes.',
    ],
    [
      { kind: 'waiting', until: now + 31_000 },
      'busy',
      'The service asked for patience. Going on in 31 seconds.',
    ],
    [{ kind: 'sign-in-needed', reason: 'expired' }, 'warning', 'Your sign-in has expired.'],
    [{ kind: 'paused', by: 'user' }, 'warning', 'Paused by you.'],
    [{ kind: 'paused', by: 'sleep' }, 'calm', 'Resting while this computer sleeps or is locked.'],
    [{ kind: 'failed', reason: 'Too old.' }, 'error', 'Too old.'],
  ])('%o', (state, tone, text) => {
    expect(status(state)).toMatchObject({ tone, text });
  });

  it('shows complete of total as the bar, whatever the phase', () => {
    const progress = { conversations: { total: 40, readable: 30, complete: 10 }, messages: 5 };
    expect(status({ kind: 'live' }, progress).progress).toBe(0.25);
    expect(status({ kind: 'live' }, progress).text).toBe(
      'Fetching the newest messages: 30 of 40 conversations readable, 10 complete, 5 messages',
    );
  });

  it('shows no figure while nothing is known', () => {
    const progress = { conversations: { total: 0, readable: 0, complete: 0 }, messages: 0 };
    expect(status({ kind: 'connecting' }, progress)).toMatchObject({ text: 'Connecting…', progress: null });
  });

  it('puts the engine’s own trouble first, but never before a sign-in the user must do', () => {
    const engine = { kind: 'disk-full' } as const;
    expect(accountStatus({ state: { kind: 'live' }, progress: done }, engine, now).tone).toBe('error');
    expect(
      accountStatus({ state: { kind: 'sign-in-needed', reason: 'revoked' }, progress: done }, engine, now)
        .action,
    ).toBe('sign-in');
  });

  it('offers the one action', () => {
    expect(status({ kind: 'sign-in-needed', reason: 'consent-missing' }).action).toBe('sign-in');
    expect(status({ kind: 'paused', by: 'user' }).action).toBe('resume');
    expect(status({ kind: 'live' }).action).toBeUndefined();
  });
});

describe('the off-line banner', () => {
  const offline = (reason: 'no-network' | 'service-down', label: string) => ({
    label,
    state: { kind: 'offline', reason, retryAt: 0 } as const,
  });
  const live = { label: 'b', state: { kind: 'live' } as const };

  it('is not there while every service can be reached', () => {
    expect(offlineBanner([live])).toBeNull();
    expect(offlineBanner([])).toBeNull();
  });
  it('says that the computer is off-line only when it is', () => {
    expect(offlineBanner([offline('no-network', 'a')])).toMatch(/^You are off-line\./);
    expect(offlineBanner([offline('service-down', 'a')])).toMatch(/^No service can be reached\./);
  });
  it('names the account when only one is away', () => {
    expect(offlineBanner([offline('service-down', 'ada'), live])).toContain('(ada)');
  });
});

describe('every way connecting can end', () => {
  const outcomes: readonly Exclude<ConnectOutcome, { kind: 'connected' }>[] = [
    { kind: 'cancelled' },
    { kind: 'mfa-needed' },
    { kind: 'wrong-credentials' },
    { kind: 'not-allowed', detail: 'AADSTS65001' },
    { kind: 'admin-consent-needed' },
    { kind: 'other-person', label: 'ben@x.example' },
    { kind: 'unreachable' },
    { kind: 'certificate-refused' },
    { kind: 'not-this-service' },
    { kind: 'throttled', retryAfterSeconds: 0.4 },
    { kind: 'keyring-missing' },
    { kind: 'failed', detail: '' },
  ];
  it.each(outcomes)('$kind is a sentence and one thing to do', (outcome) => {
    for (const service of ['teams', 'mattermost'] as const) {
      const { title, advice } = connectTrouble(outcome, service);
      expect(title).toMatch(/^[A-Z].*[.:?]/);
      expect(advice).toMatch(/^[A-Z].*\.$/);
    }
  });
  it('gives the service’s own code to the administrator', () => {
    expect(connectTrouble({ kind: 'not-allowed', detail: 'AADSTS65001' }, 'teams').advice).toContain(
      'AADSTS65001',
    );
  });
});

describe('what was put aside', () => {
  const reasons: readonly DiscardReason[] = [
    'malformed-message',
    'malformed-conversation',
    'malformed-person',
    'malformed-event',
    'malformed-date',
    'unknown-event',
    'unknown-message-type',
    'edit-history-copy',
    'ephemeral-message',
    'event-for-unknown-conversation',
    'older-than-stored',
    'forbidden-conversation',
    'image-unavailable',
    'beyond-depth',
  ];
  it('has a different sentence for every reason', () => {
    expect(new Set(reasons.map(discardSentence)).size).toBe(reasons.length);
  });
});

describe('what happened in a conversation', () => {
  const ada = 'ada' as PersonId;
  const ben = 'ben' as PersonId;
  const name = (id: PersonId, displayName: string) => [id, { id, displayName } as never] as const;
  const people = new Map([name(ada, 'Ada'), name(ben, 'Ben')]);
  const event = (over: Partial<SystemEvent>): string =>
    systemSentence({ kind: 'other', by: null, people: [], value: '', text: null, ...over }, people);

  it.each<[Partial<SystemEvent>, string]>([
    [{ kind: 'members-added', by: ada, people: [ben] }, 'Ada added Ben'],
    [{ kind: 'members-added', by: ada, people: [ada] }, 'Ada joined'],
    [{ kind: 'members-removed', by: ada, people: [ben] }, 'Ada removed Ben'],
    [{ kind: 'members-removed', people: [ben] }, 'Ben was removed'],
    [{ kind: 'members-joined', people: [ada, ben] }, 'Ada and Ben joined'],
    [{ kind: 'members-left', by: ben }, 'Ben left'],
    [{ kind: 'renamed', by: ada, value: 'Boats' }, 'Ada changed the name to “Boats”'],
    [{ kind: 'renamed', by: ada, value: '' }, 'Ada removed the name'],
    [{ kind: 'topic-changed', by: ada, value: 'Sails' }, 'Ada changed the topic to “Sails”'],
    [{ kind: 'created', by: ada, value: '' }, 'Ada created this conversation'],
    [{ kind: 'archived', by: ben }, 'Ben archived this conversation'],
    [{ kind: 'unarchived', by: ben }, 'Ben reopened this conversation'],
    [{ kind: 'call-started' }, 'A call started'],
    [{ kind: 'call-ended', value: '12 min' }, 'The call ended (12 min)'],
    [{ kind: 'recording' }, 'A recording of the call'],
    [{ kind: 'message-pinned', by: ada }, 'Ada pinned a message'],
    [{ kind: 'message-unpinned' }, 'Somebody unpinned a message'],
    [{ kind: 'app-changed', by: ada, value: 'Polls' }, 'Ada changed the app Polls'],
    [{ kind: 'other', text: ' The service’s own words ' }, 'The service’s own words'],
    [{ kind: 'other' }, 'Something changed in this conversation'],
    [{ kind: 'members-joined', people: ['stranger' as PersonId] }, 'Somebody joined'],
  ])('%o', (over, sentence) => {
    expect(event(over)).toBe(sentence);
  });
});
