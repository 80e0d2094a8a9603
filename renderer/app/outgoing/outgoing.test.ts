import { describe, expect, it } from 'vitest';
import { account, general } from '../../../test/support/rows.ts';
import {
  type CarryKey,
  type FileId,
  keyOfWritten,
  type Message,
  type MessageId,
  type PersonId,
} from '../../model/index.ts';
import type {
  AttemptRow,
  AttemptState,
  AttemptWant,
  SendingIntent,
  SettledAttemptRow,
  WrittenText,
} from '../../store/index.ts';
import { paragraph, plainOfDocument, textInline } from '../../text/document/index.ts';
import { attemptText } from '../../text/fingerprint.ts';
import { bodyMessage } from '../rich/testing/body-message.ts';
import { arrivedAs, type Outgoing, outgoingOf, standIn } from './outgoing.ts';

const text = (words: string): WrittenText => ({
  document: { blocks: [paragraph(textInline(words))] },
  ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
});
const key = (name: string): CarryKey => keyOfWritten(name);
const sends = (words: string): AttemptWant => ({ kind: 'send', text: text(words), files: [] });
const of = (name: string) => ({ kind: 'attempt', key: key(name) }) as const;
const sending: AttemptState = {
  kind: 'sending',
  act: { kind: 'send', text: attemptText(text('one').document, 0), version: 0, part: 0, parts: 1 },
  ...{ after: 10, retryAt: 0, tries: 0 },
};
const attempt = (
  name: string,
  at: number,
  want: AttemptWant = sends(name),
  state: AttemptState = { kind: 'queued' },
): AttemptRow => ({ key: key(name), accountId: account, target: general, lane: general, at, want, state });
const failed = (name: string, at: number): SettledAttemptRow => ({
  ...attempt(name, at),
  state: { kind: 'failed', reason: { kind: 'too-long' } },
});
type Of<Kind> = Extract<SendingIntent, { readonly kind: Kind }>;
const base = (name: string, at: number) => ({
  ...{ key: key(name), accountId: account, conversationId: general, at },
});
const toSend = (name: string, at: number): Of<'send'> => ({
  ...{ kind: 'send', ...base(name, at), text: text(name), files: [] },
});

const read = (rows: Partial<Parameters<typeof outgoingOf>[0]>): readonly Outgoing[] =>
  outgoingOf({ attempts: [], failed: [], intents: [], ...rows });
const told = (rows: Parameters<typeof read>[0]): readonly string[] =>
  read(rows).map(({ text: { document }, state }) => `${plainOfDocument(document)}: ${state.kind}`);

describe('a message that is not sent yet', () => {
  it('is shown as soon as its intent exists, and once when the engine has made an act of it', () => {
    expect(told({ intents: [toSend('one', 1)] })).toEqual(['one: queued']);
    const both = { attempts: [attempt('one', 1, sends('one'), sending)], intents: [toSend('one', 1)] };
    expect(told(both)).toEqual(['one: sending']);
  });

  it('keeps the order in which it was written, whether it failed, waits or is new', () => {
    const rows = {
      failed: [failed('two', 2)],
      attempts: [attempt('one', 1), attempt('three', 3)],
      intents: [toSend('four', 4)],
    };
    expect(told(rows)).toEqual(['one: queued', 'two: failed', 'three: queued', 'four: queued']);
  });

  it('is shown with its newest text, before the engine has read it', () => {
    const edit: SendingIntent = { kind: 'edit-unsent', ...base('two', 5), text: text('better'), files: [] };
    const rows = { failed: [failed('two', 2)], attempts: [attempt('one', 1)] };
    expect(told({ ...rows, intents: [edit] })).toEqual(['one: queued', 'better: queued']);
    expect(told({ ...rows, intents: [{ kind: 'remove-unsent', ...base('one', 5) }] })).toEqual([
      'two: failed',
    ]);
    expect(told({ ...rows, intents: [{ kind: 'send-again', ...base('two', 5) }] })).toEqual([
      'one: queued',
      'two: queued',
    ]);
  });

  it('is shown with a change that waits behind it, and not at all if its deletion waits', () => {
    const first = attempt('one', 1, sends('one'), sending);
    const edit = attempt('e', 2, { kind: 'edit', of: of('one'), text: text('better') });
    const removal = attempt('r', 3, { kind: 'remove', of: of('one') });
    expect(told({ attempts: [first, edit] })).toEqual(['better: sending']);
    expect(told({ attempts: [first, removal] })).toEqual([]);
  });

  it('is not an act on a message that was sent before', () => {
    const removal = attempt('r', 3, { kind: 'remove', of: { kind: 'message', id: 'x' as MessageId } });
    expect(told({ attempts: [removal] })).toEqual([]);
    // It has been sent meanwhile: the intent is about the sent message.
    const late: SendingIntent = { kind: 'edit-unsent', ...base('one', 5), text: text('late'), files: [] };
    expect(told({ intents: [late] })).toEqual([]);
  });

  it('shows the progress of each file', () => {
    const file = { id: 'f' as FileId, name: 'f.txt', mimeType: null, bytes: new Blob(['1234']) };
    const carried = { of: file.id, session: null, handle: null, instead: null, sent: 2 };
    const want: AttemptWant = { kind: 'send', text: text('one'), files: [file] };
    const [one] = read({ attempts: [{ ...attempt('one', 1, want), files: [carried] }] });
    expect(one?.files).toEqual([{ ...file, carried }]);
  });
});

describe('the sent message', () => {
  const me = 'me' as PersonId;
  const message = (over: Partial<Message>): Message =>
    bodyMessage('text', 'one', { conversationId: general, authorId: me, createdAt: 20, ...over });
  const out = (state: AttemptState, words = 'one'): Outgoing => {
    const [one] = read({ attempts: [attempt('one', 1, sends(words), state)] });
    if (!one) throw new Error('nothing is to be sent');
    return one;
  };

  it('is recognised by its key in every state', () => {
    for (const state of [{ kind: 'queued' }, sending] as const)
      expect(arrivedAs(out(state), message({ carryKey: key('one'), editedAt: 21 }), me)).toBe('this');
    expect(arrivedAs(out({ kind: 'queued' }), message({ carryKey: key('two') }), me)).toBe('another');
  });

  it('is recognised by author and text if the service keeps no keys', () => {
    expect(arrivedAs(out(sending), message({}), me)).toBe('perhaps');
    const others: readonly Partial<Message>[] = [
      { authorId: 'ada' as PersonId },
      { createdAt: 9 },
      { deletedAt: 30 },
      { body: { format: 'text', content: 'two' } },
      { conversationId: 'other' as Message['conversationId'] },
    ];
    for (const other of others) expect(arrivedAs(out(sending), message(other), me)).toBe('another');
    expect(arrivedAs(out({ kind: 'queued' }), message({}), me)).toBe('another');
    if (sending.act.kind !== 'send') throw new Error('no message');
    const keyed = { ...sending, act: { ...sending.act, keyed: true } } as const;
    expect(arrivedAs(out(keyed), message({}), me)).toBe('another');
  });

  it('has a placeholder that is never older than the message above it', () => {
    expect(standIn(out(sending), me, message({ createdAt: 99 }))).toMatchObject({
      createdAt: 99,
      authorId: me,
    });
    expect(standIn(out(sending), me, undefined)).toMatchObject({ createdAt: 1, plain: 'one' });
  });
});
