import { callName } from '../../call-name.ts';

const words: ReadonlySet<string> = new Set([
  ...['autocomplete', 'autocomplete_suggestions', 'categories', 'channel_members', 'channels', 'client'],
  ...['commands', 'config', 'delete', 'direct', 'emoji', 'execute'],
  ...['files', 'group', 'ids', 'image', 'info', 'license'],
  ...['link', 'mark_read', 'me', 'members', 'name', 'names'],
  ...['patch', 'permissions', 'pin', 'pinned', 'posts', 'preferences'],
  ...['preview', 'reactions', 'roles', 'schemeRoles', 'search', 'sessions'],
  ...['set_unread', 'since', 'stats', 'status', 'system', 'teams'],
  ...['thread', 'threads', 'thumbnail', 'typing', 'unpin', 'unread'],
  ...['update', 'uploads', 'username', 'usernames', 'users', 'view'],
]);

/** The name of a request of this connector for metrics. */
export const mattermostCall = (method: string, { pathname }: URL): string => {
  const [, below = ''] = /\/api\/v4\/(.*)/s.exec(pathname) ?? [];
  return callName(
    method,
    below.split('/').filter((part) => part !== ''),
    words,
  );
};
