import { describe, expect, it } from 'vitest';
import { facts, general, link } from '../../test/support/rows.ts';
import type { Conversation, ConversationId } from '../model/index.ts';
import { reportOf } from './report.ts';

const conversation = (id: ConversationId, over: Partial<Conversation> = {}): Conversation => ({
  ...facts({ id }),
  readAt: 0,
  readKeptBy: 'service',
  sortAt: 0,
  lastMessage: null,
  unread: 2,
  mentions: 1,
  ...over,
});
const { teams } = link();
const elsewhere = `${general}-2` as ConversationId;

describe('the report to the tray', () => {
  it('counts conversations with something unread, but muted, hidden and archived ones', () => {
    const all = [
      conversation(general),
      conversation(elsewhere, { muted: true }),
      conversation(teams, { unread: 0, mentions: 0 }),
    ];
    expect(reportOf([], all, [], undefined)).toMatchObject({ unread: 1, mentions: 1 });
  });
  it('counts both sides of a link that stands once', () => {
    const all = [conversation(general), conversation(teams), conversation(elsewhere)];
    expect(reportOf([], all, [link()], undefined).unread).toBe(2);
    expect(reportOf([], all, [link({ standing: { kind: 'right-lost' } })], undefined).unread).toBe(3);
  });
});
