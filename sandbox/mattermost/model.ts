/** The server's records, under the names the API serves them with. Ids are strings of 26 characters, times milliseconds, 0 for never. */

/** model/user.go, UserAuthService…; `office365` and `openid` are spelled so in the addresses too. */
export type AuthService = '' | 'ldap' | SsoService;
export type SsoService = 'saml' | 'gitlab' | 'google' | 'office365' | 'openid';

export interface User {
  readonly id: string;
  readonly create_at: number;
  update_at: number;
  delete_at: number;
  username: string;
  email: string;
  first_name: string;
  last_name: string;
  nickname: string;
  position: string;
  locale: string;
  props: Record<string, string>;
  notify_props: Record<string, string>;
  timezone: Record<string, string>;
  last_picture_update: number;
  guest: boolean;
  bot: { owner_id: string; description: string } | null;
  password: string;
  mfaSecret: string | null;
  failedAttempts: number;
  /** Where the user signs in: '' with a password of the server's own. */
  authService: AuthService;
  emailVerified: boolean;
  /** When the user accepted the terms of service; 0 for never. */
  termsAcceptedAt: number;
  image: StoredBytes | null;
}

export interface StoredBytes {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

export interface Team {
  readonly id: string;
  readonly create_at: number;
  update_at: number;
  delete_at: number;
  display_name: string;
  name: string;
  description: string;
  type: 'O' | 'I';
  allow_open_invite: boolean;
  readonly invite_id: string;
}

export interface TeamMember {
  readonly team_id: string;
  readonly user_id: string;
  delete_at: number;
  scheme_admin: boolean;
}

/** Besides the four of conversations: spaces, and open and private boards (11.7 and later). */
export type ChannelType = 'O' | 'P' | 'D' | 'G' | 'S' | 'BO' | 'BP';

export interface Channel {
  readonly id: string;
  readonly create_at: number;
  update_at: number;
  delete_at: number;
  /** '' for direct and group messages. */
  readonly team_id: string;
  type: ChannelType;
  display_name: string;
  name: string;
  header: string;
  purpose: string;
  last_post_at: number;
  last_root_post_at: number;
  total_msg_count: number;
  total_msg_count_root: number;
  readonly creator_id: string;
}

export interface ChannelMember {
  readonly channel_id: string;
  readonly user_id: string;
  last_viewed_at: number;
  msg_count: number;
  msg_count_root: number;
  mention_count: number;
  mention_count_root: number;
  urgent_mention_count: number;
  notify_props: Record<string, string>;
  last_update_at: number;
  scheme_admin: boolean;
}

/** A role of the server: a name, and what it permits. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly permissions: Set<string>;
  readonly scheme_managed: boolean;
  readonly built_in: boolean;
}

/** The names of the roles that a channel has of its own, and the permissions that it withholds from its members and guests. */
export interface ChannelScheme {
  readonly withheld: ReadonlySet<string>;
  readonly guest: string;
  readonly user: string;
  readonly admin: string;
}

export interface Post {
  readonly id: string;
  readonly create_at: number;
  update_at: number;
  edit_at: number;
  delete_at: number;
  is_pinned: boolean;
  readonly user_id: string;
  readonly channel_id: string;
  readonly root_id: string;
  readonly original_id: string;
  message: string;
  readonly type: string;
  props: Record<string, unknown>;
  hashtags: string;
  file_ids: readonly string[];
  readonly priority: '' | 'important' | 'urgent';
}

export interface Reaction {
  readonly user_id: string;
  readonly post_id: string;
  readonly emoji_name: string;
  readonly create_at: number;
}

export interface StoredFile {
  readonly id: string;
  readonly user_id: string;
  post_id: string;
  readonly channel_id: string;
  readonly create_at: number;
  delete_at: number;
  readonly name: string;
  readonly mime_type: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface ThreadMembership {
  following: boolean;
  last_viewed_at: number;
  unread_mentions: number;
}

export interface Session {
  readonly id: string;
  readonly token: string;
  readonly create_at: number;
  expires_at: number;
  last_activity_at: number;
  readonly user_id: string;
  device_id: string;
  readonly kind: 'password' | 'access-token' | 'oauth';
}

export interface AccessToken {
  readonly id: string;
  readonly token: string;
  readonly user_id: string;
  readonly description: string;
  is_active: boolean;
}

export interface Preference {
  readonly user_id: string;
  readonly category: string;
  readonly name: string;
  readonly value: string;
}

export interface Status {
  readonly user_id: string;
  status: 'online' | 'away' | 'dnd' | 'offline';
  manual: boolean;
  last_activity_at: number;
  dnd_end_time: number;
}

export interface Emoji {
  readonly id: string;
  readonly creator_id: string;
  readonly name: string;
  readonly create_at: number;
  update_at: number;
  delete_at: number;
  readonly image: StoredBytes;
}

export interface OAuthApp {
  readonly id: string;
  readonly client_secret: string;
  readonly creator_id: string;
  readonly name: string;
  readonly description: string;
  readonly callback_urls: readonly string[];
  readonly homepage: string;
  readonly is_trusted: boolean;
  readonly is_dynamically_registered: boolean;
  readonly create_at: number;
}

export interface OAuthCode {
  readonly code: string;
  readonly client_id: string;
  readonly user_id: string;
  readonly redirect_uri: string;
  readonly scope: string;
  readonly code_challenge: string;
  readonly expiresAt: number;
}

export interface UploadSession {
  readonly id: string;
  readonly create_at: number;
  readonly user_id: string;
  readonly channel_id: string;
  readonly filename: string;
  readonly file_size: number;
  received: Uint8Array[];
  file_offset: number;
}
