import { describe, expect, it } from 'vitest';
import type { Account } from '../../model/index.ts';
import { accountStatus, inFull, inOneLine } from './account-sentences.ts';
import { askFor, lackSentence } from './feature-sentences.ts';

const noChannels = 'Chats only: your organisation has not allowed Isthmus to read channels yet.';
const progress = {
  conversations: { total: 4, readable: 4, complete: 4, setBack: 0 },
  messages: 120,
};
const status = (state: Account['state'], lacks?: Account['lacks']) =>
  accountStatus(
    { service: 'teams', state, progress, ...(lacks === undefined ? {} : { lacks }) },
    { kind: 'running' },
    1_000_000,
  );

describe('a feature without its permission', () => {
  it('is shown by its name', () => {
    expect(lackSentence()).toBeNull();
    expect(lackSentence([])).toBeNull();
    expect(lackSentence(['channels'])).toBe(noChannels);
    expect(lackSentence(['presence', 'files'])).toBe(
      'Your organisation has not allowed Isthmus to use these yet: availability and files.',
    );
    expect(lackSentence(['files'])).toBe(
      'Your organisation has not allowed Isthmus to fetch and send files yet.',
    );
    expect(lackSentence(['channels', 'files'])).toBe(
      'Chats only. Your organisation has not allowed Isthmus to use these yet: channels and files.',
    );
    expect(askFor('channels')).toBe('Ask for channels');
  });

  it('does not count as a failure of an account that is up to date', () => {
    const calm = status({ kind: 'live' }, ['channels']);
    expect(calm).toMatchObject({ tone: 'calm', text: 'Up to date', lacks: noChannels });
    expect(inOneLine(calm)).toBe(`Up to date. ${noChannels}`);
    const resting = status({ kind: 'paused', by: 'sleep' }, ['channels']);
    expect(inOneLine(resting)).toBe(`Resting while this computer sleeps or is locked. ${noChannels}`);
    expect(inFull(calm)).toBe(`Up to date. ${noChannels}`);
    expect(status({ kind: 'live' })).toEqual({ tone: 'calm', text: 'Up to date', title: true });
  });

  it('does not hide other failures', () => {
    const without = [{ kind: 'chat-list' }] as const;
    expect(status({ kind: 'partly-live', without }, ['channels'])).toMatchObject({
      tone: 'warning',
      text: 'Up to date, except for the list of chats that cannot be read at the moment.',
    });
  });

  it('is not shown while the sign-in itself is not valid', () => {
    expect(status({ kind: 'sign-in-needed', reason: 'expired' }, ['channels']).lacks).toBeUndefined();
  });
});
