import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../model/index.ts';
import { teamsMessageAddress, teamsPlaceAt } from './addresses.ts';
import { channelConversationId, chatConversationId, messageIdOf } from './ids.ts';

const id = 'teams' as AccountId;
const account = { id, organisation: '2432b57b-0abd-43db-aa7b-16eadd115d34' };
const team = 'fbe2bf47-16c8-47cf-b4a5-4b9b187c508b';
const channel = channelConversationId(id, team, '19:4a95f7d8db4c4e7fae857bcebe0623e6@thread.tacv2');

it('a message of a channel has the address that Graph documents as its webUrl', () => {
  const reply = { id: messageIdOf(channel, '1616989510408', '1616989747416') };
  expect(teamsMessageAddress(account, { webUrl: null }, reply)).toBe(
    'https://teams.microsoft.com/l/message/19%3A4a95f7d8db4c4e7fae857bcebe0623e6%40thread.tacv2/1616989747416?groupId=fbe2bf47-16c8-47cf-b4a5-4b9b187c508b&tenantId=2432b57b-0abd-43db-aa7b-16eadd115d34&createdTime=1616989747416&parentMessageId=1616989510408',
  );
  const root = { id: messageIdOf(channel, null, '1616883610266') };
  expect(teamsMessageAddress(account, { webUrl: null }, root)).toContain('parentMessageId=1616883610266');
});

it('a message of a chat, which Graph gives none, has the documented one, in the cloud of its chat', () => {
  const chat = chatConversationId(id, '19:meeting@thread.v2');
  const webUrl = 'https://gov.teams.microsoft.us/l/chat/19%3Ameeting%40thread.v2/0';
  expect(teamsMessageAddress(account, { webUrl }, { id: messageIdOf(chat, null, '17') })).toBe(
    'https://gov.teams.microsoft.us/l/message/19%3Ameeting%40thread.v2/17?context=%7B%22contextType%22%3A%22chat%22%7D',
  );
});

it('a message of another account has no address', () => {
  const other = { id: messageIdOf(channelConversationId('x' as AccountId, team, 'c'), null, '1') };
  expect(teamsMessageAddress(account, { webUrl: null }, other)).toBeNull();
});

describe('an address of Teams', () => {
  const chat = chatConversationId(id, '19:abc@thread.v2');
  const at = (address: string) => teamsPlaceAt(account, [{ id: channel }, { id: chat }], address);
  const hosts = [
    ...['teams.microsoft.com', 'teams.cloud.microsoft', 'gov.teams.microsoft.us', 'dod.teams.microsoft.us'],
    'teams.microsoftonline.cn',
  ];

  it.each(hosts)('leads in the cloud of %s to a message of a chat', (host) => {
    const wanted = { messages: [messageIdOf(chat, null, '17')], conversation: chat };
    expect(at(`https://${host}/l/message/19%3Aabc%40thread.v2/17?context=%7B%7D`)).toEqual(wanted);
    expect(at(`https://${host}/l/message/19:abc@thread.v2/17`)).toEqual(wanted);
    expect(at(`https://${host}/v2/#/l/message/19:abc@thread.v2/17`)).toEqual(wanted);
  });

  it('leads back to its message', () => {
    for (const one of [
      ...[messageIdOf(channel, null, '5'), messageIdOf(channel, '5', '7'), messageIdOf(chat, null, '9')],
    ])
      expect(at(teamsMessageAddress(account, { webUrl: null }, { id: one }) ?? '')?.messages).toEqual([one]);
  });

  it('leads to channels and chats, also without a team', () => {
    const name = '19%3A4a95f7d8db4c4e7fae857bcebe0623e6%40thread.tacv2';
    for (const query of [`?groupId=${team}&tenantId=${account.organisation}`, ''])
      expect(at(`https://teams.microsoft.com/l/channel/${name}/General${query}`)).toEqual({
        messages: [],
        conversation: channel,
      });
    expect(at('https://teams.microsoft.com/l/chat/19%3Aabc%40thread.v2/0')?.conversation).toBe(chat);
  });

  it.each([
    'http://teams.microsoft.com/l/chat/19:abc@thread.v2/0',
    'https://teams.microsoft.com.evil.example/l/chat/19:abc@thread.v2/0',
    'https://teams.microsoft.com/l/meetup-join/19:abc@thread.v2/0',
    'https://teams.microsoft.com/l/message/19:abc@thread.v2',
    'https://teams.microsoft.com/l/message/a%2Fb/17',
    'https://teams.microsoft.com/l/message/%E0%A4%A/17',
    'https://teams.microsoft.com/l/chat/19:abc@thread.v2/0?tenantId=another',
    'https://teams.microsoft.com/',
    'no address',
  ])('leads to no message or conversation: %s', (address) => {
    expect(at(address)).toBeNull();
  });
});
