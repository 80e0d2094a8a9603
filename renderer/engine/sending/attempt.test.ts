/** The effect of a failure on an attempt, the state when it did not happen, and the length of its wait. */
import { describe, expect, it } from 'vitest';
import type { RefusalCause, ServiceFailure } from '../../model/index.ts';
import type { OutboxAct, OutboxState } from '../../store/index.ts';
import {
  certaintyOf,
  mostFailures,
  patience,
  type Sending,
  stateAfterFailure,
  stateOfUnsent,
  triesOf,
} from './attempt.ts';

const send: OutboxAct = { kind: 'send', text: 'digest', version: 7, part: 0, parts: 1 };
const sending = (over: Partial<Sending> = {}): Sending => ({
  kind: 'sending',
  act: send,
  after: 500,
  retryAt: 0,
  tries: 0,
  ...over,
});
const repeatable: OutboxAct = { kind: 'repeatable' };
const offline = (status: number | null = 503): ServiceFailure => ({
  kind: 'offline',
  reason: 'service-down',
  status,
});
const tooOften: OutboxState = { kind: 'failed', reason: { kind: 'refused', code: 'HTTP 503' } };
const aside = { now: 1_000_000, random: 0, isReadable: true };

describe('the back-off', () => {
  it('doubles up to five minutes, and is between half of it and the whole', () => {
    expect([0, 1, 2, 7, 8, 50].map((tries) => patience(tries, 1))).toEqual([
      2_000, 4_000, 8_000, 256_000, 300_000, 300_000,
    ]);
    expect(patience(1, 0)).toBe(2_000);
    expect(patience(50, 0)).toBe(150_000);
  });
});

describe('a failure before anything was asked for', () => {
  it.each<[string, ServiceFailure, OutboxState | null]>([
    ['leaves the row where the caller gave up', { kind: 'cancelled' }, null],
    [
      'waits as long as the service asked',
      { kind: 'throttled', retryAfterMs: 9_000 },
      { kind: 'waiting', why: 'throttled', until: 1_009_000, tries: 3 },
    ],
    [
      'waits for a sign-in',
      { kind: 'sign-in-needed', reason: 'expired' },
      { kind: 'waiting', why: 'sign-in-needed', until: 1_060_000, tries: 3 },
    ],
    [
      'waits for the service with patience',
      offline(),
      { kind: 'waiting', why: 'offline', until: 1_004_000, tries: 3 },
    ],
    [
      'waits likewise where pages lead nowhere',
      { kind: 'stands-still' },
      { kind: 'waiting', why: 'offline', until: 1_004_000, tries: 3 },
    ],
    [
      'waits likewise where the sign-in is good, but not for this',
      { kind: 'not-let-in' },
      { kind: 'waiting', why: 'not-let-in', until: 1_004_000, tries: 3 },
    ],
  ])('%s', (_what, failure, expected) => {
    expect(stateAfterFailure({ kind: 'queued' }, failure, { ...aside, before: 2 })).toEqual(expected);
  });

  it('continues the count of tries in the state, whatever it waited for', () => {
    const waiting: OutboxState = { kind: 'waiting', why: 'throttled', until: 0, tries: 5 };
    expect(stateAfterFailure(waiting, offline(), { ...aside, before: 2 })).toMatchObject({ tries: 6 });
    expect([triesOf(waiting), triesOf(sending({ tries: 4 })), triesOf({ kind: 'queued' })]).toEqual([
      5, 4, 0,
    ]);
  });
});

describe('a refusal of the service', () => {
  const forbidden = (because?: RefusalCause): ServiceFailure => ({
    kind: 'forbidden',
    status: 403,
    code: 'c',
    ...(because ? { because } : {}),
  });
  const refused = (status: number, because?: RefusalCause): ServiceFailure => ({
    kind: 'refused',
    status,
    code: 'c',
    ...(because ? { because } : {}),
  });

  it.each<[ServiceFailure, OutboxState & { readonly kind: 'failed' }]>([
    [forbidden(), { kind: 'failed', reason: { kind: 'forbidden', code: 'c' } }],
    [forbidden('not-granted'), { kind: 'failed', reason: { kind: 'not-granted' } }],
    [
      { kind: 'forbidden', status: 403, code: 'c', because: 'not-granted', feature: 'channel-writing' },
      { kind: 'failed', reason: { kind: 'not-granted', feature: 'channel-writing' } },
    ],
    [forbidden('archived'), { kind: 'failed', reason: { kind: 'archived' } }],
    [forbidden('reaction-unknown'), { kind: 'failed', reason: { kind: 'reaction-unknown' } }],
    [forbidden('no-right'), { kind: 'failed', reason: { kind: 'no-right' } }],
    [refused(507, 'no-room'), { kind: 'failed', reason: { kind: 'no-room' } }],
    [refused(400), { kind: 'failed', reason: { kind: 'refused', code: 'c' } }],
    [refused(413), { kind: 'failed', reason: { kind: 'too-long' } }],
    [refused(413, 'blocked'), { kind: 'failed', reason: { kind: 'blocked' } }],
    [refused(400, 'too-late'), { kind: 'failed', reason: { kind: 'too-late' } }],
    [{ kind: 'not-found' }, { kind: 'failed', reason: { kind: 'gone' } }],
    [{ kind: 'cursor-gone' }, { kind: 'failed', reason: { kind: 'gone' } }],
  ])('ends the row until the user tries it again: %j', (failure, expected) => {
    expect(stateAfterFailure({ kind: 'queued' }, failure, aside)).toEqual(expected);
    expect(stateAfterFailure(sending(), failure, aside)).toEqual(expected);
  });
});

describe('an act whose answer was lost', () => {
  it('may have happened: a message stays “sending”, with its act and the place to search from', () => {
    expect(stateAfterFailure(sending({ tries: 1 }), offline(), aside)).toEqual(
      sending({ tries: 2, retryAt: 1_002_000, answered: { times: 1, status: 503 } }),
    );
  });

  it('is searched likewise if only the act got a 401, and is given up after the usual number of tries', () => {
    const refused: ServiceFailure = { kind: 'not-let-in' };
    expect(stateAfterFailure(sending({ tries: 1 }), refused, aside)).toEqual(
      sending({ tries: 2, retryAt: 1_002_000, answered: { times: 1, status: 401 } }),
    );
    const nearly = sending({ act: repeatable, answered: { times: mostFailures - 1, status: 401 } });
    expect(stateAfterFailure(nearly, refused, aside)).toEqual({
      kind: 'failed',
      reason: { kind: 'refused', code: 'HTTP 401' },
    });
  });

  it('of a message never ends the row, however often, because the message is searched first', () => {
    const state = sending({ answered: { times: mostFailures, status: 503 } });
    expect(stateAfterFailure(state, offline(), aside)).toMatchObject({
      kind: 'sending',
      answered: { times: mostFailures + 1 },
    });
  });

  it('of a repeatable act ends the row after too many failures while the conversation could be read', () => {
    const failedBefore = (times: number) => sending({ act: repeatable, answered: { times, status: 500 } });
    expect(stateAfterFailure(failedBefore(mostFailures - 2), offline(), aside)?.kind).toBe('sending');
    expect(stateAfterFailure(failedBefore(mostFailures - 1), offline(), aside)).toEqual(tooOften);
    expect(stateAfterFailure(failedBefore(mostFailures - 1), offline(null), aside)).toEqual({
      kind: 'failed',
      reason: { kind: 'refused', code: '' },
    });
  });

  it('counts against a repeatable act only while the conversation could be read, against a message always', () => {
    const unread = { ...aside, isReadable: false };
    expect(stateAfterFailure(sending({ act: repeatable }), offline(), unread)).not.toHaveProperty('answered');
    expect(stateAfterFailure(sending(), offline(), unread)).toMatchObject({ answered: { times: 1 } });
  });
});

describe('an act that the user gave up during its request', () => {
  const givenUp = sending({ givenUp: true });
  it.each<[string, ServiceFailure]>([
    ['wants it later', { kind: 'throttled', retryAfterMs: 9_000 }],
    ['wants a sign-in', { kind: 'sign-in-needed', reason: 'expired' }],
    ['says no', { kind: 'not-found' }],
  ])('is over when the service %s', (_what, failure) => {
    expect(stateAfterFailure(givenUp, failure, aside)).toEqual({ kind: 'discarded' });
  });

  it('is still searched if the answer was lost, and stays given up', () => {
    expect(stateAfterFailure(givenUp, offline(), aside)).toMatchObject({ kind: 'sending', givenUp: true });
    expect(stateAfterFailure(givenUp, { kind: 'cancelled' }, aside)).toBeNull();
  });
});

describe('an attempt that did not happen', () => {
  it('is sent again, unless the user gave it up or it failed too often', () => {
    const answered = { times: mostFailures, status: 503 };
    expect(stateOfUnsent(sending())).toEqual({ kind: 'queued' });
    expect(stateOfUnsent(sending({ answered: { ...answered, times: mostFailures - 1 } }))).toEqual({
      kind: 'queued',
    });
    expect(stateOfUnsent(sending({ answered }))).toEqual(tooOften);
    expect(stateOfUnsent(sending({ answered, givenUp: true }))).toEqual({ kind: 'discarded' });
  });
});

describe('whether it may have happened', () => {
  it('is unknown only for a message; a repeatable act is sent again', () => {
    expect(certaintyOf(sending())).toBe('perhaps-done');
    expect(certaintyOf(sending({ act: repeatable }))).toBe('not-done');
    expect(certaintyOf({ kind: 'waiting', until: 0, why: 'offline', tries: 1 })).toBe('not-done');
    expect(certaintyOf(tooOften)).toBe('not-done');
  });
});
