import { describe, expect, it } from 'vitest';
import type { FileBar, FileId } from '../../model/index.ts';
import type { AttemptFailure, AttemptState, InsteadOfFile } from '../../store/index.ts';
import { fileBarSentence, outgoingActionWord, outgoingStatus } from './outgoing-sentences.ts';

const now = 1_000_000;
const around = { service: 'teams', halt: null, now, nameOf: () => 'tides.txt' } as const;
const sending = (tries: number): AttemptState => ({
  kind: 'sending',
  act: { kind: 'send', text: '', version: 0, part: 0, parts: 1 },
  ...{ after: 0, retryAt: now + 12_000, tries },
});

describe('a message that is not sent yet', () => {
  it('shows only a mark for a state that lasts a moment', () => {
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
  ])('names what it waits for', (state, text, actions) => {
    expect(outgoingStatus(state, around)).toMatchObject({ isBrief: false, text, actions });
  });

  it('names the common cause if all messages wait, and can still be edited and withdrawn', () => {
    const halts = ['paused', 'sleep', 'disk-full', 'stopped', 'offline', 'sign-in-needed'] as const;
    const told = halts.map((halt) => outgoingStatus({ kind: 'queued' }, { ...around, halt }));
    expect(new Set(told.map(({ text }) => text)).size).toBe(halts.length);
    for (const { actions } of told) expect(actions).toEqual(['edit', 'delete']);
    // A message whose request has begun continues.
    expect(outgoingStatus(sending(0), { ...around, halt: 'offline' }).isBrief).toBe(true);
    // A refusal is more exact than the common cause.
    const failed = { kind: 'failed', reason: { kind: 'too-long' } } as const;
    expect(outgoingStatus(failed, { ...around, halt: 'offline' }).tone).toBe('error');
  });

  it('has a separate sentence and remedy for each reason of a refusal', () => {
    const of = 'f' as FileId;
    // The type requires a line for each reason. Reasons about existing messages do not occur for a new one, so those are left out.
    const sentences: Readonly<
      Record<Exclude<AttemptFailure['kind'], 'file-not-taken' | 'edited-since' | 'removed-there'>, string>
    > = {
      'too-long': 'It is too long for Microsoft Teams.',
      archived: 'The conversation is archived in Microsoft Teams.',
      blocked: 'Rules of the organisation block it in Microsoft Teams.',
      forbidden: 'Microsoft Teams does not let you do this there (E1).',
      refused: 'Microsoft Teams refused it (E1).',
      'not-granted': 'Your organisation has not allowed Isthmus to use channels or files there yet.',
      'no-right': 'You have no right to do this in Microsoft Teams, or are not a member there any more.',
      'reaction-unknown': 'Microsoft Teams has no such reaction.',
      'reactions-full': 'The message has as many different reactions as Microsoft Teams allows.',
      'no-room': 'Your storage in Microsoft Teams is full.',
      'too-late': 'Microsoft Teams does not let it be changed any more: too much time has passed.',
      gone: 'The conversation, or the message that it answers, is gone from Microsoft Teams.',
      broken: 'Microsoft Teams answered in a way that Isthmus does not understand.',
    };
    const files: Readonly<Record<InsteadOfFile['kind'], RegExp>> = {
      'too-large': /tides\.txt.* is larger than Microsoft Teams takes \(2\.0 MB\)\.$/,
      refused: /^Not sent\. Microsoft Teams does not take .*tides\.txt.*\.$/,
      'no-right':
        /^Not sent\. You have no right to do this in Microsoft Teams, or are not a member there any more\.$/,
      'no-room': /Your storage in Microsoft Teams has no room for .*tides\.txt.*\.$/,
      gone: /tides\.txt.* could not be read\.$/,
      unreadable: /tides\.txt.* could not be read\.$/,
    };
    const told = (reason: AttemptFailure) => outgoingStatus({ kind: 'failed', reason }, around);
    for (const [kind, sentence] of Object.entries(sentences))
      expect(told({ kind, code: 'E1' } as AttemptFailure)).toMatchObject({
        text: `Not sent. ${sentence}`,
        actions: ['try-again', 'edit', 'delete'],
      });
    for (const [kind, sentence] of Object.entries(files)) {
      const why = { kind, limit: 2_097_152 } as InsteadOfFile;
      const { text, actions } = told({ kind: 'file-not-taken', of, why });
      expect(text).toMatch(sentence);
      expect(actions).toEqual(['try-again', 'edit', 'delete']);
    }
  });

  it('says before it is sent why a file cannot be sent', () => {
    const bars: readonly FileBar[] = [
      { kind: 'archived' },
      { kind: 'no-right' },
      { kind: 'not-granted', feature: 'files' },
      { kind: 'too-many', most: 10 },
      { kind: 'too-large', limit: 2_097_152 },
    ];
    const told = bars.map((bar) => fileBarSentence(bar, 'tides.txt', 'mattermost'));
    expect(new Set(told).size).toBe(bars.length);
    expect(told[1]).toBe('Your role in Mattermost does not let you send files in this conversation.');
    expect(told[3]).toBe('Mattermost takes 10 files with a message.');
    expect(told[4]).toContain('tides.txt');
  });

  it('names the possible acts', () => {
    const words = (['try-again', 'edit', 'delete', 'cancel'] as const).map(outgoingActionWord);
    expect(words).toEqual(['Try again', 'Edit', 'Delete', 'Cancel']);
  });
});
