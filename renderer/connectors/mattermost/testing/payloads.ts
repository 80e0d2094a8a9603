/** Payloads for this folder's tests, as a server of today serves them. */
import type { AccountId } from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import { makeDirectory } from '../reading/directory.ts';
import { HeardPosts } from '../live/heard-posts.ts';
import { makeIds } from '../ids.ts';

export const accountId = 'mm1' as AccountId;

/** A Mattermost id that one can recognise in a failing test: `id('post', 3)`. */
export const id = (kind: string, number = 0): string => `${kind}${number}`.padEnd(26, 'x').slice(0, 26);

export const me = id('ada');
export const bob = id('bob');
export const channelId = id('channel');

export const makeContext = (): MappingContext => {
  const directory = makeDirectory();
  directory.me = { username: 'ada', keywords: [], firstName: '', channelWide: true };
  const ids = makeIds(accountId);
  directory.personByUsername.set('ada', ids.person(me));
  directory.personByUsername.set('bob.stone', ids.person(bob));
  return {
    ids,
    userId: me,
    directory,
    heard: new HeardPosts(),
    publicUrl: null,
    showsOtherNames: () => true,
  };
};

export const post = (
  number: number,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  id: id('post', number),
  create_at: 1_700_000_000_000 + number,
  update_at: 1_700_000_000_000 + number,
  edit_at: 0,
  delete_at: 0,
  is_pinned: false,
  user_id: bob,
  channel_id: channelId,
  root_id: '',
  original_id: '',
  message: `message ${number}`,
  type: '',
  props: {},
  hashtags: '',
  file_ids: [],
  pending_post_id: '',
  reply_count: 0,
  last_reply_at: 0,
  participants: null,
  metadata: {},
  ...more,
});

/** A post list as the routes answer it: all listed, newest first. */
export const postList = (
  posts: readonly Record<string, unknown>[],
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  order: posts.map((row) => row.id),
  posts: Object.fromEntries(posts.map((row) => [row.id, row])),
  next_post_id: '',
  prev_post_id: '',
  has_next: null,
  first_inaccessible_post_time: 0,
  ...more,
});

export const user = (userId: string, username: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id: userId,
  create_at: 1,
  update_at: 1,
  delete_at: 0,
  username,
  email: `${username}@Example.org`,
  nickname: '',
  first_name: '',
  last_name: '',
  position: '',
  roles: 'system_user',
  ...more,
});
