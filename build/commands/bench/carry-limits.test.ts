import { describe, expect, it } from 'vitest';
import { allowedSeconds } from './carry-limits.ts';

const chats = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ teams: `chat-${at}`, isChannel: false }));
const channels = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ teams: `team/channel-${at}`, isChannel: true }));

describe('the documented limits', () => {
  it('allow one message a second into a conversation of Teams', () => {
    expect(allowedSeconds(chats(1), 1_000)).toBe(500);
  });

  it('allow four requests a second to a team with any number of channels', () => {
    expect(allowedSeconds(channels(8), 1_000)).toBe(125);
  });

  it('allow ten requests a second to Mattermost after a hundred at once: one for each message in, one for each mark out', () => {
    expect(allowedSeconds(chats(20), 1_000)).toBe(90);
  });
});
