/** A channel's changes: threads whose root or a reply was created or changed, oldest change first (facts, graph §1). */
import type { Channel } from '../../state/model.ts';
import { z } from 'zod';
import { context, json, linkWith } from '../answer.ts';
import { refuseOptions, threadView, wantsReplies } from './channel-messages.ts';
import { channelOf } from '../channels.ts';
import { badRequest, GraphError } from '../errors.ts';
import { readFilter, readToken, readTop, timeOf, writeToken } from '../odata.ts';
import type { GraphCall, Route } from '../service.ts';
import { viewOptions } from './view-options.ts';

/** Only this far back. */
const eightMonthsMs = 243 * 24 * 3600 * 1000;

/** The content of a skip or delta token. Tokens carry the round's own options: `$filter` and `$expand` need not be repeated. */
const tokenShape = z.object({
  /** The last change already given. */
  after: z.number(),
  /** Only threads changed after this time, ms; of the first round. */
  since: z.number().nullable(),
  replies: z.boolean(),
  top: z.number(),
  issuedAt: z.number(),
});

type Token = z.infer<typeof tokenShape>;

const firstRound = (call: GraphCall): Token => {
  refuseOptions(call, ['$orderby', '$search']);
  let since: number | null = null;
  for (const one of readFilter(call.query)) {
    if (one.property !== 'lastModifiedDateTime' || one.operator !== 'gt') {
      throw badRequest(
        `Filtering by '${one.property} ${one.operator}' is not supported for delta: only lastModifiedDateTime gt.`,
      );
    }
    since = Math.max(since ?? -Infinity, timeOf(one));
  }
  return {
    after: 0,
    since,
    replies: wantsReplies(call),
    top: readTop(call.query, 20, 50),
    issuedAt: call.state.world.now(),
  };
};

const gone = (call: GraphCall, channel: Channel): GraphError => {
  const path = `/v1.0/teams/${channel.team.id}/channels/${encodeURIComponent(channel.id)}/messages/delta`;
  return new GraphError(
    410,
    'resyncRequired',
    'The delta token has expired. Please start again without a token.',
    {
      location: `${call.service.graphUrl()}${path}?$deltatoken=`,
    },
  );
};

const roundOf = (call: GraphCall, channel: Channel): Token => {
  const text = call.query.get('$skiptoken') ?? call.query.get('$deltatoken');
  if (text === null || text === '') return firstRound(call);
  const parsed = tokenShape.safeParse(readToken(text));
  if (!parsed.success) throw badRequest('The given skip token or delta token is not valid.');
  const age = call.state.world.now() - parsed.data.issuedAt;
  if (age > call.service.settings.deltaTokenSeconds * 1000) throw gone(call, channel);
  return parsed.data;
};

const delta = (call: GraphCall): Response => {
  const channel = channelOf(call);
  const round = roundOf(call, channel);
  const now = call.state.world.now();
  const floor = Math.max(now - eightMonthsMs, round.since ?? -Infinity);
  const found = channel.byChange.oldestFirst({
    limit: round.top + 1,
    newerThan: [round.after, 0],
    accept: (root) => root.threadModifiedAt > floor,
  });
  const roots = found.slice(0, round.top);
  const last = roots.at(-1);
  const options = viewOptions(call);
  const more = found.length > round.top && last;
  const link = more
    ? {
        '@odata.nextLink': linkWith(call, '$skiptoken', writeToken({ ...round, after: last.threadChange }), [
          '$filter',
          '$expand',
          '$top',
        ]),
      }
    : {
        '@odata.deltaLink': linkWith(
          call,
          '$deltatoken',
          writeToken({
            ...round,
            after: channel.byChange.newest?.threadChange ?? round.after,
            since: null,
            issuedAt: now,
          }),
          ['$filter', '$expand', '$top'],
        ),
      };
  return json({
    '@odata.context': context(call, 'Collection(chatMessage)'),
    ...link,
    value: roots.map((root) => ({
      '@odata.type': '#microsoft.graph.chatMessage',
      ...threadView(call, root, round.replies, options),
    })),
  });
};

export const deltaRoutes = (): Route[] => [
  {
    method: 'GET',
    path: '/teams/:teamId/channels/:channelId/messages/delta',
    scopes: ['ChannelMessage.Read.All', 'Group.Read.All', 'Group.ReadWrite.All'],
    limit: 'channel-message-get',
    handle: delta,
  },
];
