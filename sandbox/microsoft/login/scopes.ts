/** Which permissions people may grant themselves and which need an administrator. */

/** OpenID scopes; `offline_access` never comes back in a token response's scope. */
export const openIdScopes = ['openid', 'profile', 'email', 'offline_access'] as const;

/** The texts of a consent page about a permission. */
interface Permission {
  readonly says: string;
  readonly admin: boolean;
}

const user = (says: string): Permission => ({ says, admin: false });
const admin = (says: string): Permission => ({ says, admin: true });

/** Delegated Graph permissions this tenant knows; which of them need an administrator: facts, entra §1. */
export const permissions: Readonly<Record<string, Permission>> = {
  'User.Read': user('Sign you in and read your profile'),
  'User.ReadBasic.All': user('Read all users’ basic profiles'),
  'User.Read.All': admin('Read all users’ full profiles'),
  'Chat.Create': user('Create chats'),
  'Chat.Read': user('Read your chat messages'),
  'Chat.ReadBasic': user('Read names and members of your chat threads'),
  'Chat.ReadWrite': user('Read and write your chat messages'),
  'ChatMember.Read': admin('Read the members of chats'),
  'ChatMember.ReadWrite': admin('Add and remove members from chats'),
  'ChatMessage.Send': user('Send chat messages'),
  'ChatMessage.Read': user('Read your chat messages'),
  'Team.ReadBasic.All': user('Read the names and descriptions of teams'),
  'Channel.ReadBasic.All': user('Read the names and descriptions of channels'),
  'ChannelMessage.Send': user('Send channel messages'),
  'ChannelMessage.Read.All': admin('Read your channel messages'),
  'ChannelMessage.ReadWrite': admin('Read and write your channel messages'),
  'ChannelMember.Read.All': admin('Read the members of channels'),
  'ChannelMember.ReadWrite.All': admin('Add and remove members from channels'),
  'Channel.Create': admin('Create channels'),
  'ChannelSettings.ReadWrite.All': admin('Read and write the names and settings of channels'),
  'TeamMember.Read.All': admin('Read the members of teams'),
  'TeamSettings.ReadWrite.All': admin('Read and change teams’ settings'),
  'Group.Read.All': admin('Read all groups'),
  'Group.ReadWrite.All': admin('Read and write all groups'),
  'Files.Read': user('Read your files'),
  'Files.ReadWrite': user('Have full access to your files'),
  'Files.Read.All': user('Read all files that you have access to'),
  'Files.ReadWrite.All': user('Have full access to all files you have access to'),
  'Presence.Read': user('Read your presence information'),
  'Presence.Read.All': user('Read presence information of all users in your organization'),
  'Presence.ReadWrite': user('Read and write your presence information'),
};

/** Whether a Graph permission needs an administrator's consent. */
export const needsAdmin = (scope: string): boolean => permissions[scope]?.admin ?? false;

/** A service for which there are tokens: Graph, or Azure Event Hubs. */
export type Audience = 'https://graph.microsoft.com' | 'https://eventhubs.azure.net';

const resource = 'https://graph.microsoft.com/';
const hubsDefault = 'https://eventhubs.azure.net/.default';

/** The delegated permission of Event Hubs. What its user may do at a hub, roles say (learn.microsoft.com/azure/event-hubs/authenticate-application). */
export const hubsPermission = 'https://eventhubs.azure.net/user_impersonation';

/** A parsed scope parameter: Graph permissions, OpenID scopes, and scopes that this tenant does not know. */
export interface RequestedScopes {
  readonly graph: readonly string[];
  readonly openId: readonly string[];
  readonly unknown: readonly string[];
  /** `.default`: everything consented to already. */
  readonly everything: boolean;
  readonly audience: Audience;
}

/** Requested scopes that do not exist, at all or in this cloud (`settings.missingPermissions`). */
export const unknownScopes = (
  { graph, unknown }: RequestedScopes,
  { missingPermissions }: { readonly missingPermissions: readonly string[] },
): readonly string[] => [...unknown, ...graph.filter((scope) => missingPermissions.includes(scope))];

export const readScopes = (text: string): RequestedScopes => {
  const graph: string[] = [];
  const openId: string[] = [];
  const unknown: string[] = [];
  let everything = false;
  let audience: Audience = 'https://graph.microsoft.com';
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const name = word.startsWith(resource) ? word.slice(resource.length) : word;
    const known = Object.keys(permissions).find((one) => one.toLowerCase() === name.toLowerCase());
    if ((openIdScopes as readonly string[]).includes(name)) openId.push(name);
    else if (name === '.default') everything = true;
    else if (word === hubsDefault) audience = 'https://eventhubs.azure.net';
    else if (known !== undefined) graph.push(known);
    else unknown.push(word);
  }
  return { graph: [...new Set(graph)], openId: [...new Set(openId)], unknown, everything, audience };
};
