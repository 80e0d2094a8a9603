import { describe, expect, it } from 'vitest';
import type { Account, AccountId, OfflineReason, FillProgress } from '../../model/index.ts';
import { accountStatus, forAdministrator, inFull, offlineBanner } from './account-sentences.ts';

const now = 1_000_000;
const done: FillProgress = {
  conversations: { total: 4, readable: 4, complete: 4, setBack: 0 },
  messages: 120,
};
const status = (state: Account['state'], progress = done) =>
  accountStatus({ service: 'teams', state, progress }, { kind: 'running' }, now);

describe('an account in the status line', () => {
  it.each<[Account['state'], string, string]>([
    [{ kind: 'connecting' }, 'busy', 'Fetching older messages: 4 of 4 conversations complete, 120 messages'],
    [{ kind: 'live' }, 'calm', 'Up to date'],
    [
      { kind: 'partly-live', without: [{ kind: 'conversations', count: 1 }] },
      'warning',
      'Up to date, except for 1 conversation that cannot be read at the moment.',
    ],
    [
      {
        kind: 'partly-live',
        without: [{ kind: 'chat-list' }, { kind: 'teams', count: 2 }, { kind: 'conversations', count: 3 }],
      },
      'warning',
      'Up to date, except for what cannot be read at the moment: the list of chats, the channels of 2 teams and 3 conversations.',
    ],
    [
      { kind: 'without-push', retryAt: now + 12_000 },
      'warning',
      'No live connection: new messages are asked for now and then. Next try to connect in 12 seconds.',
    ],
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
    [
      { kind: 'failed', reason: 'disk-full' },
      'error',
      'The disk is full. Make room, and it goes on by itself.',
    ],
    [
      { kind: 'failed', reason: 'refused', status: 403, code: 'Forbidden' },
      'error',
      'The service does not let Isthmus read your account (403).',
    ],
    [
      { kind: 'failed', reason: 'unusable-answer' },
      'error',
      'The service answers in a way that Isthmus cannot use.',
    ],
  ])('%o', (state, tone, text) => {
    expect(status(state)).toMatchObject({ tone, text });
  });

  it('shows a failure that an earlier version stored as a sentence', () => {
    const stored = JSON.parse(
      '{"kind":"failed","reason":"The service refused the request (403, Forbidden)."}',
    ) as Account['state'];
    expect(status(stored)).toMatchObject({
      tone: 'error',
      text: 'The service answers in a way that Isthmus cannot use.',
    });
  });

  it('shows the complete part of the total as the bar, in every phase', () => {
    const progress = { conversations: { total: 40, readable: 30, complete: 10, setBack: 0 }, messages: 5 };
    expect(status({ kind: 'live' }, progress).progress).toBe(0.25);
    expect(status({ kind: 'live' }, progress).text).toBe(
      'Fetching the newest messages: 30 of 40 conversations readable, 10 complete, 5 messages',
    );
  });

  it('shows no number while nothing is known', () => {
    const progress = { conversations: { total: 0, readable: 0, complete: 0, setBack: 0 }, messages: 0 };
    expect(status({ kind: 'connecting' }, progress)).toMatchObject({ text: 'Connecting…', progress: null });
  });

  it('shows the engine’s own failure first, but never before a sign-in that the user must do', () => {
    const engine = { kind: 'disk-full' } as const;
    const of = (state: Account['state']) =>
      accountStatus({ service: 'teams', state, progress: done }, engine, now);
    expect(of({ kind: 'live' }).tone).toBe('error');
    expect(of({ kind: 'sign-in-needed', reason: 'revoked' }).action).toBe('sign-in');
  });

  it('says what the user and the administrator can do, with the code', () => {
    expect(status({ kind: 'sign-in-needed', reason: 'account-disabled', code: 'AADSTS50057' })).toMatchObject(
      {
        advice: 'Ask your administrator.',
        forAdministrator: 'Switch the account on again.',
        code: 'AADSTS50057',
      },
    );
    const offline = (reason: OfflineReason) => status({ kind: 'offline', reason, retryAt: now });
    for (const reason of [
      'certificate-refused',
      'proxy-sign-in',
      'client-certificate',
      'clock-wrong',
      'keyring-locked',
    ] as const)
      expect(offline(reason).advice).toMatch(/[.]$/);
    expect(
      status({ kind: 'offline', reason: 'certificate-refused', retryAt: now, host: 'chat.example' }).text,
    ).toMatch(/^The certificate of chat\.example is not trusted/);
    expect(offline('certificate-refused').text).toMatch(/^The server’s certificate is not trusted/);
    expect(offline('service-down').advice).toBeUndefined();
    expect(offline('proxy-sign-in').action).toBe('proxy-sign-in');
    expect(offline('client-certificate').action).toBe('choose-certificate');
    expect(offline('unreachable').action).toBe('try-now');
    const disabled = status({ kind: 'sign-in-needed', reason: 'account-disabled', code: 'AADSTS50057' });
    expect(forAdministrator(disabled)).toBe(
      'For your administrator: Switch the account on again. Code: AADSTS50057.',
    );
    expect(inFull(disabled)).toBe(
      'Your account at Microsoft Teams is switched off. Ask your administrator. For your administrator: Switch the account on again. Code: AADSTS50057.',
    );
    expect(forAdministrator(status({ kind: 'live' }))).toBeNull();
  });

  it('offers exactly one action', () => {
    expect(status({ kind: 'sign-in-needed', reason: 'consent-missing' }).action).toBe('sign-in');
    // A sign-in would be refused in the same way. Only a try shows whether the administrator has solved the problem.
    expect(status({ kind: 'sign-in-needed', reason: 'account-disabled' }).action).toBe('try-now');
    expect(status({ kind: 'offline', reason: 'service-down', retryAt: now }).action).toBe('try-now');
    expect(status({ kind: 'failed', reason: 'refused', status: 403, code: '' }).action).toBe('try-now');
    expect(status({ kind: 'failed', reason: 'disk-full' }).action).toBeUndefined();
    expect(status({ kind: 'waiting', until: now }).action).toBeUndefined();
    expect(status({ kind: 'paused', by: 'user' }).action).toBe('resume');
    expect(status({ kind: 'live' }).action).toBeUndefined();
  });
});

describe('the off-line banner', () => {
  const named = (label: string, organisation = label) => ({
    ...{ id: `t-${organisation}` as AccountId, service: 'teams' as const, label },
    ...{ organisation, organisationName: organisation },
  });
  const offline = (reason: 'no-network' | 'service-down', label: string, organisation?: string) => ({
    ...named(label, organisation),
    state: { kind: 'offline', reason, retryAt: 0 } as const,
  });
  const live = { ...named('b'), state: { kind: 'live' } as const };

  it('is not shown while every service can be reached', () => {
    expect(offlineBanner([live])).toBeNull();
    expect(offlineBanner([])).toBeNull();
  });
  it('says that the computer is off-line only when it is', () => {
    expect(offlineBanner([offline('no-network', 'a')])).toMatch(/^You are off-line\./);
    expect(offlineBanner([offline('service-down', 'a')])).toMatch(/^No service can be reached\./);
  });
  it('does not show failures that have a remedy, because these have their own banner', () => {
    const locked = {
      ...named('a'),
      state: { kind: 'offline', reason: 'keyring-locked', retryAt: 0 } as const,
    };
    expect(offlineBanner([locked, live])).toBeNull();
    expect(offlineBanner([locked, offline('service-down', 'ada')])).toMatch(/^ada: /);
  });
  it('names the account if only one cannot be reached', () => {
    expect(offlineBanner([offline('service-down', 'ada'), live])).toBe(
      'ada: The service reports a fault of its own. You can read everything that is on this computer.',
    );
    expect(offlineBanner([offline('service-down', 'ada'), offline('no-network', 'ben'), live])).toBe(
      'ada and ben cannot be reached. You can read everything that is on this computer.',
    );
    // A member of one organisation who is a guest in another has one label in both.
    expect(
      offlineBanner([
        offline('service-down', 'ada', 'Contoso'),
        offline('no-network', 'ada', 'Fabrikam'),
        live,
      ]),
    ).toBe(
      'ada (Contoso) and ada (Fabrikam) cannot be reached. You can read everything that is on this computer.',
    );
    expect(
      offlineBanner([offline('service-down', 'ada', 'Contoso'), { ...live, ...named('ada', 'Fabrikam') }]),
    ).toMatch(/^ada \(Contoso\): The service/);
    expect(offlineBanner([offline('service-down', 'עדה'), live])).toMatch(/^\u2068עדה\u2069: The service/);
  });
});
