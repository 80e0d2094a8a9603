/** The server's settings that a client can notice, under the names of Mattermost's own config, with its defaults. Switchable while it runs. */

export type CollapsedThreads = 'disabled' | 'default_on' | 'default_off' | 'always_on';

export interface MattermostSettings {
  /** ServiceSettings.SiteURL. Empty: the request's own host counts. */
  SiteURL: string;
  EnableUserAccessTokens: boolean;
  EnableOAuthServiceProvider: boolean;
  EnableDynamicClientRegistration: boolean;
  /** Space-separated origins or `*`; empty means no CORS handler at all. */
  AllowCorsFrom: string;
  CorsExposedHeaders: string;
  CorsAllowCredentials: boolean;
  /** RateLimitSettings.Enable, .PerSec and .MaxBurst. */
  RateLimitEnable: boolean;
  RateLimitPerSec: number;
  RateLimitMaxBurst: number;
  CollapsedThreads: CollapsedThreads;
  /** Seconds in which a message may be edited; −1 for ever. */
  PostEditTimeLimit: number;
  ExperimentalEnableHardenedMode: boolean;
  EnablePostUsernameOverride: boolean;
  EnablePostIconOverride: boolean;
  EnableBotAccountCreation: boolean;
  EnableCustomEmoji: boolean;
  /** Whether root posts can be important or urgent. */
  PostPriority: boolean;
  /** Bytes. */
  MaxFileSize: number;
  /** Characters. */
  MaxPostSize: number;
  /** EmailSettings: the names with which a password can be typed. With both off, nobody signs in with the server's own password. */
  EnableSignInWithEmail: boolean;
  EnableSignInWithUsername: boolean;
  RequireEmailVerification: boolean;
  EnableMultifactorAuthentication: boolean;
  /** A user without a second factor can only use `GET /users/me`. */
  EnforceMultifactorAuthentication: boolean;
  /** LdapSettings.Enable and .LoginFieldName: passwords of a directory. */
  EnableLdap: boolean;
  LdapLoginFieldName: string;
  /** Single sign-on: SamlSettings, GitLabSettings, GoogleSettings, Office365Settings, OpenIdSettings. */
  EnableSaml: boolean;
  SamlLoginButtonText: string;
  EnableSignUpWithGitLab: boolean;
  GitLabButtonText: string;
  EnableSignUpWithGoogle: boolean;
  EnableSignUpWithOffice365: boolean;
  EnableSignUpWithOpenId: boolean;
  OpenIdButtonText: string;
  /** TeamSettings.SiteName: the server's own name. */
  SiteName: string;
  /** ExperimentalSettings.ClientSideCertEnable: a password counts only with the headers of a certificate, which a proxy adds. */
  ClientSideCertEnable: boolean;
  /** SupportSettings.CustomTermsOfServiceEnabled. */
  CustomTermsOfServiceEnabled: boolean;
  MaximumLoginAttempts: number;
  SessionLengthWebInHours: number;
  UniqueEmojiReactionLimitPerPost: number;
  /** Whether multiple_channels_viewed is sent. */
  EnableChannelViewedMessages: boolean;
  TimeBetweenUserTypingUpdatesMilliseconds: number;
  EnableOpenServer: boolean;
  /** Whether `permanent=true` deletes a team or a user permanently. */
  EnableAPITeamDeletion: boolean;
  EnableAPIUserDeletion: boolean;
  /** Not a Mattermost setting: usernames that have the system_admin role. */
  administrators: readonly string[];
  /** Not a setting either: the version that the server says it is. */
  version: string;
}

/** The server's version: that of the contracts. */
export const serverVersion = '11.6.0';

/** Mattermost's defaults (facts: srv config.go). */
export const defaultSettings = (): MattermostSettings => ({
  SiteURL: '',
  EnableUserAccessTokens: false,
  EnableOAuthServiceProvider: true,
  EnableDynamicClientRegistration: false,
  AllowCorsFrom: '',
  CorsExposedHeaders: '',
  CorsAllowCredentials: false,
  RateLimitEnable: false,
  RateLimitPerSec: 10,
  RateLimitMaxBurst: 100,
  CollapsedThreads: 'always_on',
  PostEditTimeLimit: -1,
  ExperimentalEnableHardenedMode: false,
  EnablePostUsernameOverride: false,
  EnablePostIconOverride: false,
  EnableBotAccountCreation: false,
  EnableCustomEmoji: true,
  PostPriority: true,
  MaxFileSize: 104_857_600,
  MaxPostSize: 16_383,
  EnableSignInWithEmail: true,
  EnableSignInWithUsername: true,
  RequireEmailVerification: false,
  // Off by default on a real server; here some people of the sample organisation have a second factor.
  EnableMultifactorAuthentication: true,
  EnforceMultifactorAuthentication: false,
  EnableLdap: false,
  LdapLoginFieldName: '',
  EnableSaml: false,
  SamlLoginButtonText: 'SAML',
  EnableSignUpWithGitLab: false,
  GitLabButtonText: '',
  EnableSignUpWithGoogle: false,
  EnableSignUpWithOffice365: false,
  EnableSignUpWithOpenId: false,
  OpenIdButtonText: '',
  SiteName: 'Mattermost',
  ClientSideCertEnable: false,
  CustomTermsOfServiceEnabled: false,
  MaximumLoginAttempts: 10,
  SessionLengthWebInHours: 720,
  UniqueEmojiReactionLimitPerPost: 50,
  EnableChannelViewedMessages: true,
  TimeBetweenUserTypingUpdatesMilliseconds: 5000,
  EnableOpenServer: false,
  EnableAPITeamDeletion: false,
  EnableAPIUserDeletion: false,
  administrators: [],
  version: serverVersion,
});
