import { describe, expect, it, vi } from 'vitest';
import {
  type InviteCandidate,
  decideInvitation,
  type InviteRules,
  isWeekendAt,
} from './decide-invitation.ts';

const ada: NonNullable<InviteCandidate['person']> = {
  kind: 'person',
  active: true,
  email: 'ada@example.org',
};
const candidate: InviteCandidate = { person: ada, messages: 3, isConnected: false, invitation: null };
const rules: InviteRules = { maxPending: 2, restrictedTo: null };
const moment = { open: 1, isWeekend: false };

const decided = (
  over: Partial<InviteCandidate> = {},
  { rule = {}, now = {} }: { rule?: Partial<InviteRules>; now?: Partial<typeof moment> } = {},
) => {
  const verdict = decideInvitation({ ...candidate, ...over }, { ...rules, ...rule }, { ...moment, ...now });
  return verdict.kind === 'not' ? verdict.why : verdict.kind;
};

describe('somebody for whom was carried', () => {
  it('is invited after the third message', () => {
    expect(decided()).toBe('invite');
    expect(decided({ messages: 2 })).toBe('too-few-messages');
  });

  it('is not invited without an account on Mattermost, as a bot or guest, deactivated or connected', () => {
    expect(decided({ person: null })).toBe('no-account');
    expect(decided({ person: { ...ada, kind: 'bot' } })).toBe('bot');
    expect(decided({ person: { ...ada, kind: 'guest' } })).toBe('guest');
    expect(decided({ person: { ...ada, active: false } })).toBe('inactive');
    expect(decided({ isConnected: true })).toBe('connected');
  });

  it('is invited once, whatever became of it', () => {
    const answered = (standing: NonNullable<InviteCandidate['invitation']>['standing']) =>
      decided({ invitation: { standing } });
    expect(answered({ kind: 'open' })).toBe('invited-before');
    expect(answered({ kind: 'connected', at: 1 })).toBe('invited-before');
    expect(answered({ kind: 'not-delivered' })).toBe('invited-before');
    expect(answered({ kind: 'declined' })).toBe('declined');
  });

  it('is only invited by an address that is listed, if there is a list', () => {
    const rule = { restrictedTo: new Set(['ada@example.org']) };
    expect(decided({}, { rule })).toBe('invite');
    expect(decided({ person: { ...ada, email: 'ADA@example.org' } }, { rule })).toBe('invite');
    expect(decided({ person: { ...ada, email: 'ben@example.org' } }, { rule })).toBe('not-listed');
    expect(decided({ person: { ...ada, email: null } }, { rule })).toBe('not-listed');
  });

  it('waits for a weekday, and until fewer invitations are open', () => {
    expect(decided({}, { now: { isWeekend: true } })).toBe('weekend');
    expect(decided({}, { now: { open: 2 } })).toBe('too-many-open');
    expect(decided({}, { rule: { maxPending: 0 }, now: { open: 0 } })).toBe('too-many-open');
  });
});

describe('the weekend', () => {
  const weekends = (timeZone: string | null, ...times: readonly string[]) =>
    times.map((time) => isWeekendAt(Date.parse(time), timeZone));

  it('is Saturday and Sunday in the time zone of the relay', () => {
    const utc = [
      '2026-11-27T23:59:59Z',
      '2026-11-28T00:00:00Z',
      '2026-11-29T23:59:59Z',
      '2026-11-30T00:00:00Z',
    ];
    expect(weekends('UTC', ...utc)).toEqual([false, true, true, false]);
    // There it is 14 hours later, and 11 hours earlier.
    const atTen = [
      '2026-11-27T09:59:59Z',
      '2026-11-27T10:00:00Z',
      '2026-11-29T09:59:59Z',
      '2026-11-29T10:00:00Z',
    ];
    expect(weekends('Pacific/Kiritimati', ...atTen)).toEqual([false, true, true, false]);
    const atEleven = [
      '2026-11-28T10:59:59Z',
      '2026-11-28T11:00:00Z',
      '2026-11-30T10:59:59Z',
      '2026-11-30T11:00:00Z',
    ];
    expect(weekends('Pacific/Pago_Pago', ...atEleven)).toEqual([false, true, true, false]);
  });

  it('begins an hour later by UTC where the clocks have changed', () => {
    expect(weekends('Europe/Berlin', '2026-07-03T21:59:59Z', '2026-07-03T22:00:00Z')).toEqual([false, true]);
    expect(weekends('Europe/Berlin', '2026-12-04T22:59:59Z', '2026-12-04T23:00:00Z')).toEqual([false, true]);
  });

  it('is that of the machine where no time zone is given', () => {
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    expect(weekends(null, '2026-11-27T09:59:59Z', '2026-11-27T10:00:00Z')).toEqual([false, true]);
    vi.stubEnv('TZ', 'Pacific/Pago_Pago');
    expect(weekends(null, '2026-11-28T10:59:59Z', '2026-11-28T11:00:00Z')).toEqual([false, true]);
    vi.unstubAllEnvs();
  });
});
