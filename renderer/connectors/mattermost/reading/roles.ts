/**
 * What the user's roles let them do. A user has roles on the server, in each team and in each channel; a right that one of them has counts. The
 * server names a user's roles in their rows, those of schemes and of moderated channels too, so that only the permissions of each name have to
 * be asked for (mattermost/mattermost, app/authorization.go, SessionHasPermissionToChannel; openapi, TeamMember.roles).
 */
import type { Beginning, MemberAct, ModeratorAct, Rights, ServiceFailure } from '../../../model/index.ts';
import type { Channel } from './channels.ts';
import type { KnownRoles } from './known-roles.ts';
import { isPayload, listOf, payloadOf, textOf, type Payload } from '../rest/reading.ts';
import type { Rest } from '../rest/rest.ts';

/** The names of a user's roles; null where the server did not tell them. */
export interface OwnRoles {
  readonly server: readonly string[] | null;
  /** By the team's id. */
  readonly teams: ReadonlyMap<string, readonly string[]>;
  /** By the channel's id. */
  readonly channels: ReadonlyMap<string, readonly string[]>;
}

/** The names in the `roles` of a row; null if there are none: then the server says nothing of roles. */
const namesIn = (row: unknown): readonly string[] | null => {
  const names = textOf(payloadOf(row).roles).split(' ').filter(Boolean);
  return names.length === 0 ? null : names;
};

const byId = (
  rows: Iterable<unknown>,
  key: 'team_id' | 'channel_id',
): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const row of rows) {
    const names = isPayload(row) ? namesIn(row) : null;
    if (names !== null) found.set(textOf(payloadOf(row)[key]), names);
  }
  return found;
};

/** The names of the user's roles, from their profile and their rows in teams and channels. */
export const ownRolesOf = (me: Payload, teamRows: unknown, channelRows: Iterable<unknown>): OwnRoles => ({
  server: namesIn(me),
  teams: byId(listOf(teamRows), 'team_id'),
  channels: byId(channelRows, 'channel_id'),
});

/** All names, each once. */
export const namesOf = ({ server, teams, channels }: OwnRoles): ReadonlySet<string> =>
  new Set([...(server ?? []), ...[...teams.values()].flat(), ...[...channels.values()].flat()]);

const memberActs: Readonly<Record<MemberAct, string>> = {
  write: 'create_post',
  edit: 'edit_post',
  delete: 'delete_post',
  react: 'add_reaction',
  unreact: 'remove_reaction',
  attach: 'upload_file',
  'mention-everybody': 'use_channel_mentions',
};
const moderatorActs: Readonly<Record<ModeratorAct, string>> = {
  'delete-others': 'delete_others_posts',
};
const beginnings: Readonly<Record<Beginning, string>> = {
  direct: 'create_direct_channel',
  group: 'create_group_channel',
};
/** Who has this may do everything. */
const everything = 'manage_system';
/** Lets somebody write in every public channel of a team (api4/post.go, userCreatePostPermissionCheck). */
const writesInPublic = 'create_post_public';

const actsOf = <Act extends string>(
  table: Readonly<Record<Act, string>>,
  fits: (permission: string) => boolean,
): readonly Act[] => (Object.keys(table) as Act[]).filter((act) => fits(table[act]));

/** The permissions of all these roles; `isWhole`: all of the roles and their permissions are known. */
interface Permitted {
  readonly permissions: ReadonlySet<string>;
  readonly isWhole: boolean;
}

const permitted = (
  known: KnownRoles,
  lists: readonly (readonly string[] | null | undefined)[],
): Permitted => {
  const sets = lists.flatMap((names) =>
    (names ?? [null]).map((name) => (name === null ? null : known.permissionsOf(name))),
  );
  return {
    permissions: new Set(sets.flatMap((set) => [...(set ?? [])])),
    isWhole: !sets.includes(null),
  };
};

/** What permissions mean for the user's rights in a channel; `isPublic`: everybody in the team may read it. */
const rightsOf = ({ permissions, isWhole }: Permitted, isPublic: boolean): Required<Rights> => {
  const has = (permission: string): boolean =>
    permissions.has(permission) ||
    permissions.has(everything) ||
    (permission === memberActs.write && isPublic && permissions.has(writesInPublic));
  return {
    mayNot: isWhole ? actsOf(memberActs, (permission) => !has(permission)) : [],
    mayAlso: actsOf(moderatorActs, has),
  };
};

/**
 * The user's rights in each channel. Where a role is not known, nothing is forbidden. Most channels have the same roles, so the rights of each
 * set of roles are made once.
 */
const rightsByChannel = (known: KnownRoles, own: OwnRoles): ((channel: Channel) => Required<Rights>) => {
  const made = new Map<string, Required<Rights>>();
  return ({ id, type, teamId }) => {
    const isChat = type === 'D' || type === 'G';
    const lists = [own.channels.get(id), isChat ? [] : own.teams.get(teamId ?? ''), own.server];
    const key = JSON.stringify([type, ...lists.map((names) => names ?? null)]);
    const rights = made.get(key) ?? rightsOf(permitted(known, lists), type === 'O');
    made.set(key, rights);
    return rights;
  };
};

/** The user's rights, as far as the server tells them. */
export interface ReadRights {
  readonly of: (channel: Channel) => Rights;
  /** Absent if the server did not tell. */
  readonly mayNotBegin?: readonly Beginning[];
}

/**
 * Reads the user's rights: one request if a role is not known yet, else none. A server that refuses says that it tells nothing, and nothing is
 * forbidden; if it could not be asked, what was known before stays.
 */
export const readRights = async (
  rest: Rest,
  known: KnownRoles,
  own: OwnRoles,
  signal: AbortSignal,
): Promise<ReadRights> => {
  const answer = await known.know(rest, namesOf(own), signal);
  if (!answer.ok && !isRefusal(answer.failure)) return { of: () => ({}) };
  const { permissions, isWhole } = permitted(known, [own.server]);
  return {
    of: rightsByChannel(known, own),
    mayNotBegin:
      isWhole && !permissions.has(everything)
        ? actsOf(beginnings, (permission) => !permissions.has(permission))
        : [],
  };
};

const isRefusal = ({ kind }: ServiceFailure): boolean =>
  kind === 'forbidden' || kind === 'refused' || kind === 'not-found';
