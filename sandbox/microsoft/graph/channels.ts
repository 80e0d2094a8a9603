/** Teams, channels and their members. */
import type { Channel, Team } from '../state/model.ts';
import { z } from 'zod';
import { channelsFor } from '../state/conversations.ts';
import { createChannel, rename } from '../state/membership.ts';
import { context, json, noContent, readBody } from './answer.ts';
import { channelView, membersView, memberView, teamView } from './chat-view.ts';
import { badRequest, GraphError } from './errors.ts';
import { itemView } from './drive/drive-view.ts';
import { readFilter, select } from './odata.ts';
import { routes, userForms, type GraphCall, type Route } from './service.ts';

const readTeams = ['Team.ReadBasic.All', 'TeamSettings.ReadWrite.All'];
const readJoined = [...readTeams, 'User.Read.All'];
const readAllChannels = ['Channel.ReadBasic.All', 'ChannelSettings.ReadWrite.All'];
const readChannels = [...readAllChannels, 'Group.Read.All', 'Group.ReadWrite.All'];
const readMembers = ['ChannelMember.Read.All', 'ChannelMember.ReadWrite.All'];

export const teamOf = (call: GraphCall): Team => call.state.teamFor(call.me, call.param('teamId'));

export const channelOf = (call: GraphCall): Channel =>
  call.state.channelFor(call.me, call.param('teamId'), call.param('channelId'));

const requireMe = (call: GraphCall): void => {
  if (!call.hasParam('userId') || call.state.directory.find(call.param('userId'))?.id === call.me.id) return;
  throw new GraphError(403, 'Forbidden', 'The requesting user is not the user in the request URL.');
};

/** No paging, no OData: `$select` and `$top` count for nothing here (facts, graph §1). */
const joinedTeams = (call: GraphCall): Response => {
  requireMe(call);
  const value = call.state.joinedTeams(call.me).map((team) => teamView(team, call.state.tenantId));
  return json({ '@odata.context': context(call, 'teams'), '@odata.count': value.length, value });
};

/** Joined teams and the hosts of channels shared with the user, which joinedTeams leaves out. */
const associatedTeams = (call: GraphCall): Response => {
  requireMe(call);
  const value = call.state.associatedTeams(call.me).map((team) => ({
    id: team.id,
    displayName: team.displayName,
    tenantId: call.state.tenantId,
  }));
  return json({
    '@odata.context': context(call, 'teamwork/associatedTeams'),
    '@odata.count': value.length,
    value,
  });
};

const listChannels = (call: GraphCall): Response => {
  const team = teamOf(call);
  const conditions = readFilter(call.query);
  for (const one of conditions) {
    if (one.property !== 'membershipType' || (one.operator !== 'eq' && one.operator !== 'ne')) {
      throw badRequest(`Filtering by '${one.property} ${one.operator}' is not supported for channels.`);
    }
  }
  const value = channelsFor(team, call.me.id)
    .filter((channel) =>
      conditions.every((one) => (channel.membershipType === one.value) === (one.operator === 'eq')),
    )
    .map((channel) => select(call.query, channelView(channel, call.state.tenantId)));
  return json({
    '@odata.context': context(call, `teams('${team.id}')/channels`),
    '@odata.count': value.length,
    value,
  });
};

const collection = (call: GraphCall, of: string, value: readonly unknown[]): Response =>
  json({ '@odata.context': context(call, of), '@odata.count': value.length, value });

const channelEntity = (call: GraphCall, channel: Channel, status = 200): Response =>
  json(
    {
      '@odata.context': context(call, `teams('${channel.team.id}')/channels/$entity`),
      ...channelView(channel, call.state.tenantId),
    },
    status,
  );

const primaryChannel = (call: GraphCall): Response => {
  const channel = [...teamOf(call).channels.values()].find((one) => one.membershipType === 'standard');
  if (!channel) throw new GraphError(404, 'NotFound', 'The team has no primary channel.');
  return channelEntity(call, channel);
};

const newChannelBody = z.object({
  displayName: z.string().min(1).max(50),
  description: z.string().nullish(),
  membershipType: z.enum(['standard', 'private', 'shared']).optional(),
});

const postChannel = async (call: GraphCall): Promise<Response> => {
  const body = await readBody(call, newChannelBody);
  const channel = createChannel(call.state, call.me, teamOf(call), {
    displayName: body.displayName,
    description: body.description ?? '',
    membershipType: body.membershipType ?? 'standard',
  });
  return channelEntity(call, channel, 201);
};

const renameBody = z.object({ displayName: z.string().min(1) });

const patchChannel = async (call: GraphCall): Promise<Response> => {
  const channel = channelOf(call);
  rename(call.state, channel, (await readBody(call, renameBody)).displayName, call.me);
  return noContent();
};

const patchTeam = async (call: GraphCall): Promise<Response> => {
  const team = teamOf(call);
  team.displayName = (await readBody(call, renameBody)).displayName;
  return noContent();
};

const teamMembers = (call: GraphCall): Response => {
  const team = teamOf(call);
  return collection(
    call,
    `teams('${team.id}')/members`,
    [...team.members.values()].map((member) => memberView(member, team.id, call.state.tenantId)),
  );
};

const filesFolder = (call: GraphCall): Response => {
  const channel = channelOf(call);
  const item = call.state.drives.item(channel.driveFolderId);
  if (!item) throw new GraphError(404, 'NotFound', 'The channel has no files folder.');
  return json({
    '@odata.context': context(
      call,
      `teams('${channel.team.id}')/channels('${encodeURIComponent(channel.id)}')/filesFolder/$entity`,
    ),
    ...itemView(item),
  });
};

export const channelRoutes = (): Route[] => [
  ...routes(userForms('/joinedTeams'), {
    method: 'GET',
    scopes: readJoined,
    limit: 'teams',
    handle: joinedTeams,
  }),
  ...routes(userForms('/teamwork/associatedTeams'), {
    method: 'GET',
    scopes: readTeams,
    limit: 'teams',
    handle: associatedTeams,
  }),
  {
    method: 'GET',
    path: '/teams/:teamId',
    scopes: [...readTeams, 'Group.Read.All', 'Group.ReadWrite.All'],
    limit: 'teams',
    handle: (call) =>
      json({
        '@odata.context': context(call, 'teams/$entity'),
        ...teamView(teamOf(call), call.state.tenantId),
      }),
  },
  {
    method: 'PATCH',
    path: '/teams/:teamId',
    scopes: ['TeamSettings.ReadWrite.All', 'Group.ReadWrite.All'],
    limit: 'other',
    handle: patchTeam,
  },
  {
    method: 'GET',
    path: '/teams/:teamId/members',
    scopes: ['TeamMember.Read.All'],
    limit: 'other-get',
    handle: teamMembers,
  },
  {
    method: 'GET',
    path: '/teams/:teamId/channels',
    scopes: readChannels,
    limit: 'channels',
    handle: listChannels,
  },
  {
    method: 'POST',
    path: '/teams/:teamId/channels',
    scopes: ['Channel.Create', 'Group.ReadWrite.All'],
    limit: 'other',
    handle: postChannel,
  },
  {
    method: 'GET',
    path: '/teams/:teamId/allChannels',
    scopes: readAllChannels,
    limit: 'channels',
    handle: listChannels,
  },
  {
    method: 'GET',
    path: '/teams/:teamId/incomingChannels',
    scopes: readAllChannels,
    limit: 'channels',
    handle: (call) => collection(call, `teams('${teamOf(call).id}')/incomingChannels`, []),
  },
  {
    method: 'GET',
    path: '/teams/:teamId/primaryChannel',
    scopes: readAllChannels,
    limit: 'channels',
    handle: primaryChannel,
  },
  {
    method: 'GET',
    path: '/teams/:teamId/channels/:channelId',
    scopes: readChannels,
    limit: 'channels',
    handle: (call) => channelEntity(call, channelOf(call)),
  },
  {
    method: 'PATCH',
    path: '/teams/:teamId/channels/:channelId',
    scopes: ['ChannelSettings.ReadWrite.All', 'Group.ReadWrite.All'],
    limit: 'other',
    handle: patchChannel,
  },
  ...routes(['/teams/:teamId/channels/:channelId/members', '/teams/:teamId/channels/:channelId/allMembers'], {
    method: 'GET',
    scopes: readMembers,
    limit: 'channel-members',
    handle: (call) =>
      collection(
        call,
        `teams('${call.param('teamId')}')/channels/members`,
        membersView(channelOf(call), call.state.tenantId),
      ),
  }),
  {
    method: 'GET',
    path: '/teams/:teamId/channels/:channelId/filesFolder',
    scopes: [
      'Files.Read',
      'Files.Read.All',
      'Files.ReadWrite',
      'Files.ReadWrite.All',
      'Group.Read.All',
      'Group.ReadWrite.All',
    ],
    limit: 'other-get',
    handle: filesFolder,
  },
];
