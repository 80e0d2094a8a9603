import { describe, expect, it } from 'vitest';
import { compareTruth, describeDifference, type DifferenceKind } from './compare.ts';
import type { Truth, TruthConversation, TruthMessage } from './service.ts';

const message = (id: string, more: Partial<TruthMessage> = {}): TruthMessage => ({
  conversationId: 'c1',
  id,
  authorId: 'u1',
  createdAt: 1000,
  editedAt: null,
  deleted: false,
  content: `<p>secret ${id}</p>`,
  replyTo: null,
  reactions: ['👍 u1', '👍 u2'],
  files: ['secret.pdf'],
  ...more,
});

const conversation: TruthConversation = {
  id: 'c1',
  teamId: 't1',
  kind: 'channel',
  name: 'secret name',
  members: ['u1', 'u2'],
  readAt: 900,
};

const truth: Truth = {
  me: 'u1',
  teams: [{ id: 't1', name: 'secret team' }],
  conversations: [conversation],
  messages: [message('m1'), message('m2', { replyTo: 'm1', editedAt: 2000 })],
};

const withMessage = (change: Partial<TruthMessage>): Truth => ({
  ...truth,
  messages: truth.messages.map((one) => (one.id === 'm2' ? { ...one, ...change } : one)),
});
const withConversation = (change: Partial<TruthConversation>): Truth => ({
  ...truth,
  conversations: [{ ...conversation, ...change }],
});

const mutations: readonly (readonly [DifferenceKind, Truth])[] = [
  ['account differs', { ...truth, me: 'u2' }],
  ['team missing', { ...truth, teams: [] }],
  ['team extra', { ...truth, teams: [...truth.teams, { id: 't2', name: '' }] }],
  ['team name differs', { ...truth, teams: [{ id: 't1', name: 'x' }] }],
  ['conversation missing', { ...truth, conversations: [] }],
  ['conversation extra', { ...truth, conversations: [conversation, { ...conversation, id: 'c2' }] }],
  ['conversation kind differs', withConversation({ kind: 'private' })],
  ['conversation team differs', withConversation({ teamId: null })],
  ['conversation name differs', withConversation({ name: null })],
  ['members differ', withConversation({ members: ['u1', 'u3'] })],
  ['read state differs', withConversation({ readAt: 901 })],
  ['read state differs', withConversation({ readAt: null })],
  ['message missing', { ...truth, messages: truth.messages.slice(1) }],
  ['message extra', { ...truth, messages: [...truth.messages, message('m3')] }],
  ['message extra', { ...truth, messages: [...truth.messages, message('m1', { conversationId: 'c2' })] }],
  ['message doubled', { ...truth, messages: [...truth.messages, message('m1')] }],
  ['content differs', withMessage({ content: '<p>secret m2</p> ' })],
  ['author differs', withMessage({ authorId: null })],
  ['time differs', withMessage({ createdAt: 1001 })],
  ['edit differs', withMessage({ editedAt: null })],
  ['edit differs', withMessage({ editedAt: 2001 })],
  ['deletion differs', withMessage({ deleted: true, content: '' })],
  ['reply differs', withMessage({ replyTo: null })],
  ['reactions differ', withMessage({ reactions: ['👍 u1'] })],
  ['reactions differ', withMessage({ reactions: ['👍 u1', '❤️ u2'] })],
  ['files differ', withMessage({ files: [] })],
  ['files differ', withMessage({ files: ['other.pdf'] })],
];

describe('compareTruth', () => {
  it('finds no difference between equal truths in any order', () => {
    const reversed = { ...truth, messages: [...truth.messages].reverse() };
    expect(compareTruth(truth, structuredClone(reversed))).toEqual([]);
  });

  it.each(mutations)('names the exact difference: %s', (kind, mutated) => {
    expect(compareTruth(truth, mutated).map((difference) => difference.kind)).toEqual([kind]);
  });

  it('never contains text of messages', () => {
    for (const [, mutated] of mutations) {
      const told = compareTruth(truth, mutated).map(describeDifference).join('\n');
      expect(told).not.toMatch(/secret|other\.pdf/);
    }
  });

  it('requires messages that are served as deleted, and compares nothing else of them', () => {
    const gone = withMessage({ deleted: true, content: '' });
    expect(
      compareTruth(gone, withMessage({ deleted: true, content: 'kept', reactions: [], editedAt: null })),
    ).toEqual([]);
    expect(compareTruth(gone, { ...gone, messages: gone.messages.slice(0, 1) })).toMatchObject([
      { kind: 'message missing' },
    ]);
  });

  it('accepts that a mirror keeps what Mattermost serves no longer', () => {
    const remembered = {
      ...truth,
      messages: [...truth.messages, message('m9', { deleted: true, content: '' })],
    };
    expect(compareTruth(truth, remembered)).toEqual([]);
  });

  it('finds the one difference among 100,000 messages', () => {
    const many = Array.from({ length: 100_000 }, (_, at) =>
      message(String(at), { conversationId: `c${at % 300}` }),
    );
    const expected = { ...truth, messages: many };
    const actual = {
      ...truth,
      messages: many.map((one) => (one.id === '77777' ? { ...one, content: '' } : one)),
    };
    expect(compareTruth(expected, actual)).toMatchObject([{ kind: 'content differs', subject: 'c77/77777' }]);
  });
});
