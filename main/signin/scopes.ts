/** The Graph permissions Isthmus asks for, all delegated: the one list. offline_access, openid and profile are added by MSAL. */
import type { Feature } from '../../preload/contract/index.ts';

/** What chats need. A user may grant these alone, unless the tenant forbids user consent altogether (facts/entra.md, 1). */
export const ownScopes: readonly string[] = [
  'User.Read',
  'User.ReadBasic.All',
  'Chat.ReadWrite',
  'ChatMessage.Send',
];

/** What each feature needs on top (facts/entra.md, "Least sets"). */
export const featureScopes: Readonly<Record<Feature, readonly string[]>> = {
  channels: ['Team.ReadBasic.All', 'Channel.ReadBasic.All', 'ChannelMessage.Read.All'],
  // Together: what is written must be open to correction, or a carried message stays when its author has taken it back.
  'channel-writing': ['ChannelMessage.Send', 'ChannelMessage.ReadWrite'],
  'channel-members': ['ChannelMember.Read.All'],
  presence: ['Presence.Read.All'],
  // All: files of others in chats, and files of channels, which lie in their team's library.
  files: ['Files.ReadWrite.All'],
};

export const features: readonly Feature[] = [
  'channels',
  'channel-writing',
  'channel-members',
  'presence',
  'files',
];

/** What is of no use without another feature. */
const bases: Readonly<Partial<Record<Feature, Feature>>> = {
  'channel-writing': 'channels',
  'channel-members': 'channels',
};

/** The feature that this one needs; null if it needs none. */
export const baseOf = (feature: Feature): Feature | null => bases[feature] ?? null;

/** These features with all that belong to them: whoever asks for channels wants to write there too. */
export const withParts = (wanted: readonly Feature[]): readonly Feature[] =>
  features.filter((feature) => {
    const base = baseOf(feature);
    return wanted.includes(feature) || (base !== null && wanted.includes(base));
  });

/** Everything Isthmus can make use of. */
export const allScopes: readonly string[] = [
  ...ownScopes,
  ...features.flatMap((feature) => featureScopes[feature]),
];

/** Only an administrator can grant these, for the whole tenant: reading and editing channel messages, channel members. */
export const adminScopes: readonly string[] = [
  'ChannelMessage.Read.All',
  'ChannelMessage.ReadWrite',
  'ChannelMember.Read.All',
];

/** What needs no administrator, unless the tenant says so. */
export const userScopes: readonly string[] = allScopes.filter((scope) => !adminScopes.includes(scope));

/** The features that cannot be had without these permissions. */
export const lackingWithout = (missing: readonly string[] | undefined): readonly Feature[] =>
  withParts(features.filter((feature) => featureScopes[feature].some((scope) => missing?.includes(scope))));

/** The permissions for chats and these features. */
export const scopesFor = (wanted: readonly Feature[]): readonly string[] => [
  ...ownScopes,
  ...wanted.flatMap((feature) => featureScopes[feature]),
];
