import { describe, expect, it } from 'vitest';
import type {
  Account,
  OfflineReason,
  DiscardReason,
  FillProgress,
  PersonId,
  ServiceFailure,
  SystemEvent,
} from '../../model/index.ts';
import { connectRefusals, type ConnectRefusal } from '../../../preload/contract/reasons.ts';
import type { ConnectOutcome } from '../../../preload/contract/shapes.ts';
import { accountStatus, forAdministrator, inFull, offlineBanner } from './account-sentences.ts';
import { connectTrouble } from './connect-sentences.ts';
import { discardSentence } from './discard-sentences.ts';
import { isolated, nameList } from './names.ts';
import { signInWords } from './sign-in-words.ts';
import { systemSentence } from './system-sentences.ts';
import { teamNotRead } from './team-sentences.ts';

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
      'Up to date, except for the list of chats, the channels of 2 teams and 3 conversations that cannot be read at the moment.',
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

  it('tells a failure that an earlier Isthmus stored as a sentence', () => {
    const stored = JSON.parse(
      '{"kind":"failed","reason":"The service refused the request (403, Forbidden)."}',
    ) as Account['state'];
    expect(status(stored)).toMatchObject({
      tone: 'error',
      text: 'The service answers in a way that Isthmus cannot use.',
    });
  });

  it('shows complete of total as the bar, whatever the phase', () => {
    const progress = { conversations: { total: 40, readable: 30, complete: 10, setBack: 0 }, messages: 5 };
    expect(status({ kind: 'live' }, progress).progress).toBe(0.25);
    expect(status({ kind: 'live' }, progress).text).toBe(
      'Fetching the newest messages: 30 of 40 conversations readable, 10 complete, 5 messages',
    );
  });

  it('shows no figure while nothing is known', () => {
    const progress = { conversations: { total: 0, readable: 0, complete: 0, setBack: 0 }, messages: 0 };
    expect(status({ kind: 'connecting' }, progress)).toMatchObject({ text: 'Connecting…', progress: null });
  });

  it('puts the engine’s own trouble first, but never before a sign-in the user must do', () => {
    const engine = { kind: 'disk-full' } as const;
    const of = (state: Account['state']) =>
      accountStatus({ service: 'teams', state, progress: done }, engine, now);
    expect(of({ kind: 'live' }).tone).toBe('error');
    expect(of({ kind: 'sign-in-needed', reason: 'revoked' }).action).toBe('sign-in');
  });

  it('says what the user and the administrator can do, and the code', () => {
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

  it('offers the one action', () => {
    expect(status({ kind: 'sign-in-needed', reason: 'consent-missing' }).action).toBe('sign-in');
    // A sign-in would be refused in the same way: what the administrator has mended is found by trying.
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
  it('leaves what somebody can do something about to its own banner', () => {
    const locked = { label: 'a', state: { kind: 'offline', reason: 'keyring-locked', retryAt: 0 } as const };
    expect(offlineBanner([locked, live])).toBeNull();
    expect(offlineBanner([locked, offline('service-down', 'ada')])).toContain('(ada)');
  });
  it('names the account when only one is away', () => {
    expect(offlineBanner([offline('service-down', 'ada'), live])).toContain('(ada)');
  });
});

describe('a team that cannot be listed', () => {
  it.each<[ServiceFailure, RegExp]>([
    [{ kind: 'forbidden', status: 403, code: 'Forbidden' }, /does not list .*\(403, Forbidden\)/],
    [{ kind: 'refused', status: 400, code: '' }, /does not list .*\(400\)/],
    [{ kind: 'not-found' }, /does not find/],
    [{ kind: 'cursor-gone' }, /does not find/],
    [{ kind: 'throttled', retryAfterMs: 1 }, /patience/],
    [{ kind: 'offline', reason: 'service-down', status: 502 }, /: the service reports a fault/],
    [{ kind: 'sign-in-needed', reason: 'expired' }, /sign-in has expired/],
    [{ kind: 'cancelled' }, /not been listed yet/],
  ])('%o says why, and that what is here stays', (failure, why) => {
    expect(teamNotRead(failure)).toMatch(why);
    expect(teamNotRead(failure)).toMatch(/^[A-Z][^.]*\. What was read before stays here/);
  });
});

describe('every way connecting can end', () => {
  const outcomes: readonly Exclude<ConnectOutcome, { kind: 'connected' }>[] = [
    { kind: 'cancelled' },
    { kind: 'mfa-needed' },
    { kind: 'wrong-credentials' },
    { kind: 'not-allowed', detail: 'AADSTS65001' },
    { kind: 'other-person', label: 'ben@x.example' },
    { kind: 'unreachable' },
    { kind: 'certificate-refused' },
    { kind: 'certificate-refused', host: 'chat.example.org' },
    ...connectRefusals.map((reason) => ({ kind: 'refused', reason, code: 'AADSTS50105' }) as const),
    { kind: 'redirected', to: 'https://chat.example.org' },
    { kind: 'insecure-address' },
    { kind: 'timed-out' },
    { kind: 'proxy-sign-in' },
    { kind: 'not-this-service' },
    { kind: 'throttled', retryAfterSeconds: 0.4 },
    { kind: 'keyring-missing' },
    { kind: 'failed', detail: '' },
  ];
  it.each(outcomes)('$kind $reason is a sentence and one thing to do', (outcome) => {
    for (const service of ['teams', 'mattermost'] as const) {
      const { title, advice } = connectTrouble(outcome, service);
      expect(title).toMatch(/^[A-Z].*[.:?]/);
      expect(advice).toMatch(/^[A-Z].*\.$/);
    }
  });
  it('says each reason in its own words', () => {
    const titles = connectRefusals.map((reason) => signInWords(reason, 'teams').what);
    expect(new Set(titles).size).toBe(titles.length);
  });
  it('shows the service’s own code where an administrator is needed, and nowhere else', () => {
    const refused = (reason: ConnectRefusal) =>
      connectTrouble({ kind: 'refused', reason, code: 'AADSTS7' }, 'teams');
    expect(refused('blocked-by-policy')).toMatchObject({
      code: 'AADSTS7',
      forAdministrator: expect.stringMatching(/^[A-Z].*\.$/) as string,
    });
    expect(refused('password-changed')).not.toHaveProperty('code');
    expect(refused('account-disabled').final).toBe(true);
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
    'unknown-conversation-type',
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
    'changes-refused',
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
    [{ kind: 'members-removed', people: [ada, ben] }, 'Ada and Ben were removed'],
    [{ kind: 'members-removed', by: ben, people: [ben] }, 'Ben left'],
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
    [{ kind: 'app-added', by: ada, value: 'Polls' }, 'Ada added the app Polls'],
    [{ kind: 'app-removed', by: ada }, 'Ada removed an app'],
    [{ kind: 'tab-changed', by: ada }, 'Ada changed a tab'],
    [{ kind: 'channel-deleted', by: ada, value: 'Boats' }, 'Ada deleted the channel “Boats”'],
    // Case 109.
    [{ kind: 'role-changed', by: ada, people: [ben], value: 'owner' }, 'Ada made Ben an owner'],
    [{ kind: 'role-changed', by: ada, people: [ada, ben], value: 'member' }, 'Ada made Ada and Ben members'],
    [
      { kind: 'role-changed', by: ada, people: [ben], value: 'x-of-next-year' },
      'Ada changed the role of Ben',
    ],
    [{ kind: 'joining-enabled', by: ada }, 'Ada allowed people to join by themselves'],
    [{ kind: 'meeting-chat-disabled' }, 'Somebody turned the meeting’s chat off'],
    [{ kind: 'other', value: 'conversationMemberRoleUpdated' }, 'Something changed in this conversation'],
    // Case 116.
    [{ kind: 'transcript', by: ada }, 'A transcript of the call'],
    [{ kind: 'recording-failed', by: ada }, 'The call could not be recorded'],
    [{ kind: 'recording-started' }, 'The recording of the call started'],
    [{ kind: 'other', text: ' The service’s own words ' }, 'The service’s own words'],
    [{ kind: 'other' }, 'Something changed in this conversation'],
    [{ kind: 'members-joined', people: ['stranger' as PersonId] }, 'Somebody joined'],
  ])('%o', (over, sentence) => {
    expect(event(over)).toBe(sentence);
  });

  const [stranger, another] = ['s1' as PersonId, 's2' as PersonId];

  it.each<[Partial<SystemEvent>, string]>([
    // Case 129.
    [{ kind: 'members-removed' }, 'Somebody was removed'],
    [{ kind: 'members-removed', by: ada }, 'Ada removed somebody'],
    [{ kind: 'members-removed', by: ada, people: [stranger] }, 'Ada removed somebody'],
    [{ kind: 'members-removed', people: [stranger, another] }, '2 people were removed'],
    [{ kind: 'members-added' }, 'Somebody joined'],
    [{ kind: 'members-added', by: ada }, 'Ada added somebody'],
    [{ kind: 'members-added', by: ada, people: [ben, stranger] }, 'Ada added Ben and 1 other'],
    [{ kind: 'members-joined' }, 'Somebody joined'],
    [{ kind: 'members-left' }, 'Somebody left'],
    [{ kind: 'role-changed', value: 'guest' }, 'Somebody made somebody a guest'],
    [{ kind: 'role-changed' }, 'Somebody changed the role of somebody'],
  ])('is grammatical where nobody is told: %o', (over, sentence) => {
    expect(event(over)).toBe(sentence);
  });

  it('is a sentence for every kind, with nothing told and with everything', () => {
    for (const kind of kinds)
      for (const told of [{}, { by: ada, people: [ben], value: 'Boats', text: 'Boats' }])
        expect(event({ kind, ...told }), kind).toMatch(/^[A-Z][^ ]* \S|^Boats$/);
  });
});

/** Every kind there is: a new one is missing here until it is added. */
const kinds = Object.keys({
  'members-added': 0,
  'members-removed': 0,
  'members-joined': 0,
  'members-left': 0,
  renamed: 0,
  'topic-changed': 0,
  created: 0,
  'channel-deleted': 0,
  archived: 0,
  unarchived: 0,
  'role-changed': 0,
  'joining-enabled': 0,
  'joining-disabled': 0,
  'shown-to-all': 0,
  'not-shown-to-all': 0,
  'meeting-chat-enabled': 0,
  'meeting-chat-disabled': 0,
  'meeting-changed': 0,
  'call-started': 0,
  'call-ended': 0,
  'recording-started': 0,
  'recording-saving': 0,
  'recording-failed': 0,
  recording: 0,
  transcript: 0,
  'message-pinned': 0,
  'message-unpinned': 0,
  'tab-changed': 0,
  'app-added': 0,
  'app-removed': 0,
  'app-changed': 0,
  other: 0,
} satisfies Record<SystemEvent['kind'], 0>) as readonly SystemEvent['kind'][];

describe('names that run from right to left', () => {
  const noor = 'נור';

  it('stand isolated in a sentence, so that they do not turn the words around them', () => {
    expect(nameList([noor, 'Ada'])).toBe(`\u2068${noor}\u2069 and Ada`);
    const renamed = systemSentence(
      { kind: 'renamed', by: null, people: [], value: 'אחת\nשתיים', text: '' } satisfies SystemEvent,
      new Map(),
      noor,
    );
    expect(renamed).toBe(`\u2068${noor}\u2069 changed the name to “\u2068אחת שתיים\u2069”`);
  });

  it('are left alone where there is nothing to isolate', () => {
    expect(isolated('Ada Okafor 4')).toBe('Ada Okafor 4');
    expect(isolated('日本 Ελλάδα')).toBe('日本 Ελλάδα');
    expect(isolated('علی')).toBe('\u2068علی\u2069');
  });
});
