/** `/subscriptions` (learn.microsoft.com/graph/api/resources/subscription; the selection at hand has examples of it, and no schema). */
import { z } from 'zod';
import { resourceFor } from './resource.ts';
import { type SubscriptionRecord, timeOf } from './subscriptions.ts';
import { context, json, noContent, readBody } from '../graph/answer.ts';
import { badRequest, GraphError } from '../graph/errors.ts';
import type { GraphCall, Route } from '../graph/service.ts';

const hour = 3_600_000;
/** The longest life of a subscription for messages, ms; without a URL for lifecycle events an hour. */
const longest = 3 * 24 * hour;

const refusal = (message: string): GraphError => new GraphError(400, 'ValidationError', message);

const newBody = z.object({
  changeType: z.string().regex(/^(created|updated|deleted)(,(created|updated|deleted))*$/),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().nullish(),
  resource: z.string().min(1),
  expirationDateTime: z.string(),
  clientState: z.string().max(128).nullish(),
  includeResourceData: z.boolean().nullish(),
});

const changeBody = z.object({
  expirationDateTime: z.string().optional(),
  notificationUrl: z.string().optional(),
  lifecycleNotificationUrl: z.string().nullish(),
});

/** The end that a client asks for, ms. */
const expiryOf = (call: GraphCall, text: string, hasLifecycleUrl: boolean): number => {
  const at = Date.parse(text);
  const left = at - call.state.world.now();
  if (Number.isNaN(at)) throw badRequest('Invalid expirationDateTime.');
  if (left <= 0) throw refusal('Subscription expiration must be in the future.');
  if (left > longest)
    throw refusal(`Subscription expiration can only be ${longest / 60_000} minutes in the future.`);
  if (left > hour && !hasLifecycleUrl)
    throw refusal(
      'lifecycleNotificationUrl is a required property for subscription creation on this resource when the expirationDateTime value is set to greater than 1 hour.',
    );
  return at;
};

const view = (record: SubscriptionRecord, clientState: string | null): object => ({
  id: record.id,
  resource: record.resource,
  applicationId: record.applicationId,
  changeType: record.changeType,
  clientState,
  notificationUrl: record.notificationUrl,
  notificationQueryOptions: null,
  lifecycleNotificationUrl: record.lifecycleNotificationUrl,
  expirationDateTime: timeOf(record.expiresAt),
  creatorId: record.creatorId,
  includeResourceData: null,
  latestSupportedTlsVersion: 'v1_2',
  encryptionCertificate: null,
  encryptionCertificateId: null,
  notificationUrlAppId: null,
});

const entity = (
  call: GraphCall,
  record: SubscriptionRecord,
  clientState: string | null,
  status: number,
): Response =>
  json({ '@odata.context': context(call, 'subscriptions/$entity'), ...view(record, clientState) }, status);

/** The subscriptions that this application has made for this user. */
const own = (call: GraphCall): readonly SubscriptionRecord[] =>
  call.service.subscriptions
    .list()
    .filter(
      ({ applicationId, creatorId }) => applicationId === call.applicationId && creatorId === call.me.id,
    );

const found = (call: GraphCall): SubscriptionRecord => {
  const record = own(call).find(({ id }) => id === call.param('id'));
  if (!record) throw new GraphError(404, 'ResourceNotFound', 'The object was not found.');
  return record;
};

/** Refuses one too many. The message names the limit. */
const requireRoom = (
  call: GraphCall,
  key: string,
  kind: 'conversation' | 'user',
  changeType: string,
): void => {
  const { quotas } = call.service.subscriptions;
  const all = call.service.subscriptions.list();
  const ofApp = all.filter(({ applicationId }) => applicationId === call.applicationId);
  const same = ofApp.filter(({ subscribed }) => subscribed.key === key);
  const sorted = (types: string): string => types.split(',').sort().join();
  const twin = same.find(
    (one) => one.creatorId === call.me.id && sorted(one.changeType) === sorted(changeType),
  );
  if (twin)
    throw new GraphError(
      409,
      'Conflict',
      `Subscription Id ${twin.id} already exists for the requested combination.`,
    );
  const exceeded = (limit: number, per: string): GraphError =>
    new GraphError(
      403,
      'Forbidden',
      `Subscription operation failed: the limit of '${limit}' subscriptions per '${per}' has been reached.`,
    );
  if (kind === 'conversation' && same.length >= quotas.perConversation)
    throw exceeded(quotas.perConversation, 'app and chat or channel');
  if (kind === 'user' && same.length >= quotas.perUser) throw exceeded(quotas.perUser, 'user');
  if (all.length >= quotas.perOrganisation) throw exceeded(quotas.perOrganisation, 'organization');
};

const requireGranted = (call: GraphCall, scopes: readonly string[]): void => {
  if (scopes.some((scope) => call.granted.has(scope))) return;
  throw new GraphError(
    403,
    'Forbidden',
    `Operation: Create; Exception: [Status Code: Forbidden; Reason: Missing scope permissions. API requires one of '${scopes.join(', ')}'.]`,
  );
};

const create = async (call: GraphCall): Promise<Response> => {
  const body = await readBody(call, newBody);
  const { subscriptions } = call.service;
  const subscribed = resourceFor(call.state, call.me, body.resource);
  requireGranted(call, subscribed.scopes);
  if (body.includeResourceData === true) throw refusal('encryptionCertificate is a required property.');
  const lifecycleNotificationUrl = body.lifecycleNotificationUrl ?? null;
  const expiresAt = expiryOf(call, body.expirationDateTime, lifecycleNotificationUrl !== null);
  requireRoom(call, subscribed.key, subscribed.kind, body.changeType);
  for (const url of [body.notificationUrl, lifecycleNotificationUrl])
    if (url !== null && !subscriptions.reaches(url))
      throw refusal(
        'Subscription validation request failed. The notification endpoint could not be reached.',
      );
  const clientState = body.clientState ?? null;
  const record = subscriptions.add({
    ...{ applicationId: call.applicationId, creatorId: call.me.id, resource: body.resource, subscribed },
    ...{ changeType: body.changeType, notificationUrl: body.notificationUrl, lifecycleNotificationUrl },
    ...{ clientState, expiresAt, authorisedUntil: call.tokenEndsAt },
  });
  return entity(call, record, clientState, 201);
};

const change = async (call: GraphCall): Promise<Response> => {
  const body = await readBody(call, changeBody);
  const record = found(call);
  if (
    body.lifecycleNotificationUrl !== undefined &&
    body.lifecycleNotificationUrl !== record.lifecycleNotificationUrl
  )
    throw refusal('lifecycleNotificationUrl cannot be updated.');
  if (body.expirationDateTime !== undefined)
    record.expiresAt = expiryOf(call, body.expirationDateTime, record.lifecycleNotificationUrl !== null);
  if (body.notificationUrl !== undefined) record.notificationUrl = body.notificationUrl;
  call.service.subscriptions.authorise(record, call.tokenEndsAt);
  return entity(call, record, null, 200);
};

export const subscriptionRoutes = (): Route[] => [
  { method: 'POST', path: '/subscriptions', scopes: [], limit: 'other', handle: create },
  {
    method: 'GET',
    path: '/subscriptions',
    scopes: [],
    limit: 'other-get',
    handle: (call) =>
      json({
        '@odata.context': context(call, 'subscriptions'),
        value: own(call).map((record) => view(record, null)),
      }),
  },
  {
    method: 'GET',
    path: '/subscriptions/:id',
    scopes: [],
    limit: 'other-get',
    handle: (call) => entity(call, found(call), null, 200),
  },
  { method: 'PATCH', path: '/subscriptions/:id', scopes: [], limit: 'other', handle: change },
  {
    method: 'DELETE',
    path: '/subscriptions/:id',
    scopes: [],
    limit: 'other',
    handle: (call) => {
      call.service.subscriptions.end(found(call).id);
      return noContent();
    },
  },
  {
    method: 'POST',
    path: '/subscriptions/:id/reauthorize',
    scopes: [],
    limit: 'other',
    handle: (call) => {
      call.service.subscriptions.authorise(found(call), call.tokenEndsAt);
      return noContent();
    },
  },
];
