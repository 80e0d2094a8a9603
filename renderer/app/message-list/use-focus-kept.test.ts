import { describe, expect, it } from 'vitest';
import { keyOfWritten, type Message, type MessageId, type PersonId } from '../../model/index.ts';
import { bodyMessage } from '../rich/testing/body-message.ts';
import type { TimelineItem } from '../timeline/items.ts';
import { replacementOf } from './use-focus-kept.ts';

const me = 'a/me' as PersonId;
const key = keyOfWritten('one');
const message = (id: string, plain: string, over: Partial<Message> = {}): Message =>
  bodyMessage('text', plain, { ...{ id: id as MessageId, authorId: me, plain }, ...over });
const item = (shown: Message): TimelineItem => ({
  ...{ message: shown, startsDay: false, startsUnread: false, startsGroup: true },
});
/** Nothing of it but that it is not sent matters here. */
const outgoing = {} as NonNullable<TimelineItem['outgoing']>;
const before = [
  item(message('a|old', 'Old')),
  { ...item(message(key, 'On my way', { carryKey: key })), outgoing },
];
const gone = key as string as MessageId;
const after = (...messages: Message[]) => [item(message('a|old', 'Old')), ...messages.map(item)];

describe('what takes the place of an unsent message', () => {
  it('is the message with its key, else with its text, else the only new one of its author', () => {
    const own = message('a|new', 'On my way');
    const another = message('a|another', 'Something else');
    const keyed = message('a|keyed', 'Something else', { carryKey: key });
    expect(replacementOf(gone, before, after(own, keyed))).toBe(keyed.id);
    expect(replacementOf(gone, before, after(another, own))).toBe(own.id);
    expect(replacementOf(gone, before, after(another))).toBe(another.id);
  });
  it('is the one of the same place among messages of one text that are sent at once', () => {
    const second = keyOfWritten('two');
    const two = [...before, { ...item(message(second, 'On my way', { carryKey: second })), outgoing }];
    const [one, other] = [message('a|one', 'On my way'), message('a|other', 'On my way')];
    const goneSecond = second as string as MessageId;
    expect(replacementOf(gone, two, after(one, other))).toBe(one.id);
    expect(replacementOf(goneSecond, two, after(one, other))).toBe(other.id);
    // A service that keeps keys tells them itself; the other's key excludes it.
    const keyed = message('a|keyed', 'On my way', { carryKey: second });
    expect(replacementOf(gone, two, after(keyed, other))).toBe(other.id);
    expect(replacementOf(goneSecond, two, after(other, keyed))).toBe(keyed.id);
    // One was cancelled, or another device has sent the same: it cannot be told.
    expect(replacementOf(goneSecond, two, after(one))).toBeNull();
    expect(replacementOf(gone, before, after(one, other))).toBeNull();
  });
  it('is nothing as long as it is there, after it was cancelled, and for messages of others', () => {
    expect(replacementOf(gone, before, before)).toBeNull();
    expect(replacementOf(gone, before, after())).toBeNull();
    const others = message('a|other', 'On my way', { authorId: 'a/ada' as PersonId });
    expect(replacementOf(gone, before, after(others))).toBeNull();
    expect(replacementOf('a|old' as MessageId, before, [])).toBeNull();
    const [one, two] = [message('a|one', 'One'), message('a|two', 'Two')];
    expect(replacementOf(gone, before, after(one, two))).toBeNull();
  });
});
