/** The relay's two accounts, as the engine wants them. */
import { createMattermostConnector } from '../../renderer/connectors/mattermost/index.ts';
import { createTeamsConnector } from '../../renderer/connectors/teams/index.ts';
import type { EngineAccount } from '../../renderer/engine/mirrors.ts';
import type { AccountId, Result } from '../../renderer/model/index.ts';

/**
 * A licensed user of Teams, and a bot of Mattermost. `teams` is null while nobody has signed that user in; it is read anew each time, because
 * another process may sign the user in meanwhile (`Relay.accountsChanged`).
 */
export interface BotAccounts {
  readonly teams: {
    readonly userId: string;
    readonly tenantId: string;
    readonly displayName: string;
    /** The user principal name. */
    readonly label: string;
    /** Graph's address with its version. */
    readonly graphUrl: string;
    /** A token for Graph, asked for each time. `renew`: the last one was refused; `claims`: the refusal's challenge. */
    readonly accessToken: (renew: boolean, claims: string | undefined) => Promise<Result<string>>;
  } | null;
  readonly mattermost: {
    readonly userId: string;
    readonly displayName: string;
    readonly label: string;
    /** Without a slash at its end. */
    readonly serverUrl: string;
    /** The bot's access token. */
    readonly token: string;
  };
}

/** An id for each user: what was mirrored for one is never taken for another's. */
export const botTeamsAccount = ({ tenantId, userId }: NonNullable<BotAccounts['teams']>): AccountId =>
  `t-${tenantId}-${userId}`.toLowerCase() as AccountId;
export const botMattermostAccount = 'm-relay' as AccountId;

export const engineAccountsOf = ({ teams, mattermost }: BotAccounts): readonly EngineAccount[] =>
  teams === null ? [ofMattermost(mattermost)] : [ofTeams(teams), ofMattermost(mattermost)];

const ofTeams = (teams: NonNullable<BotAccounts['teams']>): EngineAccount => ({
  identity: {
    id: botTeamsAccount(teams),
    service: 'teams',
    displayName: teams.displayName,
    label: teams.label,
    organisation: teams.tenantId,
  },
  connect: (world, notBefore) =>
    createTeamsConnector({
      accountId: botTeamsAccount(teams),
      userId: teams.userId,
      tenantId: teams.tenantId,
      graphUrl: teams.graphUrl,
      world,
      ...(notBefore === null ? {} : { historyNotBefore: notBefore }),
    }),
});

const ofMattermost = (mattermost: BotAccounts['mattermost']): EngineAccount => ({
  identity: {
    id: botMattermostAccount,
    service: 'mattermost',
    displayName: mattermost.displayName,
    label: mattermost.label,
    siteUrl: mattermost.serverUrl,
  },
  connect: (world) =>
    createMattermostConnector({
      accountId: botMattermostAccount,
      userId: mattermost.userId,
      baseUrl: mattermost.serverUrl,
      publicUrl: mattermost.serverUrl,
      world,
    }),
});
