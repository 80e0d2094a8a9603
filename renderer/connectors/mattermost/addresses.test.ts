import { expect, it } from 'vitest';
import type { AccountId } from '../../model/index.ts';
import { postAddress } from './addresses.ts';
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
