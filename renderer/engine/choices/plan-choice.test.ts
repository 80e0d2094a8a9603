import { describe, expect, it } from 'vitest';
import { account, facts, general } from '../../../test/support/rows.ts';
import { forEver, type Conversation } from '../../model/index.ts';
import type { ChoiceIntent } from '../../store/index.ts';
import { planChoice } from './plan-choice.ts';

const row = (over: Partial<Conversation> = {}): Conversation => ({
  ...facts(),
  readAt: 0,
  readKeptBy: 'service',
  sortAt: 70,
  lastMessage: null,
  unread: 0,
  mentions: 0,
  ...over,
});
const teams = row({ service: 'teams', kind: 'direct' });
const of = { accountId: account, conversationId: general, at: 1, failure: null };
const mute = (until: number | null): ChoiceIntent => ({ ...of, kind: 'mute', until });

describe('the place where a choice is stored', () => {
  it('is Mattermost for its favourites, and Isthmus for those of Teams', () => {
    const intent = { ...of, kind: 'favour', favourite: true } as const;
    const kept = { kind: 'favourite', value: true };
    expect(planChoice(intent, row(), undefined)).toEqual({ own: null, service: kept });
    expect(planChoice(intent, teams, undefined)).toEqual({ own: kept, service: null });
  });

  it('is Mattermost for its mutes without end; Isthmus for those with an end, and for all of Teams', () => {
    expect(planChoice(mute(forEver), row(), undefined)).toEqual({
      own: null,
      service: { kind: 'muted', value: true },
    });
    const own = (value: number) => ({ own: { kind: 'muted-until', value }, service: null });
    expect(planChoice(mute(9), row(), undefined)).toEqual(own(9));
    expect(planChoice(mute(forEver), teams, undefined)).toEqual(own(forEver));
  });

  it('is both for an unmute', () => {
    const ended = { kind: 'muted-until', value: null };
    const heard = { kind: 'muted', value: false };
    const muted = row({ muted: true });
    expect(planChoice(mute(null), muted, undefined)).toEqual({ own: null, service: heard });
    expect(planChoice(mute(null), muted, { mutedUntil: 9 })).toEqual({ own: ended, service: heard });
    expect(planChoice(mute(null), row(), { mutedUntil: 9 })).toEqual({ own: ended, service: null });
    expect(planChoice(mute(null), teams, { mutedUntil: 9 })).toEqual({ own: ended, service: null });
    // The state of the mirror when the first request to the service failed.
    expect(planChoice(mute(null), row(), undefined)).toEqual({ own: null, service: heard });
    expect(planChoice(mute(null), row(), { mutedUntil: null })).toEqual({ own: null, service: heard });
  });

  it('is the service for a hidden chat, with its time in Isthmus; Isthmus alone for a channel of Teams', () => {
    const hide = { ...of, kind: 'hide', hidden: true } as const;
    const upTo = { kind: 'hidden-up-to', value: 70 };
    expect(planChoice(hide, teams, undefined)).toEqual({
      own: upTo,
      service: { kind: 'hidden', value: true },
    });
    expect(planChoice(hide, row({ service: 'teams' }), undefined)).toEqual({ own: upTo, service: null });
    expect(planChoice({ ...hide, hidden: false }, teams, { hiddenUpTo: 70 })).toEqual({
      own: { kind: 'hidden-up-to', value: null },
      service: { kind: 'hidden', value: false },
    });
  });
});
