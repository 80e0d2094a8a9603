/** The one list of the Graph permissions that Isthmus asks for. All are delegated. MSAL adds offline_access, openid and profile. */
import { feature, type Feature } from '../preload/contract/index.ts';

/** The permissions for chats. A user may grant these alone, unless the tenant forbids user consent (facts/entra.md, 1). */
export const ownScopes: readonly string[] = [
  'User.Read',
  'User.ReadBasic.All',
  'Chat.ReadWrite',
  'ChatMessage.Send',
];

/** The additional permissions of each feature (facts/entra.md, "Least sets"). */
export const featureScopes: Readonly<Record<Feature, readonly string[]>> = {
  channels: ['Team.ReadBasic.All', 'Channel.ReadBasic.All', 'ChannelMessage.Read.All'],
  // Both together, because a carried message must be deleted when its author deletes it.
  'channel-writing': ['ChannelMessage.Send', 'ChannelMessage.ReadWrite'],
  'channel-members': ['ChannelMember.Read.All'],
  presence: ['Presence.Read.All'],
  'own-presence': ['Presence.ReadWrite'],
  // All files, because it includes other people's files in chats, and files of channels in the libraries of their teams.
  files: ['Files.ReadWrite.All'],
};

export const features: readonly Feature[] = feature.options;

/** Features that need another feature. */
const bases: Readonly<Partial<Record<Feature, Feature>>> = {
  'channel-writing': 'channels',
  'channel-members': 'channels',
  // Without it, Isthmus could not show what the user has set.
  'own-presence': 'presence',
};

/** The feature that this one needs; null if it needs none. */
export const baseOf = (feature: Feature): Feature | null => bases[feature] ?? null;

/**
 * These features and the features that belong to them. Whoever asks for channels wants to write there too, and whoever asks for presence wants
 * to set their own.
 */
export const withParts = (wanted: readonly Feature[]): readonly Feature[] =>
  features.filter((feature) => {
    const base = baseOf(feature);
    return wanted.includes(feature) || (base !== null && wanted.includes(base));
  });

/** All permissions that Isthmus can use. */
export const allScopes: readonly string[] = [
  ...ownScopes,
  ...features.flatMap((feature) => featureScopes[feature]),
];

/** Permissions that only an administrator can grant, for the whole tenant: reading and editing channel messages, and members of channels. */
export const adminScopes: readonly string[] = [
  'ChannelMessage.Read.All',
  'ChannelMessage.ReadWrite',
  'ChannelMember.Read.All',
];

/** Permissions that need no administrator, unless the tenant demands one. */
export const userScopes: readonly string[] = allScopes.filter((scope) => !adminScopes.includes(scope));

/** The features that do not work without these permissions. */
export const lackingWithout = (missing: readonly string[] | undefined): readonly Feature[] =>
  withParts(features.filter((feature) => featureScopes[feature].some((scope) => missing?.includes(scope))));

/** The permissions for chats and these features. */
export const scopesFor = (wanted: readonly Feature[]): readonly string[] => [
  ...ownScopes,
  ...wanted.flatMap((feature) => featureScopes[feature]),
];
