/** Large uploads in chunks and pre-authenticated downloads: addresses beside Graph that take no Authorization. */
import type { Hono } from 'hono';
import { z } from 'zod';
import { mayOpen, type ConflictBehaviour, type DriveItem } from '../../state/drive.ts';
import { Refusal } from '../../state/failure.ts';
import { randomHex } from '../../state/ids.ts';
import { graphTime } from '../../state/time.ts';
import { json, readBody } from '../answer.ts';
import { itemView } from './drive-view.ts';
import { badRequest, GraphError, graphErrorBody } from '../errors.ts';
import type { GraphCall, GraphService } from '../service.ts';

/** Every chunk but the last is a multiple of this (facts, graph §2). */
export const chunkUnit = 320 * 1024;
const lifetimeMs = 24 * 3600_000;

interface Session {
  readonly folder: DriveItem;
  readonly name: string;
  readonly conflict: ConflictBehaviour;
  readonly expiresAt: number;
  readonly chunks: Uint8Array[];
  received: number;
}

/** Sessions and download addresses of one Graph. */
const held = new WeakMap<
  GraphService,
  { sessions: Map<string, Session>; downloads: Map<string, DriveItem> }
>();

const storeOf = (
  service: GraphService,
): { sessions: Map<string, Session>; downloads: Map<string, DriveItem> } => {
  const known = held.get(service) ?? {
    sessions: new Map<string, Session>(),
    downloads: new Map<string, DriveItem>(),
  };
  held.set(service, known);
  return known;
};

const sessionBody = z.object({
  item: z
    .object({
      '@microsoft.graph.conflictBehavior': z.enum(['fail', 'replace', 'rename']).optional(),
      name: z.string().optional(),
    })
    .nullish(),
});

const sessionView = (session: Session): Record<string, unknown> => ({
  expirationDateTime: graphTime(session.expiresAt),
  nextExpectedRanges: [`${session.received}-`],
});

/** createUploadSession: the name is in the path, or in the body when the path names a folder. */
export const beginUpload = async (
  call: GraphCall,
  base: DriveItem,
  path: readonly string[],
): Promise<Response> => {
  const body = await readBody(call, sessionBody);
  const name = path.at(-1) ?? body.item?.name;
  if (name === undefined) throw badRequest('The file needs a name.');
  if (!mayOpen(base, call.me, 'write')) throw new GraphError(403, 'accessDenied', 'Access denied');
  let folder = base;
  for (const part of path.slice(0, -1))
    folder = call.state.drives.folder(folder, part, call.state.world.now());
  const id = randomHex(() => call.state.world.random());
  const session: Session = {
    folder,
    name,
    conflict: body.item?.['@microsoft.graph.conflictBehavior'] ?? 'fail',
    expiresAt: call.state.world.now() + lifetimeMs,
    chunks: [],
    received: 0,
  };
  storeOf(call.service).sessions.set(id, session);
  return json({ uploadUrl: `${call.service.graphUrl()}/upload/${id}`, ...sessionView(session) });
};

/** An address that gives an item's bytes to everybody who has it. */
export const downloadUrl = (call: GraphCall, item: DriveItem): string => {
  const id = randomHex(() => call.state.world.random());
  storeOf(call.service).downloads.set(id, item);
  return `${call.service.graphUrl()}/download/${id}`;
};

const open = { 'access-control-allow-origin': '*' };

const refusal = (service: GraphService, status: number, code: string, message: string): Response =>
  new Response(JSON.stringify(graphErrorBody(code, message, service.world.now(), '')), {
    status,
    headers: { ...open, 'content-type': 'application/json' },
  });

const answer = (value: unknown, status: number): Response =>
  new Response(JSON.stringify(value), { status, headers: { ...open, 'content-type': 'application/json' } });

const receive = async (
  service: GraphService,
  id: string,
  session: Session,
  request: Request,
): Promise<Response> => {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(request.headers.get('content-range') ?? '');
  if (!match) return refusal(service, 400, 'invalidRequest', 'Content-Range is missing or malformed.');
  const [from = 0, to = 0, total = 0] = match.slice(1).map(Number);
  const chunk = new Uint8Array(await request.arrayBuffer());
  if (from !== session.received)
    return refusal(service, 416, 'invalidRange', 'The range does not continue what was received.');
  if (chunk.byteLength !== to - from + 1)
    return refusal(service, 400, 'invalidRequest', 'The length does not match Content-Range.');
  if (to + 1 < total && chunk.byteLength % chunkUnit !== 0) {
    return refusal(service, 400, 'invalidRequest', 'The fragment size must be a multiple of 320 KiB.');
  }
  session.chunks.push(chunk);
  session.received = to + 1;
  if (session.received < total) return answer(sessionView(session), 202);
  const bytes = Buffer.concat(session.chunks);
  storeOf(service).sessions.delete(id);
  try {
    const put = service.state.drives.put(
      session.folder,
      session.name,
      { mimeType: 'application/octet-stream', bytes },
      session.conflict,
      service.world.now(),
    );
    return answer(itemView(put.item), put.created ? 201 : 200);
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    return refusal(service, 409, 'nameAlreadyExists', problem.message);
  }
};

/** A download knows ranges; one that begins at the end or after it is 416. */
const ranged = (
  { bytes, mimeType }: NonNullable<DriveItem['content']>,
  range: string | undefined,
): Response => {
  const [, first] = /^bytes=(\d+)-$/.exec(range ?? '') ?? [];
  const headers = { ...open, 'accept-ranges': 'bytes', 'content-type': mimeType };
  const size = bytes.byteLength;
  if (first === undefined) return new Response(new Uint8Array(bytes), { headers });
  const from = Number(first);
  if (from >= size)
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  return new Response(new Uint8Array(bytes.subarray(from)), {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${size - 1}/${size}` },
  });
};

/** Mounts the addresses beside Graph. Upload addresses refuse an Authorization header, as OneDrive's do (facts, graph §7). */
export const fileHost = (app: Hono, services: readonly [GraphService, ...GraphService[]]): void => {
  app.all('/upload/:id', async (context) => {
    const id = context.req.param('id');
    const service = services.find((one) => storeOf(one).sessions.has(id)) ?? services[0];
    const { sessions } = storeOf(service);
    const session = sessions.get(id);
    if (context.req.header('authorization') !== undefined) {
      return refusal(
        service,
        401,
        'unauthenticated',
        'Do not send an Authorization header to an upload address.',
      );
    }
    if (!session || session.expiresAt <= service.world.now()) {
      return refusal(service, 404, 'itemNotFound', 'The upload session was not found');
    }
    if (context.req.method === 'GET') return answer(sessionView(session), 200);
    if (context.req.method === 'DELETE') {
      sessions.delete(id);
      return new Response(null, { status: 204, headers: open });
    }
    return receive(service, id, session, context.req.raw);
  });
  app.get('/download/:id', (context) => {
    const id = context.req.param('id');
    const item = services.map((one) => storeOf(one).downloads.get(id)).find((one) => one !== undefined);
    if (!item?.content) return refusal(services[0], 404, 'itemNotFound', 'The address has expired.');
    return ranged(item.content, context.req.header('range'));
  });
};
