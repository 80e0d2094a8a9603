import { describe, expect, it } from 'vitest';
import type { FileBar, FileId } from '../../model/index.ts';
import type { AttemptFailure, AttemptState, InsteadOfFile } from '../../store/index.ts';
import { serviceName } from './names.ts';
import { fileBarSentence, outgoingActionWord, outgoingStatus } from './outgoing-sentences.ts';

const now = 1_000_000;
const around = { service: 'teams', halt: null, now, nameOf: () => 'tides.txt' } as const;
const sending = (tries: number): AttemptState => ({
  kind: 'sending',
  act: { kind: 'send', text: '', version: 0, part: 0, parts: 1 },
  ...{ after: 0, retryAt: now + 12_000, tries },
});

describe('a message that is not sent yet', () => {
  it('says in a mark alone what lasts a moment', () => {
    for (const state of [{ kind: 'queued' }, sending(0)] as const)
      expect(outgoingStatus(state, around)).toMatchObject({ isBrief: true, actions: [] });
  });

  it.each<[AttemptState, string, readonly string[]]>([
    [{ kind: 'uploading' }, 'Uploading files…', ['cancel']],
    [
      sending(2),
      'Microsoft Teams did not answer. Isthmus looks whether it arrived in 12 seconds.',
      ['try-again', 'edit', 'delete'],
    ],
    [
      { kind: 'waiting', why: 'throttled', until: now + 42_000, tries: 1 },
      'Microsoft Teams asked for patience. Next try in 42 seconds.',
      ['try-again', 'edit', 'delete'],
    ],
    [
      { ...sending(1), givenUp: true } as AttemptState,
      'Isthmus finds out whether it has arrived already.',
      [],
    ],
  ])('says what it waits for', (state, text, actions) => {
    expect(outgoingStatus(state, around)).toMatchObject({ isBrief: false, text, actions });
  });

  it('says what holds up everything instead, and lets it be changed and taken back', () => {
    const halts = ['paused', 'sleep', 'disk-full', 'stopped', 'offline', 'sign-in-needed'] as const;
    const told = halts.map((halt) => outgoingStatus({ kind: 'queued' }, { ...around, halt }));
    expect(new Set(told.map(({ text }) => text)).size).toBe(halts.length);
    for (const { actions } of told) expect(actions).toEqual(['edit', 'delete']);
    // What has just been asked for goes on.
    expect(outgoingStatus(sending(0), { ...around, halt: 'offline' }).isBrief).toBe(true);
    // A refusal says more than what holds up everything.
    const failed = { kind: 'failed', reason: { kind: 'too-long' } } as const;
    expect(outgoingStatus(failed, { ...around, halt: 'offline' }).tone).toBe('error');
  });

  it('says why it was refused, each in its own sentence, and what can be done', () => {
    const of = 'f' as FileId;
    const file = (why: InsteadOfFile): AttemptFailure => ({ kind: 'file-not-taken', of, why });
    const reasons: readonly AttemptFailure[] = [
      { kind: 'too-long' },
      { kind: 'archived' },
      { kind: 'blocked' },
      { kind: 'forbidden', code: '' },
      { kind: 'refused', code: 'E1' },
      { kind: 'gone' },
      file({ kind: 'too-large', limit: 2_097_152 }),
      file({ kind: 'refused' }),
      file({ kind: 'unreadable' }),
    ];
    const told = reasons.map((reason) => outgoingStatus({ kind: 'failed', reason }, around));
    expect(new Set(told.map(({ text }) => text)).size).toBe(reasons.length);
    for (const { text, actions } of told) {
      expect(text).toMatch(/^Not sent\. .+\.$/);
      expect(actions).toEqual(['try-again', 'edit', 'delete']);
    }
    expect(told[6]?.text).toContain('2.0 MB');
    expect(told[7]?.text).toContain('tides.txt');
    expect(told[7]?.text).toContain(serviceName('teams'));
  });

  it('says before it is sent why a file does not go with it', () => {
    const bars: readonly FileBar[] = [
      { kind: 'archived' },
      { kind: 'not-granted', feature: 'files' },
      { kind: 'too-many', most: 10 },
      { kind: 'too-large', limit: 2_097_152 },
    ];
    const told = bars.map((bar) => fileBarSentence(bar, 'tides.txt', 'mattermost'));
    expect(new Set(told).size).toBe(bars.length);
    expect(told[2]).toBe('Mattermost takes 10 files with a message.');
    expect(told[3]).toContain('tides.txt');
  });

  it('names what can be done', () => {
    const words = (['try-again', 'edit', 'delete', 'cancel'] as const).map(outgoingActionWord);
    expect(words).toEqual(['Try again', 'Edit', 'Delete', 'Cancel']);
  });
});
