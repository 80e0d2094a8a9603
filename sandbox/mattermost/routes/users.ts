/** Users: profiles, search, pictures, statuses. */
import { z } from 'zod';
import { bytes, json, ok, type Call } from './call.ts';
import { picture } from './picture.ts';
import type { Router } from './register.ts';
import { createUser, eraseUser, patchUser, setActive, setProfileImage } from '../domain/users.ts';
import { setStatus, statusOf } from '../domain/statuses.ts';
import { forbidden, invalidParam, notFound } from '../errors.ts';
import type { User } from '../model.ts';
import { isAdministrator, readableChannel, userOf, type Core } from '../server.ts';
import { statusView, userView } from '../views.ts';

const byName = (one: User, other: User): number => (one.username < other.username ? -1 : 1);

/** Guests see only people they share a channel with. */
const visible = (core: Core, viewer: User, user: User): boolean => {
  if (!viewer.guest || viewer.id === user.id) return true;
  for (const id of core.state.channelsOfUser.get(viewer.id) ?? [])
    if (core.state.isChannelMember(id, user.id)) return true;
  return false;
};

const matches = (user: User, term: string): boolean => {
  const wanted = term.toLowerCase().replace(/^@/, '');
  return [
    user.username,
    user.first_name,
    user.last_name,
    user.nickname,
    `${user.first_name} ${user.last_name}`,
  ].some((text) => text.toLowerCase().startsWith(wanted));
};

const view = (call: Call, user: User): Record<string, unknown> =>
  userView(call.core, user, user.id === call.me.id || isAdministrator(call.core, call.me));

const listed = (call: Call): User[] => {
  const { core } = call;
  const team = call.query('in_team');
  const channel = call.query('in_channel');
  const notInChannel = call.query('not_in_channel');
  if (channel !== '') readableChannel(core, call.actor, channel);
  return [...core.state.users.values()]
    .filter(
      (user) =>
        visible(core, call.me, user) &&
        (team === '' || core.state.isTeamMember(team, user.id)) &&
        (channel === '' || core.state.isChannelMember(channel, user.id)) &&
        (notInChannel === '' || !core.state.isChannelMember(notInChannel, user.id)) &&
        (!call.flag('active') || user.delete_at === 0),
    )
    .sort(byName);
};

const patchSchema = z.object({
  username: z.string().optional(),
  nickname: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  position: z.string().optional(),
  email: z.string().optional(),
  locale: z.string().optional(),
  props: z.record(z.string(), z.string()).optional(),
  notify_props: z.record(z.string(), z.string()).optional(),
  timezone: z.record(z.string(), z.string()).optional(),
});

export const userRoutes = ({ on, open, core }: Router): void => {
  open('POST', '/api/v4/users', async (call) => {
    if (!call.isSignedIn || !isAdministrator(core, call.me)) {
      if (!core.settings.EnableOpenServer) throw forbidden();
    }
    const body = await call.body(
      z.object({
        username: z.string(),
        email: z.string(),
        password: z.string(),
        first_name: z.string().default(''),
        last_name: z.string().default(''),
        position: z.string().default(''),
      }),
    );
    const user = createUser(core, {
      username: body.username,
      email: body.email,
      password: body.password,
      firstName: body.first_name,
      lastName: body.last_name,
      position: body.position,
    });
    return json(userView(core, user, true), 201);
  });
  on('GET', '/users', (call) => json(call.pageOf(listed(call)).map((user) => view(call, user))));
  on('GET', '/users/autocomplete', (call) => {
    const found = listed(call)
      .filter((user) => matches(user, call.query('name')))
      .slice(0, call.number('limit', 100));
    return json({ users: found.map((user) => view(call, user)), out_of_channel: [] });
  });
  on('GET', '/users/known', (call) => {
    const known = new Set<string>();
    for (const channel of core.state.channelsFor(call.me.id))
      for (const id of core.state.membersOf(channel.id).keys()) known.add(id);
    known.delete(call.me.id);
    return json([...known]);
  });
  on('GET', '/users/stats', () => json({ total_users_count: core.state.users.size }));
  on('POST', '/users/ids', async (call) => {
    const ids = await call.body(z.array(z.string()), 'user_ids');
    if (ids.length === 0) throw invalidParam('user_ids');
    const since = call.number('since', 0);
    const users = ids.flatMap((id) => core.state.users.get(id) ?? []);
    return json(
      users
        .filter((user) => user.update_at > since && visible(core, call.me, user))
        .map((user) => view(call, user)),
    );
  });
  on('POST', '/users/usernames', async (call) => {
    const names = new Set(await call.body(z.array(z.string()), 'usernames'));
    if (names.size === 0) throw invalidParam('usernames');
    return json(
      [...core.state.users.values()]
        .filter((user) => names.has(user.username))
        .map((user) => view(call, user)),
    );
  });
  on('POST', '/users/search', async (call) => {
    const body = await call.body(
      z.object({
        term: z.string().default(''),
        team_id: z.string().default(''),
        limit: z.number().default(100),
        allow_inactive: z.boolean().default(false),
      }),
    );
    if (body.term === '') throw invalidParam('term');
    return json(
      [...core.state.users.values()]
        .filter(
          (user) =>
            matches(user, body.term) &&
            visible(core, call.me, user) &&
            (body.allow_inactive || user.delete_at === 0) &&
            (body.team_id === '' || core.state.isTeamMember(body.team_id, user.id)),
        )
        .sort(byName)
        .slice(0, body.limit)
        .map((user) => view(call, user)),
    );
  });
  on('POST', '/users/group_channels', async (call) => {
    const ids = await call.body(z.array(z.string()), 'group_channel_ids');
    return json(
      Object.fromEntries(
        ids
          .filter(
            (id) => core.state.channels.get(id)?.type === 'G' && core.state.isChannelMember(id, call.me.id),
          )
          .map((id) => [
            id,
            [...core.state.membersOf(id).keys()].flatMap((userId) => {
              const user = core.state.users.get(userId);
              return user && user.id !== call.me.id ? [view(call, user)] : [];
            }),
          ]),
      ),
    );
  });
  on('GET', '/users/username/:username', (call) => {
    const user = core.state.userByName(call.path('username'));
    if (!user || !visible(core, call.me, user)) throw notFound('user');
    return json(view(call, user));
  });
  on('GET', '/users/:user_id', (call) => {
    const user = call.user();
    if (!visible(core, call.me, user)) throw forbidden();
    return call.tagged(`${user.id}.${user.update_at}`, () => view(call, user));
  });
  on('PUT', '/users/:user_id/patch', async (call) =>
    json(userView(core, patchUser(core, call.ownUser(), await call.body(patchSchema)), true)),
  );
  on('PUT', '/users/:user_id/active', async (call) => {
    if (!isAdministrator(core, call.me)) throw forbidden();
    setActive(core, call.user(), (await call.body(z.object({ active: z.boolean() }))).active);
    return ok();
  });
  on('DELETE', '/users/:user_id', (call) => {
    const user = call.ownUser();
    if (call.flag('permanent')) eraseUser(core, call.actor, user);
    else setActive(core, user, false);
    return ok();
  });
  on('GET', '/users/:user_id/image', (call) => {
    const user = call.user();
    const image = user.image ?? picture(user.username, 128);
    return bytes(image.bytes, image.mimeType, {
      etag: String(user.last_picture_update),
      'cache-control': 'max-age=86400, private',
    });
  });
  on('GET', '/users/:user_id/image/default', (call) => {
    const image = picture(call.user().username, 128);
    return bytes(image.bytes, image.mimeType);
  });
  on('POST', '/users/:user_id/image', async (call) => {
    const user = call.ownUser();
    const form = await call.request.formData();
    const image = form.get('image');
    if (!(image instanceof File)) throw invalidParam('image');
    setProfileImage(core, user, { mimeType: 'image/png', bytes: new Uint8Array(await image.arrayBuffer()) });
    return ok();
  });
  on('DELETE', '/users/:user_id/image', (call) => {
    setProfileImage(core, call.ownUser(), null);
    return ok();
  });

  on('POST', '/users/status/ids', async (call) => {
    const ids = await call.body(z.array(z.string()), 'user_ids');
    if (ids.length === 0) throw invalidParam('user_ids');
    return json(ids.map((id) => statusView(statusOf(core, id))));
  });
  on('GET', '/users/:user_id/status', (call) => json(statusView(statusOf(core, call.user().id))));
  on('PUT', '/users/:user_id/status', async (call) => {
    const body = await call.body(
      z.object({
        user_id: z.string(),
        status: z.enum(['online', 'away', 'dnd', 'offline']),
        dnd_end_time: z.number().default(0),
      }),
    );
    const user = call.ownUser();
    if (userOf(core, body.user_id).id !== user.id) throw invalidParam('user_id');
    return json(statusView(setStatus(core, user.id, body.status, true, body.dnd_end_time)));
  });
  on('PUT', '/users/:user_id/status/custom', async (call) => {
    // The custom status lives in the profile's props (design, decision 4).
    const status = await call.body(z.record(z.string(), z.unknown()));
    const user = call.ownUser();
    patchUser(core, user, { props: { ...user.props, customStatus: JSON.stringify(status) } });
    return ok();
  });
  on('DELETE', '/users/:user_id/status/custom', (call) => {
    const user = call.ownUser();
    patchUser(core, user, { props: { ...user.props, customStatus: '' } });
    return ok();
  });
};
