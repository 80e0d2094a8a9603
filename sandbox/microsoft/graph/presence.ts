/** Presence: own, others', setting it. */
import { z } from 'zod';
import type { User } from '../state/directory.ts';
import { preferredPresences, sessionPresences, type Presence } from '../state/presence.ts';
import { graphTime } from '../state/time.ts';
import { context, json, noContent, readBody } from './answer.ts';
import { badRequest, GraphError } from './errors.ts';
import { userOf } from './people.ts';
import { routes, userForms, type GraphCall, type Route } from './service.ts';

/** getPresencesByUserId takes no more ids than this (facts, graph §1). */
export const mostPresences = 650;

const presenceView = (call: GraphCall, user: User): Record<string, unknown> => {
  const message = call.state.presences.statusMessage(user);
  return {
    id: user.id,
    ...call.state.presences.of(user),
    sequenceNumber: call.state.presences.sequenceNumber,
    statusMessage: message
      ? {
          message: { content: message.content, contentType: message.contentType },
          publishedDateTime: graphTime(message.at),
          expiryDateTime: null,
        }
      : null,
    outOfOfficeSettings: { message: null, isOutOfOffice: false },
  };
};

const getPresence = (call: GraphCall): Response =>
  json({ '@odata.context': context(call, 'users/presence/$entity'), ...presenceView(call, userOf(call)) });

const byUserId = async (call: GraphCall): Promise<Response> => {
  const { ids } = await readBody(call, z.object({ ids: z.array(z.string()) }));
  if (ids.length > mostPresences) throw badRequest(`No more than ${mostPresences} ids are allowed.`);
  const value = ids.flatMap((id) => {
    const user = call.state.directory.byId(id);
    return user && user.kind !== 'bot' ? [presenceView(call, user)] : [];
  });
  return json({ '@odata.context': context(call, 'Collection(microsoft.graph.presence)'), value });
};

const requireMe = (call: GraphCall): User => {
  const user = userOf(call);
  if (user !== call.me)
    throw new GraphError(403, 'Forbidden', 'Presence can only be set for the signed-in user.');
  return user;
};

/** An ISO 8601 duration of days, hours, minutes and seconds, in ms. */
const durationMs = (text: string | null | undefined, otherwise: number): number => {
  if (text === null || text === undefined) return otherwise;
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!match) throw badRequest(`Invalid duration '${text}'.`);
  const [days, hours, minutes, seconds] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
};

const presenceBody = z.object({
  availability: z.string(),
  activity: z.string(),
  expirationDuration: z.string().nullish(),
});

const unsupportedPair = ({ availability, activity }: Presence): GraphError =>
  badRequest(
    `The combination of availability '${availability}' and activity '${activity}' is not supported.`,
  );

const setPresence = async (call: GraphCall): Promise<Response> => {
  const user = requireMe(call);
  const body = await readBody(call, presenceBody.extend({ sessionId: z.string() }));
  if (!(sessionPresences[body.availability]?.includes(body.activity) ?? false)) {
    throw unsupportedPair(body);
  }
  const lasts = durationMs(body.expirationDuration, 5 * 60_000);
  if (lasts < 5 * 60_000 || lasts > 4 * 3600_000)
    throw badRequest('expirationDuration must be between PT5M and PT4H.');
  call.state.presences.setSession(
    user,
    body.sessionId,
    { availability: body.availability, activity: body.activity },
    lasts,
  );
  return new Response(null, { status: 200 });
};

const clearPresence = async (call: GraphCall): Promise<Response> => {
  const user = requireMe(call);
  const { sessionId } = await readBody(call, z.object({ sessionId: z.string() }));
  if (call.state.presences.clearSession(user, sessionId)) return new Response(null, { status: 200 });
  throw new GraphError(404, 'NotFound', 'There is no such presence session.');
};

const setPreferred = async (call: GraphCall): Promise<Response> => {
  const user = requireMe(call);
  const body = await readBody(call, presenceBody);
  if (preferredPresences[body.availability] !== body.activity) throw unsupportedPair(body);
  const day = 24 * 3600_000;
  const isBusy = body.availability === 'Busy' || body.availability === 'DoNotDisturb';
  const lasts = durationMs(body.expirationDuration, isBusy ? day : 7 * day);
  call.state.presences.setPreferred(
    user,
    { availability: body.availability, activity: body.activity },
    lasts,
  );
  return new Response(null, { status: 200 });
};

const clearPreferred = (call: GraphCall): Response => {
  call.state.presences.clearPreferred(requireMe(call));
  return new Response(null, { status: 200 });
};

const statusBody = z.object({
  statusMessage: z.object({
    message: z.object({ content: z.string(), contentType: z.enum(['text', 'html']).optional() }),
  }),
});

const setStatusMessage = async (call: GraphCall): Promise<Response> => {
  const user = requireMe(call);
  const { message } = (await readBody(call, statusBody)).statusMessage;
  call.state.presences.setStatusMessage(user, {
    content: message.content,
    contentType: message.contentType ?? 'text',
  });
  return noContent();
};

const write = ['Presence.ReadWrite'];

export const presenceRoutes = (): Route[] => [
  {
    method: 'GET',
    path: '/me/presence',
    scopes: ['Presence.Read', 'Presence.Read.All'],
    limit: 'presence',
    handle: getPresence,
  },
  {
    method: 'GET',
    path: '/users/:userId/presence',
    scopes: ['Presence.Read.All'],
    limit: 'presence',
    handle: getPresence,
  },
  {
    method: 'POST',
    path: '/communications/getPresencesByUserId',
    scopes: ['Presence.Read.All'],
    limit: 'presence',
    handle: byUserId,
  },
  ...routes(userForms('/presence/setPresence'), {
    method: 'POST',
    scopes: write,
    limit: 'presence',
    handle: setPresence,
  }),
  ...routes(userForms('/presence/clearPresence'), {
    method: 'POST',
    scopes: write,
    limit: 'presence',
    handle: clearPresence,
  }),
  ...routes(userForms('/presence/setUserPreferredPresence'), {
    method: 'POST',
    scopes: write,
    limit: 'presence',
    handle: setPreferred,
  }),
  ...routes(userForms('/presence/clearUserPreferredPresence'), {
    method: 'POST',
    scopes: write,
    limit: 'presence',
    handle: clearPreferred,
  }),
  ...routes(userForms('/presence/setStatusMessage'), {
    method: 'POST',
    scopes: write,
    limit: 'presence',
    handle: setStatusMessage,
  }),
];
