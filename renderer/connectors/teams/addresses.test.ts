import { expect, it } from 'vitest';
import type { AccountId } from '../../model/index.ts';
import { teamsMessageAddress } from './addresses.ts';
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

it('what belongs to another account has no address', () => {
  const other = { id: messageIdOf(channelConversationId('x' as AccountId, team, 'c'), null, '1') };
  expect(teamsMessageAddress(account, { webUrl: null }, other)).toBeNull();
});
