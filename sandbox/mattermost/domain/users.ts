/** Users: making, finding, changing. */
import { setStatus } from './statuses.ts';
import { revokeSessions } from './sessions.ts';
import { AppError, invalidParam, permanentDeletionDisabled } from '../errors.ts';
import { newId } from '../ids.ts';
import type { User } from '../model.ts';
import { isAdministrator, type Actor, type Core } from '../server.ts';
import { serverEvent } from '../sockets/event.ts';
import { userView } from '../views.ts';

export interface NewUser {
  readonly id?: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly position?: string;
  readonly guest?: boolean;
  readonly bot?: User['bot'];
  readonly mfaSecret?: string | null;
  readonly createdAt?: number;
}

/** A user record with Mattermost's defaults. */
export const makeUser = (core: Core, user: NewUser): User => {
  const at = user.createdAt ?? core.world.now();
  return {
    id: user.id ?? newId(core.world),
    create_at: at,
    update_at: at,
    delete_at: 0,
    username: user.username.toLowerCase(),
    email: user.email,
    first_name: user.firstName ?? '',
    last_name: user.lastName ?? '',
    nickname: '',
    position: user.position ?? '',
    locale: 'en',
    props: {},
    notify_props: {
      channel: 'true',
      comments: 'never',
      desktop: 'mention',
      desktop_sound: 'true',
      desktop_threads: 'all',
      email: 'true',
      email_threads: 'all',
      first_name: 'false',
      mention_keys: '',
      push: 'mention',
      push_status: 'online',
      push_threads: 'all',
    },
    timezone: { automaticTimezone: '', manualTimezone: '', useAutomaticTimezone: 'true' },
    last_picture_update: 0,
    guest: user.guest ?? false,
    bot: user.bot ?? null,
    password: user.password,
    mfaSecret: user.mfaSecret ?? null,
    failedAttempts: 0,
    authService: '',
    emailVerified: true,
    termsAcceptedAt: 0,
    image: null,
  };
};

/** Creates an account and tells everybody (`new_user`). */
export const createUser = (core: Core, wanted: NewUser): User => {
  if (!/^[a-z][a-z0-9._-]{1,63}$/.test(wanted.username.toLowerCase())) throw invalidParam('username');
  if (core.state.userByName(wanted.username))
    throw new AppError(
      'app.user.save.username_exists.app_error',
      400,
      'An account with that username already exists.',
    );
  if (wanted.password.length < 8 && !wanted.bot)
    throw new AppError('model.user.is_valid.pwd_min_length.app_error', 400, 'Your password is too short.');
  const user = makeUser(core, wanted);
  core.state.users.set(user.id, user);
  core.events.publish(serverEvent('new_user', {}, { user_id: user.id }));
  return user;
};

/** Tells the change: the whole profile to the user, a copy without private members to the others (administrators see theirs). */
const publishUpdate = (core: Core, user: User): void => {
  const others = { user: userView(core, user, false) };
  core.events.publish(
    serverEvent(
      'user_updated',
      { omit: user.id },
      { user: userView(core, user, true) },
      { only: 'administrators' },
    ),
  );
  core.events.publish(serverEvent('user_updated', { omit: user.id }, others, { only: 'others' }));
  core.events.publish(serverEvent('user_updated', { user: user.id }, { user: userView(core, user, true) }));
};

export interface UserPatch {
  readonly username?: string | undefined;
  readonly nickname?: string | undefined;
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
  readonly position?: string | undefined;
  readonly email?: string | undefined;
  readonly locale?: string | undefined;
  readonly props?: Record<string, string> | undefined;
  readonly notify_props?: Record<string, string> | undefined;
  readonly timezone?: Record<string, string> | undefined;
}

/** Changes the fields in the patch. `props` are replaced as a whole, not merged (design, decision 4). */
export const patchUser = (core: Core, user: User, patch: UserPatch): User => {
  if (
    patch.username !== undefined &&
    patch.username !== user.username &&
    core.state.userByName(patch.username)
  )
    throw new AppError(
      'app.user.save.username_exists.app_error',
      400,
      'An account with that username already exists.',
    );
  if (patch.props !== undefined && JSON.stringify(patch.props).length > 760_000) throw invalidParam('props');
  for (const [name, value] of Object.entries(patch))
    if (value !== undefined) Object.assign(user, { [name]: value as unknown });
  user.update_at = core.world.now();
  publishUpdate(core, user);
  return user;
};

export const setProfileImage = (core: Core, user: User, image: User['image']): void => {
  user.image = image;
  user.update_at = core.world.now();
  // Without a picture of their own there is no time (`ResetLastPictureUpdate` of the server's store).
  user.last_picture_update = image === null ? 0 : user.update_at;
  publishUpdate(core, user);
};

/** Deactivating ends every session; the account stays, with delete_at. */
export const setActive = (core: Core, user: User, active: boolean): void => {
  user.update_at = core.world.now();
  user.delete_at = active ? 0 : user.update_at;
  if (!active) {
    revokeSessions(core, (session) => session.user_id === user.id);
    setStatus(core, user.id, 'offline', false);
  }
  core.events.publish(serverEvent('user_activation_status_change', {}, {}));
  publishUpdate(core, user);
};

/**
 * Takes an account and all it wrote away for good (setting EnableAPIUserDeletion). Its direct and group channels stay, without it,
 * as on the real server.
 */
export const eraseUser = (core: Core, actor: Actor, user: User): void => {
  if (!core.settings.EnableAPIUserDeletion)
    throw permanentDeletionDisabled('user', isAdministrator(core, actor.user));
  if (user.delete_at === 0) setActive(core, user, false);
  const { state } = core;
  for (const channel of state.channelsFor(user.id)) state.removeChannelMember(channel.id, user.id);
  for (const members of state.teamMembers.values()) members.delete(user.id);
  state.erasePosts((post) => post.user_id === user.id);
  for (const [postId, reactions] of state.reactions)
    state.reactions.set(
      postId,
      reactions.filter((reaction) => reaction.user_id !== user.id),
    );
  for (const [id, file] of state.files) if (file.user_id === user.id) state.files.delete(id);
  for (const [id, upload] of state.uploads) if (upload.user_id === user.id) state.uploads.delete(id);
  for (const [id, token] of state.accessTokens) if (token.user_id === user.id) state.accessTokens.delete(id);
  for (const followers of state.threadMembers.values()) followers.delete(user.id);
  state.preferences.delete(user.id);
  state.statuses.delete(user.id);
  state.channelsOfUser.delete(user.id);
  state.users.delete(user.id);
};
