import { describe, expect, it } from 'vitest';
import type { Conversation, ConversationId, LastMessage, Person, PersonId } from '../../model/index.ts';
import type { Document } from '../../text/document/index.ts';
import { draftMarks, marksWithout } from './drafts.ts';
import { preview, previewAuthor, shownDraft } from './preview.ts';

const last = (over: Partial<LastMessage>): LastMessage => ({
  id: 'x' as LastMessage['id'],
  authorId: 'p' as PersonId,
  authorName: null,
  plain: 'hello\n  there',
  createdAt: 1,
  deleted: false,
  ...over,
});
const written = (lastMessage: LastMessage | null) => ({ lastMessage }) as unknown as Conversation;
const people = new Map([['p' as PersonId, { displayName: 'Ada Okafor' } as Person]]);

describe('the preview', () => {
  it('is one line', () => {
    expect(preview(last({}), true)).toBe('hello there');
    expect(preview(last({}), false)).toBe('hello there');
    expect(preview(last({ plain: '' }), true)).toBe('attachment');
    expect(preview(last({ deleted: true, plain: '' }), false)).toBe('Message deleted');
    expect(preview(null, false)).toBe('');
  });
  it('ignores marks of direction in a text', () => {
    expect(preview(last({ plain: '\u202eturned\u0007 and\n\u2067back' }), true)).toBe('turned and back');
    expect(preview(last({ plain: '\u202e\u200f' }), true)).toBe('attachment');
  });
  it('names the author: the user always, others if the conversation has several people', () => {
    const author = (over: Partial<Parameters<typeof previewAuthor>[0]>) =>
      previewAuthor({ conversation: written(last({})), counterpart: null, own: false, ...over }, people);
    expect(author({})).toBe('Ada');
    expect(author({ counterpart: 'p' as PersonId })).toBeNull();
    expect(author({ counterpart: 'p' as PersonId, own: true })).toBe('You');
    expect(author({ conversation: written(null) })).toBeNull();
  });
});

describe('a draft', () => {
  const place = (conversationId: string, threadId = '') =>
    ({ conversationId, threadId }) as Parameters<typeof draftMarks>[1][number];
  const draft = (conversationId: string, text: string, threadId = '') => ({
    ...place(conversationId, threadId),
    document: {
      blocks: [{ kind: 'paragraph', children: [{ kind: 'text', text }] }],
    } as Document,
  });
  const shown = (marks: ReturnType<typeof draftMarks>) => Object.fromEntries(marks);

  it('is shown in one line in its conversation; a draft in a thread is shown without its text', () => {
    const rows = [
      draft('a', 'Dear\n  \u202eall'),
      draft('b', 'below', 't'),
      draft('c', ''),
      draft('d', 'x'.repeat(900)),
    ];
    expect(shown(draftMarks(rows, [place('e')]))).toEqual({
      a: { text: 'Dear all' },
      b: { text: null },
      d: { text: 'x'.repeat(200) },
      e: { text: '' },
    });
  });
  it('of the conversation comes before one in a thread, and text comes before files', () => {
    const rows = [draft('a', 'below', 't'), draft('a', 'own'), draft('b', 'own')];
    expect(shown(draftMarks(rows, [place('a', 't'), place('b')]))).toEqual({
      a: { text: 'own' },
      b: { text: 'own' },
    });
  });
  it('is not shown for the open conversation', () => {
    const marks = draftMarks([draft('a', 'x'), draft('b', 'y')], []);
    expect(shown(marksWithout(marks, 'a' as ConversationId))).toEqual({ b: { text: 'y' } });
    expect(marksWithout(marks, 'c' as ConversationId)).toBe(marks);
  });
  it('is in the second line until somebody writes', () => {
    const read = { unread: 0, mentions: 0, muted: false };
    expect(shownDraft(read, { text: 'Dear all' })).toBe('Dear all');
    expect(shownDraft(read, { text: '' })).toBe('attachment');
    expect(shownDraft(read, { text: null })).toBeNull();
    expect(shownDraft(read, undefined)).toBeNull();
    expect(shownDraft({ ...read, unread: 1 }, { text: 'Dear all' })).toBeNull();
  });
});
