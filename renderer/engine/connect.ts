/** Makes an account that the engine can mirror from one that main knows. Connectors are chosen here and nowhere else. */
import {
  type KnownAccount,
  type Preset,
  type RelayInviting,
  relayRefusal,
} from '../../preload/contract/index.ts';
import { createMattermostConnector, mattermostUserKey } from '../connectors/mattermost/index.ts';
import { createTeamsConnector, teamsUserKey } from '../connectors/teams/index.ts';
import type { AccountId, TeamsFeature } from '../model/index.ts';
import type { InvitationsNote, InviteState } from '../store/index.ts';
import type { RelayRole } from './bridge/links/facts.ts';
import type { EngineAccount } from './mirrors.ts';
import { type Inviting, invitingBy } from './relay/inviting.ts';

/** How this Isthmus stands to the organisation's relay, by the preset. */
export const relayRoleOf = ({ relay }: Pick<Preset, 'relay'>): RelayRole =>
  relay === undefined
    ? { kind: 'user' }
    : relay.here
      ? { kind: 'relay', shares: 1 }
      : {
          kind: 'beside',
          mattermost: mattermostUserKey(relay.mattermostBot),
          teams: teamsUserKey(relay.teamsUser),
        };

/** Whom this Isthmus invites, as the relay; null: nobody. */
export const invitingOf = (asked: RelayInviting): Inviting | null =>
  asked.kind === 'invites' ? invitingBy(asked, asked.list && new Set(asked.list.addresses)) : null;

/** What the status screen is told of inviting. `state`: how it stands; null where nobody is invited. */
export const invitationsNoteOf = (asked: RelayInviting, state: InviteState | null): InvitationsNote => {
  if (asked.kind === 'list-refused') return asked;
  if (asked.kind === 'nobody' || state === null) return { kind: 'nobody' };
  const { list } = asked;
  return {
    kind: 'invites',
    state,
    list: list && { file: list.file, leftOut: list.leftOut, lines: list.lines },
  };
};

/**
 * Whether an account is signed in that does not belong on this computer, because the preset was changed afterwards. A user's account must not
 * carry what others write, and the relay's accounts must not carry as if they were a user.
 */
export const hasWrongAccount = (
  { relay }: Pick<Preset, 'relay'>,
  accounts: readonly KnownAccount[],
): boolean => accounts.some((account) => relayRefusal(relay, account) !== null);

/** What Graph may not be asked for, by account, as main told it last. A mirror that runs obeys a new value at once. */
export type Lacking = Map<string, readonly TeamsFeature[]>;

/** `origin` is the page's own: Mattermost is reached through the gateway on it (design, decision 9). */
export const engineAccount = (
  known: KnownAccount,
  origin: string,
  lacking: Lacking = new Map(),
): EngineAccount => {
  const accountId = known.id as AccountId;
  const identity = {
    id: accountId,
    service: known.service,
    displayName: known.displayName,
    label: known.label,
  };
  switch (known.service) {
    case 'teams':
      lacking.set(known.id, known.lacks ?? []);
      return {
        identity: {
          ...identity,
          organisation: known.tenantId,
          ...(known.lacks === undefined ? {} : { lacks: known.lacks }),
          ...(known.consentUrl === undefined ? {} : { consentUrl: known.consentUrl }),
        },
        connect: (world, notBefore) =>
          createTeamsConnector({
            accountId,
            userId: known.userId,
            tenantId: known.tenantId,
            graphUrl: known.graphUrl,
            world,
            lacks: () => lacking.get(known.id) ?? [],
            ...(notBefore === null ? {} : { historyNotBefore: notBefore }),
          }),
      };
    case 'mattermost':
      return {
        identity: { ...identity, siteUrl: known.serverUrl },
        connect: (world) =>
          createMattermostConnector({
            accountId,
            userId: known.userId,
            baseUrl: `${origin}/gateway/${accountId}`,
            publicUrl: known.serverUrl,
            world,
          }),
      };
  }
};
