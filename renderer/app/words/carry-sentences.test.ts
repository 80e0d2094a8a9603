import { describe, expect, it } from 'vitest';
import type { CarryFailure, LinkStanding, NotCarried, OutboxState, WaitReason } from '../../store/index.ts';
import {
  aloneWords,
  carryStatus,
  failureSentence,
  haltOf,
  carryHaltOf,
  haltSentence,
  waitSentence,
  type CarryHalt,
} from './carry-sentences.ts';
import {
  carryFailureSentence,
  linkFailureSentence,
  linkWithWords,
  notCarriedSentence,
  standingSentence,
  unlinkFailureSentence,
} from './link-sentences.ts';

const different = (sentences: readonly string[]): void => {
  expect(new Set(sentences).size).toBe(sentences.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].{10,}/);
};

describe('a message on one side only', () => {
  it('says on which side, and why, if that is known', () => {
    const reasons = ['before-link', 'not-carried-by-choice', 'not-mine', 'deleted-there', 'unknown'] as const;
    different(reasons.map((why) => aloneWords('teams', why).full));
    for (const why of reasons) {
      const { short, full } = aloneWords('teams', why);
      expect([short, full].every((words) => words.includes('only in Microsoft Teams'))).toBe(true);
    }
    expect(aloneWords('teams', 'deleted-there').short).toContain('deleted in Mattermost');
  });
});

describe('the delivery state of a message', () => {
  const now = 1_000_000;
  const status = (state: OutboxState, halt: CarryHalt | null = null) =>
    carryStatus(state, 'teams', halt, now);
  const sending = (tries: number): OutboxState => ({
    kind: 'sending',
    act: { kind: 'repeatable' },
    after: 0,
    retryAt: now + 12_000,
    tries,
  });

  it.each<[OutboxState, string, readonly string[]]>([
    [{ kind: 'queued' }, 'Waits to be carried to Microsoft Teams…', []],
    [{ kind: 'uploading' }, 'Uploading files to Microsoft Teams…', []],
    [sending(0), 'Carrying to Microsoft Teams…', []],
    [
      sending(2),
      'Microsoft Teams did not answer. Isthmus looks whether it arrived in 12 seconds.',
      ['retry'],
    ],
    [
      { kind: 'waiting', until: now + 42_000, why: 'throttled', tries: 1 },
      'Microsoft Teams asked for patience. Next try in 42 seconds.',
      ['retry', 'discard'],
    ],
    [
      { kind: 'failed', reason: { kind: 'refused', code: 'api.x' } },
      'Not carried. Microsoft Teams refused it (api.x).',
      ['retry', 'discard'],
    ],
    [
      { kind: 'failed', reason: { kind: 'removed-there' } },
      'Its copy in Microsoft Teams was removed by an administrator. The message itself stays here.',
      ['dismiss'],
    ],
    [{ kind: 'discarded' }, 'Not carried', ['carry-after-all']],
  ])('%o', (state, text, actions) => {
    expect(status(state)).toMatchObject({ text, actions });
  });
  it('says why nothing is sent for a waiting message; a failed message keeps its own reason', () => {
    expect(status({ kind: 'queued' }, 'paused').text).toBe('Paused by you: it is carried when you resume.');
    expect(status(sending(3), 'offline').text).toBe('It is carried when Microsoft Teams can be reached.');
    expect(status({ kind: 'failed', reason: { kind: 'too-long' } }, 'paused').text).toContain('too long');
  });
  it('has a separate sentence for every reason', () => {
    const waits: readonly WaitReason[] = [
      ...(['offline', 'throttled', 'sign-in-needed'] as const),
      ...([
        'root-not-carried',
        'other-attempt',
        'author-settles',
        'members-hidden',
        'refused-there',
      ] as const),
    ];
    const failures: readonly CarryFailure[] = [
      { kind: 'forbidden', code: 'x' },
      { kind: 'refused', code: '' },
      { kind: 'too-long' },
      { kind: 'archived' },
      { kind: 'blocked' },
      { kind: 'no-right' },
      { kind: 'reaction-unknown' },
      { kind: 'reactions-full' },
      { kind: 'no-room' },
      { kind: 'too-late' },
      { kind: 'gone' },
      { kind: 'removed-there' },
      { kind: 'broken' },
    ];
    const halts: readonly CarryHalt[] = [
      'paused',
      'carrying-paused',
      'sleep',
      'disk-full',
      'stopped',
      'offline',
      'sign-in-needed',
    ];
    different(waits.map((why) => waitSentence(why, 'mattermost')));
    different(failures.map((failure) => failureSentence(failure, 'teams')));
    different(halts.map((halt) => haltSentence(halt, 'teams')));
    expect(failureSentence({ kind: 'refused', code: '' }, 'teams')).not.toContain('(');
  });
  it('names a missing permission in words, not by its code', () => {
    const missing = failureSentence({ kind: 'not-granted' }, 'teams');
    expect(missing).toBe('Your organisation has not allowed Isthmus to use channels or files there yet.');
    expect(failureSentence({ kind: 'not-granted', feature: 'channel-writing' }, 'teams')).toBe(
      'Your organisation has not allowed Isthmus to write in channels yet.',
    );
  });
  it('names the engine’s stop before the account’s', () => {
    const away = { state: { kind: 'offline', reason: 'no-network', retryAt: 0 } } as const;
    expect(haltOf({ kind: 'paused', by: 'user' }, away)).toBe('paused');
    expect(haltOf({ kind: 'running' }, away)).toBe('offline');
    expect(haltOf(null, { state: { kind: 'live' } })).toBeNull();
    expect(haltOf({ kind: 'disk-full' }, undefined)).toBe('disk-full');
    const paused = { kind: 'until-ended' } as const;
    expect(carryHaltOf({ kind: 'paused', by: 'sleep' }, paused, away)).toBe('sleep');
    expect(carryHaltOf({ kind: 'running' }, paused, away)).toBe('carrying-paused');
    expect(carryHaltOf({ kind: 'running' }, { kind: 'none' }, away)).toBe('offline');
    expect(carryHaltOf({ kind: 'running' }, { kind: 'none' }, undefined)).toBeNull();
  });
});

describe('links', () => {
  it('have a sentence for every state', () => {
    const standings: readonly LinkStanding[] = [
      { kind: 'good' },
      { kind: 'unchecked' },
      { kind: 'side-missing', service: 'teams' },
      { kind: 'side-missing', service: 'mattermost' },
      { kind: 'right-lost' },
      { kind: 'contradicts', linkId: 'x' },
    ];
    different(standings.map((standing) => standingSentence({ standing, carried: false }, null)));
    expect(
      standingSentence(
        { standing: { kind: 'contradicts', linkId: 'x' }, carried: false },
        { mattermost: 'A', teams: 'שלום' },
      ),
    ).toBe(
      'It does not count: an older link joins “A” in Mattermost with “\u2068שלום\u2069” in Microsoft Teams.',
    );
    expect(standingSentence({ standing: { kind: 'good' }, carried: true }, null)).toContain('is carried');
    const left = { standing: { kind: 'good' }, isLeftToRelay: true } as const;
    expect(standingSentence({ ...left, carried: true }, null)).toContain('relay carries');
    expect(standingSentence({ ...left, carried: false }, null)).toContain('stays on the side');
    const troubles = (['register-refused', 'register-far'] as const).map((holdTrouble) =>
      standingSentence({ standing: { kind: 'good' }, carried: true, holdTrouble }, null),
    );
    different(troubles);
    for (const sentence of troubles) expect(sentence).toContain('relay’s bot');
  });
  it('have a sentence for every refusal', () => {
    const failures = [
      { kind: 'no-right' },
      { kind: 'linked-already', linkId: 'x' },
      { kind: 'gone' },
      { kind: 'refused', code: 'api.x' },
    ] as const;
    different(failures.map(linkFailureSentence));
    for (const failure of failures) {
      expect(unlinkFailureSentence(failure)).toMatch(/\.$/);
      expect(carryFailureSentence(failure)).toMatch(/\.$/);
    }
  });
  it('have a sentence for every kind of content that is not carried', () => {
    const reasons: readonly NotCarried[] = [
      ...(['system-message', 'not-a-person', 'not-mine', 'before-link'] as const),
      ...([
        'author-connected',
        'author-away',
        'perhaps-carried',
        'marked-unconnected',
        'relay-account',
      ] as const),
      ...([
        'deleted-before-carried',
        'not-carried-by-choice',
        'burn-on-read',
        'empty',
        'blocked',
        'reaction-unknown-there',
      ] as const),
    ];
    different(reasons.map(notCarriedSentence));
  });
  it.each([
    ['mattermost', 'channel', 'Link with Teams channel…'],
    ['mattermost', 'private-channel', 'Link with Teams channel or chat…'],
    ['mattermost', 'group', 'Link with Teams chat…'],
    ['teams', 'private-channel', 'Link with Mattermost channel…'],
    ['teams', 'meeting', 'Link with Mattermost channel or group message…'],
  ] as const)('of a %s %s: %s', (service, kind, words) => {
    expect(linkWithWords(service, kind)).toBe(words);
  });
});
