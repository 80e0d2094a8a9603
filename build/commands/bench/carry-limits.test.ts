import { describe, expect, it } from 'vitest';
import { allowedSeconds } from './carry-limits.ts';

const chats = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ teams: `chat-${at}`, isChannel: false }));
const channels = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ teams: `team/channel-${at}`, isChannel: true }));

describe('the documented limits', () => {
  it('let one message a second into a conversation of Teams', () => {
    expect(allowedSeconds(chats(1), 1_000)).toBe(500);
  });

  it('let four requests a second to a team, however many channels it has', () => {
    expect(allowedSeconds(channels(8), 1_000)).toBe(125);
  });

  it('let ten requests a second to Mattermost after a hundred at once: one for each message that comes, one for the mark of each that goes', () => {
    expect(allowedSeconds(chats(20), 1_000)).toBe(90);
  });
});
