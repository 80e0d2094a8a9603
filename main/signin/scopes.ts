/** The Graph permissions Isthmus asks for, all delegated. offline_access, openid and profile are added by MSAL. */

/** A user may grant these alone, unless the tenant forbids user consent (facts/graph.md, 7). */
export const userScopes: readonly string[] = [
  'User.Read',
  'User.ReadBasic.All',
  'Chat.ReadWrite',
  'ChatMessage.Send',
  'Team.ReadBasic.All',
  'Channel.ReadBasic.All',
  'ChannelMessage.Send',
  'Presence.Read',
  'Presence.Read.All',
  // All: files of channels lie in their team's library, which is not the user's own drive.
  'Files.ReadWrite.All',
];

/** An administrator grants these for the tenant: reading and editing channel messages, channel members. */
export const adminScopes: readonly string[] = [
  'ChannelMessage.Read.All',
  'ChannelMessage.ReadWrite',
  'ChannelMember.Read.All',
];

/** What is asked for first; without the administrator's consent, `userScopes` remain. */
export const allScopes: readonly string[] = [...userScopes, ...adminScopes];
