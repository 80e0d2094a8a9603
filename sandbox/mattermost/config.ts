/** The server's configuration for administrators (`GET /config`): the section of each of our settings. */
import type { MattermostSettings } from './settings.ts';

/** Settings in the configuration. Administrators cannot read the others there. */
type Configured = Exclude<keyof MattermostSettings, 'administrators' | 'MaxPostSize' | 'version'>;

/** Section and name of each setting, as `config.json` has them. */
export const configPlaces: Readonly<Record<Configured, readonly [section: string, name: string]>> = {
  SiteURL: ['ServiceSettings', 'SiteURL'],
  EnableUserAccessTokens: ['ServiceSettings', 'EnableUserAccessTokens'],
  EnableOAuthServiceProvider: ['ServiceSettings', 'EnableOAuthServiceProvider'],
  EnableDynamicClientRegistration: ['ServiceSettings', 'EnableDynamicClientRegistration'],
  AllowCorsFrom: ['ServiceSettings', 'AllowCorsFrom'],
  CorsExposedHeaders: ['ServiceSettings', 'CorsExposedHeaders'],
  CorsAllowCredentials: ['ServiceSettings', 'CorsAllowCredentials'],
  RateLimitEnable: ['RateLimitSettings', 'Enable'],
  RateLimitPerSec: ['RateLimitSettings', 'PerSec'],
  RateLimitMaxBurst: ['RateLimitSettings', 'MaxBurst'],
  CollapsedThreads: ['ServiceSettings', 'CollapsedThreads'],
  PostEditTimeLimit: ['ServiceSettings', 'PostEditTimeLimit'],
  ExperimentalEnableHardenedMode: ['ServiceSettings', 'ExperimentalEnableHardenedMode'],
  EnablePostUsernameOverride: ['ServiceSettings', 'EnablePostUsernameOverride'],
  EnablePostIconOverride: ['ServiceSettings', 'EnablePostIconOverride'],
  EnableBotAccountCreation: ['ServiceSettings', 'EnableBotAccountCreation'],
  EnableCustomEmoji: ['ServiceSettings', 'EnableCustomEmoji'],
  PostPriority: ['ServiceSettings', 'PostPriority'],
  MaxFileSize: ['FileSettings', 'MaxFileSize'],
  EnableSignInWithEmail: ['EmailSettings', 'EnableSignInWithEmail'],
  EnableSignInWithUsername: ['EmailSettings', 'EnableSignInWithUsername'],
  RequireEmailVerification: ['EmailSettings', 'RequireEmailVerification'],
  EnableMultifactorAuthentication: ['ServiceSettings', 'EnableMultifactorAuthentication'],
  EnforceMultifactorAuthentication: ['ServiceSettings', 'EnforceMultifactorAuthentication'],
  EnableLdap: ['LdapSettings', 'Enable'],
  LdapLoginFieldName: ['LdapSettings', 'LoginFieldName'],
  EnableSaml: ['SamlSettings', 'Enable'],
  SamlLoginButtonText: ['SamlSettings', 'LoginButtonText'],
  EnableSignUpWithGitLab: ['GitLabSettings', 'Enable'],
  GitLabButtonText: ['GitLabSettings', 'ButtonText'],
  EnableSignUpWithGoogle: ['GoogleSettings', 'Enable'],
  EnableSignUpWithOffice365: ['Office365Settings', 'Enable'],
  EnableSignUpWithOpenId: ['OpenIdSettings', 'Enable'],
  OpenIdButtonText: ['OpenIdSettings', 'ButtonText'],
  SiteName: ['TeamSettings', 'SiteName'],
  ClientSideCertEnable: ['ExperimentalSettings', 'ClientSideCertEnable'],
  CustomTermsOfServiceEnabled: ['SupportSettings', 'CustomTermsOfServiceEnabled'],
  MaximumLoginAttempts: ['ServiceSettings', 'MaximumLoginAttempts'],
  SessionLengthWebInHours: ['ServiceSettings', 'SessionLengthWebInHours'],
  UniqueEmojiReactionLimitPerPost: ['ServiceSettings', 'UniqueEmojiReactionLimitPerPost'],
  EnableChannelViewedMessages: ['ServiceSettings', 'EnableChannelViewedMessages'],
  TimeBetweenUserTypingUpdatesMilliseconds: ['ServiceSettings', 'TimeBetweenUserTypingUpdatesMilliseconds'],
  EnableOpenServer: ['TeamSettings', 'EnableOpenServer'],
  EnableAPITeamDeletion: ['ServiceSettings', 'EnableAPITeamDeletion'],
  EnableAPIUserDeletion: ['ServiceSettings', 'EnableAPIUserDeletion'],
};

type Sections = Record<string, Record<string, unknown>>;

const names = Object.keys(configPlaces) as Configured[];

/** The answer of `GET /config`. */
export const configView = (settings: MattermostSettings): Sections => {
  const view: Sections = {};
  for (const name of names) {
    const [section, key] = configPlaces[name];
    (view[section] ??= {})[key] = settings[name];
  }
  return view;
};

/** The settings in a server's answer to `GET /config`, without those that it does not have. */
export const settingsOf = (config: Readonly<Record<string, unknown>>): Partial<MattermostSettings> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const [section, key] = configPlaces[name];
      const value = (config[section] as Record<string, unknown> | undefined)?.[key];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** A setting by the name an administrator knows it under. */
export const settingName = (name: string): string =>
  name in configPlaces ? configPlaces[name as Configured].join('.') : name;
