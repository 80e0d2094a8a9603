import { expect, it } from 'vitest';
import { graphCall } from './teams/graph/call.ts';
import { mattermostCall } from './mattermost/rest/call.ts';

const graph = (method: string, path: string) =>
  graphCall(method, new URL(`https://graph.example/v1.0${path}`));
const mattermost = (method: string, path: string) =>
  mattermostCall(method, new URL(`https://app.example/gateway/m/api/v4${path}`));

it.each([
  ['GET', '/me/chats?$top=50', 'GET me/chats'],
  [
    'GET',
    '/teams/7/channels/19%3Aa%40thread/messages/delta?$deltatoken=1',
    'GET teams/_/channels/_/messages/delta',
  ],
  ['POST', '/teams/7/channels/19:a/messages/1/replies', 'POST teams/_/channels/_/messages/_/replies'],
  ['POST', '/$batch', 'POST $batch'],
  ['PUT', '/me/drive/root:/Salaries.xlsx:/content', 'PUT me/drive/root:/_/content'],
  ['GET', '/users/a@b.example/photos/96x96/$value', 'GET users/_/photos/_/$value'],
])('Graph: %s %s has no id and no name', (method, path, name) => expect(graph(method, path)).toBe(name));

it('what is asked of an address outside Graph has one name', () =>
  expect(graphCall('GET', new URL('https://contoso.sharepoint.example/secret/file'))).toBe('GET elsewhere'));

it.each([
  ['GET', '/users/me', 'GET users/me'],
  ['GET', '/users/username/ada', 'GET users/username/_'],
  ['GET', '/channels/abc/posts?since=1', 'GET channels/_/posts'],
  ['POST', '/posts', 'POST posts'],
  ['GET', '/emoji/name/party-parrot', 'GET emoji/name/_'],
  ['GET', '/users/me/preferences/isthmus/name/lease', 'GET users/me/preferences/_/name/_'],
])('Mattermost: %s %s has no id and no name', (method, path, name) =>
  expect(mattermost(method, path)).toBe(name),
);

it('a path of endless parts has a short name', () =>
  expect(mattermost('GET', '/users'.repeat(500)).length).toBeLessThan(80));
