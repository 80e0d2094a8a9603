/** The JSON of records, member by member as the Go server serialises them (omitted if empty where it says omitempty). */
import { channelRoles, systemRoles, teamRoles } from './domain/roles.ts';
import type { Core } from './server.ts';
import type {
  Channel,
  ChannelMember,
  Emoji,
  Post,
  Reaction,
  Session,
  Status,
  StoredFile,
  Team,
  TeamMember,
  User,
} from './model.ts';

/** The id of the terms of service; here there is one text for ever. */
export const termsId = 'termsofservicetermsofservi';

type Json = Record<string, unknown>;

/** A user; `own` adds the fields that only the user (and administrators) see. */
export const userView = (core: Core, user: User, own: boolean): Json => ({
  id: user.id,
  create_at: user.create_at,
  update_at: user.update_at,
  delete_at: user.delete_at,
  username: user.username,
  auth_data: '',
  auth_service: user.authService,
  email: user.email,
  ...(own ? { email_verified: user.emailVerified } : {}),
  nickname: user.nickname,
  first_name: user.first_name,
  last_name: user.last_name,
  position: user.position,
  roles: systemRoles(core, user).join(' '),
  ...(Object.keys(user.props).length > 0 ? { props: { ...user.props } } : {}),
  ...(own ? { notify_props: { ...user.notify_props }, last_password_update: user.create_at } : {}),
  ...(user.last_picture_update > 0 ? { last_picture_update: user.last_picture_update } : {}),
  ...(own && user.failedAttempts > 0 ? { failed_attempts: user.failedAttempts } : {}),
  locale: user.locale,
  ...(own && user.mfaSecret !== null ? { mfa_active: true } : {}),
  timezone: { ...user.timezone },
  ...(own && user.termsAcceptedAt > 0
    ? { terms_of_service_id: termsId, terms_of_service_create_at: user.termsAcceptedAt }
    : {}),
  ...(user.bot ? { is_bot: true, bot_description: user.bot.description } : {}),
  disable_welcome_email: false,
});

export const teamView = (team: Team): Json => ({
  ...team,
  email: '',
  company_name: '',
  allowed_domains: '',
  scheme_id: null,
  group_constrained: null,
  policy_id: null,
});

export const teamMemberView = (core: Core, member: TeamMember): Json => {
  const guest = core.state.users.get(member.user_id)?.guest === true;
  return {
    team_id: member.team_id,
    user_id: member.user_id,
    roles: teamRoles(core, member).join(' '),
    delete_at: member.delete_at,
    scheme_guest: guest,
    scheme_user: !guest,
    scheme_admin: member.scheme_admin,
    explicit_roles: '',
  };
};

export const channelView = (channel: Channel): Json => ({
  ...channel,
  extra_update_at: 0,
  scheme_id: null,
  props: null,
  group_constrained: null,
  shared: null,
  policy_id: null,
});

export const channelMemberView = (core: Core, member: ChannelMember): Json => {
  const guest = core.state.users.get(member.user_id)?.guest === true;
  const { scheme_admin, ...rest } = member;
  return {
    ...rest,
    notify_props: { ...member.notify_props },
    roles: channelRoles(core, member).join(' '),
    scheme_guest: guest,
    scheme_user: !guest,
    scheme_admin,
    explicit_roles: '',
  };
};

export const fileView = (file: StoredFile): Json => {
  const extension = /\.([^.]+)$/.exec(file.name)?.[1] ?? '';
  const isImage = file.mime_type.startsWith('image/') && !file.mime_type.includes('svg');
  return {
    id: file.id,
    user_id: file.user_id,
    ...(file.post_id === '' ? {} : { post_id: file.post_id }),
    channel_id: file.channel_id,
    create_at: file.create_at,
    update_at: file.create_at,
    delete_at: file.delete_at,
    name: file.name,
    extension,
    size: file.bytes.byteLength,
    mime_type: file.mime_type,
    ...(file.width > 0 ? { width: file.width, height: file.height } : {}),
    ...(isImage && file.width > 0 ? { has_preview_image: true } : {}),
    mini_preview: null,
    remote_id: '',
    archived: false,
  };
};

/** A reaction on the wire. */
export const reactionView = (reaction: Reaction, channelId: string): Json => ({
  ...reaction,
  update_at: reaction.create_at,
  delete_at: 0,
  remote_id: '',
  channel_id: channelId,
});

const metadataView = (core: Core, post: Post): Json => {
  const files = post.file_ids.flatMap((id) => core.state.files.get(id) ?? []);
  const reactions = core.state.reactions.get(post.id) ?? [];
  const images = files.filter((file) => file.width > 0);
  return {
    ...(files.length > 0 ? { files: files.map(fileView) } : {}),
    ...(images.length > 0 && post.props.attachments !== undefined ? { images: {} } : {}),
    ...(reactions.length > 0
      ? { reactions: reactions.map((reaction) => reactionView(reaction, post.channel_id)) }
      : {}),
    ...(post.priority === '' ? {} : { priority: { priority: post.priority, requested_ack: false } }),
  };
};

/**
 * An empty value is null, left out, or an empty object, depending on the post's creator. Here it is null for some posts, always the same
 * ones.
 */
const isNil = ({ id }: Post): boolean => id.charCodeAt(id.length - 1) % 3 === 0;

/** How a post is served. `pending`: only in the answer to its creation and in `posted`. `collapsed` adds CRT's fields of a root. */
export interface PostViewOptions {
  readonly pendingPostId?: string;
  readonly collapsedFor?: string;
  readonly withoutMetadata?: boolean;
}

export const postView = (core: Core, post: Post, options: PostViewOptions = {}): Json => {
  const replies = core.state.repliesTo(post.root_id === '' ? post.id : post.root_id);
  const threaded = options.collapsedFor !== undefined && post.root_id === '' && replies.length > 0;
  const following = threaded
    ? core.state.threadMembers.get(post.id)?.get(options.collapsedFor)?.following
    : undefined;
  return {
    id: post.id,
    create_at: post.create_at,
    update_at: post.update_at,
    edit_at: post.edit_at,
    delete_at: post.delete_at,
    is_pinned: post.is_pinned,
    user_id: post.user_id,
    channel_id: post.channel_id,
    root_id: post.root_id,
    original_id: post.original_id,
    message: post.message,
    type: post.type,
    props: Object.keys(post.props).length === 0 && isNil(post) ? null : { ...post.props },
    hashtags: post.hashtags,
    ...(post.file_ids.length > 0 ? { file_ids: [...post.file_ids] } : isNil(post) ? { file_ids: null } : {}),
    pending_post_id: options.pendingPostId ?? '',
    remote_id: '',
    reply_count: replies.length,
    last_reply_at: threaded ? (replies.at(-1)?.create_at ?? 0) : 0,
    participants: threaded ? participantsOf(post, replies).map((id) => ({ id })) : null,
    ...(following === undefined ? {} : { is_following: following }),
    ...((core.state.reactions.get(post.id)?.length ?? 0) > 0 ? { has_reactions: true } : {}),
    ...(options.withoutMetadata ? {} : { metadata: metadataView(core, post) }),
  };
};

/** The people who wrote in a thread: repliers, newest last (the root's author only if they replied). */
export const participantsOf = (_root: Post, replies: readonly Post[]): string[] => [
  ...new Set(replies.map((reply) => reply.user_id)),
];

export const statusView = (status: Status): Json => ({
  user_id: status.user_id,
  status: status.status,
  manual: status.manual,
  last_activity_at: status.last_activity_at,
  ...(status.dnd_end_time > 0 ? { dnd_end_time: status.dnd_end_time } : {}),
});

/** A session without its token, as the session list serves it. */
export const sessionView = (core: Core, session: Session): Json => {
  const user = core.state.users.get(session.user_id);
  return {
    id: session.id,
    token: '',
    create_at: session.create_at,
    expires_at: session.expires_at,
    last_activity_at: session.last_activity_at,
    user_id: session.user_id,
    device_id: session.device_id,
    roles: user ? systemRoles(core, user).join(' ') : '',
    is_oauth: session.kind === 'oauth',
    expired_notify: false,
    props: session.kind === 'access-token' ? { type: 'UserAccessToken' } : {},
    team_members: [],
    local: false,
  };
};

export const emojiView = (emoji: Emoji): Json => ({
  id: emoji.id,
  create_at: emoji.create_at,
  update_at: emoji.update_at,
  delete_at: emoji.delete_at,
  creator_id: emoji.creator_id,
  name: emoji.name,
});

export const botView = (user: User): Json => ({
  user_id: user.id,
  username: user.username,
  display_name: user.first_name,
  description: user.bot?.description ?? '',
  owner_id: user.bot?.owner_id ?? '',
  create_at: user.create_at,
  update_at: user.update_at,
  delete_at: user.delete_at,
});
