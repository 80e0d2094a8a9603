import { describe, expect, it } from 'vitest';
import type { ConversationId, MessageId, PersonId } from '../../model/index.ts';
import {
  channelConversationId,
  chatConversationId,
  isUsableId,
  messageIdOf,
  messagePathOf,
  messagePlaceOf,
  pathOf,
  personId,
  placeOf,
  userOf,
} from './ids.ts';
import { readCursor, readPosition, writeCursor, writePosition } from './reading/position.ts';
import { filterTime, newestModified, readStamp } from './graph/stamps.ts';
import { testAccount } from './testing/test-world.ts';

const chat = chatConversationId(testAccount, '19:a_b@unq.gbl.spaces');
const channel = channelConversationId(testAccount, 'team', '19:k@thread.tacv2');

describe('ids', () => {
  it('have the place of a conversation', () => {
    expect(placeOf(testAccount, chat)).toEqual({ kind: 'chat', chatId: '19:a_b@unq.gbl.spaces' });
    expect(placeOf(testAccount, channel)).toEqual({
      kind: 'channel',
      teamId: 'team',
      channelId: '19:k@thread.tacv2',
    });
  });

  it.each([
    [messageIdOf(chat, null, '1'), '/chats/19%3Aa_b%40unq.gbl.spaces/messages/1'],
    [messageIdOf(channel, null, '1'), '/teams/team/channels/19%3Ak%40thread.tacv2/messages/1'],
    [messageIdOf(channel, '1', '2'), '/teams/team/channels/19%3Ak%40thread.tacv2/messages/1/replies/2'],
    [messageIdOf(channel, '1', '1'), '/teams/team/channels/19%3Ak%40thread.tacv2/messages/1'],
  ])('have the place of %s', (id, path) => {
    const place = messagePlaceOf(testAccount, id);
    expect(place && messagePathOf(place)).toBe(path);
  });

  it.each([
    '',
    'chat/x',
    `${testAccount}/chat`,
    `${testAccount}/chat/`,
    `${testAccount}/chat/a/b`,
    `${testAccount}/team/x`,
    'other/chat/x',
  ])('of another account (%s) are refused', (id) => {
    expect(placeOf(testAccount, id as ConversationId)).toBeNull();
  });

  it.each([`${testAccount}/chat/x`, `${chat}/1/2`, `${channel}/1/2/3`, `other/chat/x/1`, ''])(
    'of no message (%s) are refused',
    (id) => {
      expect(messagePlaceOf(testAccount, id as MessageId)).toBeNull();
    },
  );

  it('distinguish users from applications', () => {
    expect(userOf(testAccount, personId(testAccount, 'user', 'u'))).toBe('u');
    expect(userOf(testAccount, personId(testAccount, 'application', 'a'))).toBeNull();
    expect(userOf(testAccount, 'other/user/u' as PersonId)).toBeNull();
  });

  it('never take a slash from the service', () => {
    expect(isUsableId('a/b')).toBe(false);
    expect(isUsableId('')).toBe(false);
    expect(pathOf({ kind: 'chat', chatId: '../me' })).toBe('/chats/..%2Fme');
  });
});

describe('dates', () => {
  it.each([
    ['2021-03-28T20:48:29.832Z', Date.UTC(2021, 2, 28, 20, 48, 29, 832)],
    ['2021-01-22T21:39:42.08Z', Date.UTC(2021, 0, 22, 21, 39, 42, 80)],
    ['2021-01-22T21:39:42Z', Date.UTC(2021, 0, 22, 21, 39, 42)],
    ['2021-01-22T21:39:42.1234567Z', Date.UTC(2021, 0, 22, 21, 39, 42, 123)],
    ['2021-01-22T21:39:42+02:00', Date.UTC(2021, 0, 22, 19, 39, 42)],
    [null, 'none'],
    [undefined, 'none'],
    ['', 'none'],
    ['0001-01-01T00:00:00Z', 'none'],
    ['2021-03-1706:47:05.123Z', 'malformed'],
    ['2021-13-45T00:00:00Z', 'malformed'],
    ['yesterday', 'malformed'],
    [1_700_000_000_000, 'malformed'],
  ])('%s', (value, expected) => {
    expect(readStamp(value)).toBe(expected);
  });

  it('are compared as numbers, because cut zeros make strings compare wrongly', () => {
    const values = [
      { lastModifiedDateTime: '2021-01-22T21:39:42.08Z' },
      { lastModifiedDateTime: '2021-01-22T21:39:42.079Z' },
    ];
    expect(newestModified(values)).toBe(Date.UTC(2021, 0, 22, 21, 39, 42, 80));
    expect(newestModified([{ replies: [...values, 'x'] }, { lastModifiedDateTime: 'x' }])).toBe(
      Date.UTC(2021, 0, 22, 21, 39, 42, 80),
    );
  });

  it('of filters are never before 1970', () => {
    expect(filterTime(-1)).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('positions and cursors', () => {
  it('are read as they were written', () => {
    const position = { next: 'https://x', threads: ['https://y'], oldest: 5 };
    expect(readPosition(writePosition(position))).toEqual(position);
    for (const cursor of [
      { kind: 'chat', since: 5, walk: { next: 'https://x', until: 9 }, again: true },
      { kind: 'chat', since: 5, walk: null, again: false },
      { kind: 'delta-from', since: 5 },
      { kind: 'delta', link: 'https://x', linkIsNextPage: true, threads: ['https://y'] },
    ] as const)
      expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  it.each([
    '',
    'null',
    '[]',
    '{',
    '{"kind":"chat"}',
    '{"kind":"delta"}',
    '{"kind":"other","since":1}',
    '{"kind":"delta-from","since":"x"}',
  ])('that are damaged (%s) are refused', (text) => {
    expect(readCursor(text)).toBeNull();
  });
});
