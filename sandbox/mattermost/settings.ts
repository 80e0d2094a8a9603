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
  MaximumLoginAttempts: number;
  SessionLengthWebInHours: number;
  UniqueEmojiReactionLimitPerPost: number;
  /** Whether multiple_channels_viewed is sent. */
  EnableChannelViewedMessages: boolean;
  TimeBetweenUserTypingUpdatesMilliseconds: number;
  EnableOpenServer: boolean;
  /** Whether `permanent=true` deletes a team, or a user, for good. */
  EnableAPITeamDeletion: boolean;
  EnableAPIUserDeletion: boolean;
  /** Not a Mattermost setting: usernames that have the system_admin role. */
  administrators: readonly string[];
}

/** What the server says it is: the contracts' version. */
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
  MaximumLoginAttempts: 10,
  SessionLengthWebInHours: 720,
  UniqueEmojiReactionLimitPerPost: 50,
  EnableChannelViewedMessages: true,
  TimeBetweenUserTypingUpdatesMilliseconds: 5000,
  EnableOpenServer: false,
  EnableAPITeamDeletion: false,
  EnableAPIUserDeletion: false,
  administrators: [],
});

const flag = (value: boolean): string => (value ? 'true' : 'false');

/** `GET /config/client?format=old`: all values are strings; without a session a reduced set. */
export const clientConfig = (settings: MattermostSettings, signedIn: boolean): Record<string, string> => {
  const reduced = {
    Version: serverVersion,
    BuildNumber: serverVersion,
    BuildHash: 'sandbox',
    BuildDate: 'Wed Apr 15 09:00:00 UTC 2026',
    BuildEnterpriseReady: 'false',
    DiagnosticId: 'sandbox',
    SiteURL: settings.SiteURL,
    SiteName: 'Mattermost',
    WebsocketURL: '',
    EnableSignInWithEmail: 'true',
    EnableSignInWithUsername: 'true',
    EnableMultifactorAuthentication: 'true',
    EnforceMultifactorAuthentication: 'false',
    EnableSaml: 'false',
    EnableLdap: 'false',
    EnableSignUpWithEmail: 'true',
    EnableSignUpWithGitLab: 'false',
    EnableOpenServer: flag(settings.EnableOpenServer),
    EnableUserCreation: 'true',
    EnableCustomEmoji: flag(settings.EnableCustomEmoji),
    EnableGuestAccounts: 'true',
    EnableFile: 'true',
    DefaultClientLocale: 'en',
    PasswordMinimumLength: '8',
    NoAccounts: 'false',
    HasImageProxy: 'false',
  };
  if (!signedIn) return reduced;
  return {
    ...reduced,
    CollapsedThreads: settings.CollapsedThreads,
    ThreadAutoFollow: 'true',
    EnableUserAccessTokens: flag(settings.EnableUserAccessTokens),
    EnableOAuthServiceProvider: flag(settings.EnableOAuthServiceProvider),
    EnableBotAccountCreation: flag(settings.EnableBotAccountCreation),
    EnablePostUsernameOverride: flag(settings.EnablePostUsernameOverride),
    EnablePostIconOverride: flag(settings.EnablePostIconOverride),
    ExperimentalEnableHardenedMode: flag(settings.ExperimentalEnableHardenedMode),
    EnableFileAttachments: 'true',
    EnableUserTypingMessages: 'true',
    EnableChannelViewedMessages: flag(settings.EnableChannelViewedMessages),
    EnableUserStatuses: 'true',
    MaxFileSize: String(settings.MaxFileSize),
    MaxPostSize: String(settings.MaxPostSize),
    PostEditTimeLimit: String(settings.PostEditTimeLimit),
    PostPriority: flag(settings.PostPriority),
    TeammateNameDisplay: 'username',
    TimeBetweenUserTypingUpdatesMilliseconds: String(settings.TimeBetweenUserTypingUpdatesMilliseconds),
    UniqueEmojiReactionLimitPerPost: String(settings.UniqueEmojiReactionLimitPerPost),
    RestrictDirectMessage: 'any',
  };
};

/** `GET /license/client?format=old` of an unlicensed (Team Edition) server. */
export const clientLicense = (): Record<string, string> => ({ IsLicensed: 'false' });
