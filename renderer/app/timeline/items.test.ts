import { describe, expect, it } from 'vitest';
import type { Message, MessageId, PersonId } from '../../model/index.ts';
import { bodyMessage } from '../rich/testing/body-message.ts';
import { timelineItems } from './items.ts';

const noon = new Date('2026-11-23T12:00:00').getTime();
const me = 'me' as PersonId;
const ada = 'ada' as PersonId;
const message = (minutes: number, over: Partial<Message> = {}): Message =>
  bodyMessage('text', 'x', {
    id: `m${minutes}` as MessageId,
    createdAt: noon + minutes * 60_000,
    authorId: ada,
    ...over,
  });
const groups = (messages: readonly Message[]): boolean[] =>
  timelineItems(messages, null).map(({ startsGroup }) => startsGroup);

describe('the items of a timeline', () => {
  it('put one author’s messages within minutes together', () => {
    expect(groups([message(0), message(1), message(5.9), message(11)])).toEqual([true, false, false, true]);
  });
  it('show the author again after somebody else, an event, a subject or an override of the name', () => {
    expect(groups([message(0), message(1, { authorId: me }), message(2)])).toEqual([true, true, true]);
    expect(groups([message(0), message(1, { kind: 'system' }), message(2)])).toEqual([true, true, true]);
    expect(groups([message(0), message(1, { subject: 'S' })])).toEqual([true, true]);
    expect(groups([message(0, { authorName: 'Bot A' }), message(1, { authorName: 'Bot B' })])).toEqual([
      true,
      true,
    ]);
    expect(groups([message(0), message(1, { importance: 'urgent' })])).toEqual([true, true]);
  });
  it('show the author again if another mark is beside the time', () => {
    const all = [message(0), message(1), message(2), message(3)];
    const standing = ({ id }: Message): string => (id === 'm1' || id === 'm2' ? 'alone' : '');
    const starts = timelineItems(all, null, standing).map(({ startsGroup }) => startsGroup);
    expect(starts).toEqual([true, true, false, true]);
  });
  it('put a day line above the first message of each day', () => {
    const days = timelineItems([message(0), message(1), message(12 * 60), message(13 * 60)], null);
    expect(days.map(({ startsDay }) => startsDay)).toEqual([true, false, true, false]);
  });
  it('put the unread line above the first message of another person after the read place', () => {
    const messages = [
      message(0),
      message(1, { authorId: me }),
      message(2, { kind: 'system' }),
      message(3),
      message(4),
    ];
    const lines = (readAt: number | null) =>
      timelineItems(
        messages,
        readAt === null ? null : ({ authorId, createdAt }) => authorId !== me && createdAt > readAt,
      ).map(({ startsUnread }) => startsUnread);
    expect(lines(noon + 30_000)).toEqual([false, false, false, true, false]);
    expect(lines(null)).toEqual([false, false, false, false, false]);
    // All messages are new: a line above all of them has no meaning.
    expect(lines(0)).toEqual([false, false, false, false, false]);
  });
});
