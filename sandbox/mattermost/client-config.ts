/** The parts of the server's configuration and licence that clients may read. */
import type { MattermostSettings } from './settings.ts';

const flag = (value: boolean): string => (value ? 'true' : 'false');

/**
 * `GET /config/client?format=old`: all values are strings; without a session a reduced set (mattermost/mattermost, server/config/client.go,
 * GenerateLimitedClientConfig). Single sign-on but GitLab's, LDAP and enforcing MFA are told only by a server whose licence has them.
 */
export const clientConfig = (settings: MattermostSettings, signedIn: boolean): Record<string, string> => {
  const reduced = {
    Version: settings.version,
    BuildNumber: settings.version,
    BuildHash: 'sandbox',
    BuildDate: 'Wed Apr 15 09:00:00 UTC 2026',
    BuildEnterpriseReady: 'false',
    DiagnosticId: 'sandbox',
    SiteURL: settings.SiteURL,
    SiteName: settings.SiteName,
    WebsocketURL: '',
    EnableSignUpWithEmail: 'true',
    EnableSignInWithEmail: flag(settings.EnableSignInWithEmail),
    EnableSignInWithUsername: flag(settings.EnableSignInWithUsername),
    EnableMultifactorAuthentication: flag(settings.EnableMultifactorAuthentication),
    EnforceMultifactorAuthentication: flag(settings.EnforceMultifactorAuthentication),
    GuestAccountsEnforceMultifactorAuthentication: 'false',
    EnableLdap: flag(settings.EnableLdap),
    LdapLoginFieldName: settings.EnableLdap ? settings.LdapLoginFieldName : '',
    EnableSaml: flag(settings.EnableSaml),
    SamlLoginButtonText: settings.EnableSaml ? settings.SamlLoginButtonText : '',
    EnableSignUpWithGitLab: flag(settings.EnableSignUpWithGitLab),
    GitLabButtonColor: '',
    GitLabButtonText: settings.GitLabButtonText,
    EnableSignUpWithGoogle: flag(settings.EnableSignUpWithGoogle),
    EnableSignUpWithOffice365: flag(settings.EnableSignUpWithOffice365),
    EnableSignUpWithOpenId: flag(settings.EnableSignUpWithOpenId),
    OpenIdButtonColor: '',
    OpenIdButtonText: settings.EnableSignUpWithOpenId ? settings.OpenIdButtonText : '',
    // Only if the licence has the feature.
    ...(settings.CustomTermsOfServiceEnabled
      ? { EnableCustomTermsOfService: 'true', CustomTermsOfServiceReAcceptancePeriod: '365' }
      : {}),
    EnableBotAccountCreation: flag(settings.EnableBotAccountCreation),
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
