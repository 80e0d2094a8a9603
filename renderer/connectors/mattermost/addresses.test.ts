import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../model/index.ts';
import { postAddress, postPlaceAt } from './addresses.ts';
import { makeIds } from './ids.ts';

const id = 'mm' as AccountId;
const ids = makeIds(id);
const message = { id: ids.message('channel1', 'post1') };
const account = { id, siteUrl: 'https://chat.example.org/mattermost/' };

it('a post in a channel has the permalink of its team', () => {
  const webUrl = 'https://chat.example.org/mattermost/works/channels/locks';
  expect(postAddress(account, { webUrl }, message)).toBe(
    'https://chat.example.org/mattermost/works/pl/post1',
  );
});

it('a post of a direct message belongs to no team: the server chooses one', () => {
  expect(postAddress(account, { webUrl: null }, message)).toBe(
    'https://chat.example.org/mattermost/_redirect/pl/post1',
  );
});

it('there is no address without a site, and none for another account’s post', () => {
  expect(postAddress({ id }, { webUrl: null }, message)).toBeNull();
  expect(postAddress({ ...account, id: 'other' as AccountId }, { webUrl: null }, message)).toBeNull();
});

const conversations = [
  { id: ids.conversation('channel1'), webUrl: 'https://chat.example.org/mattermost/works/channels/locks' },
  { id: ids.conversation('dm1'), webUrl: null },
];
const at = (address: string, site = account) => postPlaceAt(site, conversations, address);

describe('an address of the server', () => {
  it.each(['works/pl/post1', '_redirect/pl/post1', 'works/pl/post1/?a=b#c'])(
    'leads by %s to a post',
    (path) => {
      expect(at(`https://chat.example.org/mattermost/${path}`)).toEqual({
        messages: [ids.message('channel1', 'post1'), ids.message('dm1', 'post1')],
        conversation: null,
      });
    },
  );

  it('leads to a channel', () => {
    expect(at('https://chat.example.org/mattermost/works/channels/locks')).toEqual({
      messages: [],
      conversation: ids.conversation('channel1'),
    });
  });

  it('leads back to its message', () => {
    const address = postAddress(account, { webUrl: null }, message) ?? '';
    expect(at(address)?.messages).toContain(message.id);
  });

  it.each([
    'https://chat.example.org/mattermost/works/channels/unknown',
    'https://chat.example.org/other/works/pl/post1',
    'https://chat.example.org/mattermostelse/works/pl/post1',
    'https://chat.example.org.evil.example/mattermost/works/pl/post1',
    'https://user@evil.example/mattermost/works/pl/post1',
    'https://chat.example.org/mattermost/works/pl/..%2f..',
    'https://chat.example.org/mattermost/works/pl/',
    'https://chat.example.org/mattermost/api/v4/files/post1',
    'https://chat.example.org/mattermost/pl/post1',
    'no address',
    '',
  ])('leads to no post or channel: %s', (address) => {
    expect(at(address)).toBeNull();
  });
});
