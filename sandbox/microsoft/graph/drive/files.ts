/** Files: drives, items by id or path, small uploads, downloads, sharing. Large uploads are in `upload-sessions.ts`. */
import { z } from 'zod';
import { mayOpen, type ConflictBehaviour, type Drive, type DriveItem } from '../../state/drive.ts';
import { guidOf, randomHex } from '../../state/ids.ts';
import { context, json, readBody } from '../answer.ts';
import { driveView, itemView } from './drive-view.ts';
import { badRequest, GraphError } from '../errors.ts';
import type { GraphCall, Route } from '../service.ts';
import { beginUpload, downloadUrl } from './upload-sessions.ts';

export { fileHost } from './upload-sessions.ts';

const read = ['Files.Read', 'Files.Read.All', 'Files.ReadWrite', 'Files.ReadWrite.All'];
const write = ['Files.ReadWrite', 'Files.ReadWrite.All'];

/** Simple uploads go up to 250 MB (facts, graph §2). */
const simpleUploadLimit = 250 * 1024 * 1024;

const notFound = (): GraphError => new GraphError(404, 'itemNotFound', 'Item does not exist');

const driveOf = (call: GraphCall): Drive => {
  if (call.hasParam('driveId')) {
    const drive = call.state.drives.drive(call.param('driveId'));
    if (!drive) throw notFound();
    return drive;
  }
  if (call.hasParam('userId') && call.state.directory.find(call.param('userId')) !== call.me) {
    throw new GraphError(403, 'accessDenied', 'Access denied');
  }
  return call.state.drives.ofUser(call.me, call.state.world.now());
};

interface Target {
  readonly base: DriveItem;
  /** Names below the base. */
  readonly path: readonly string[];
  readonly action: string;
}

const address = /^(?:root|items\/([^/:]+))(?::\/(.+?)(?::(?=\/|$)|$))?(?:\/([A-Za-z]+))?$/;

/** `root:/folder/file.txt:/content`, `items/{id}/children` and the like. */
const targetOf = (call: GraphCall): Target => {
  const drive = driveOf(call);
  const match = address.exec(call.param('rest'));
  if (!match) throw badRequest('Resource not found for the segment.');
  const [, itemId, path, action] = match;
  const base = itemId === undefined ? call.state.drives.root(drive) : call.state.drives.item(itemId);
  if (base?.drive !== drive) throw notFound();
  return { base, path: path?.split('/').filter((name) => name !== '') ?? [], action: action ?? '' };
};

const open = (call: GraphCall, item: DriveItem | undefined, need: 'read' | 'write'): DriveItem => {
  if (!item) throw notFound();
  if (!mayOpen(item, call.me, need)) throw new GraphError(403, 'accessDenied', 'Access denied');
  return item;
};

const entity = (call: GraphCall, item: DriveItem, status = 200): Response =>
  json(
    {
      '@odata.context': context(call, 'driveItem'),
      '@microsoft.graph.downloadUrl': downloadUrl(call, item),
      ...itemView(item),
    },
    status,
  );

/** The bytes are elsewhere: an address that needs no token. */
const redirect = (call: GraphCall, item: DriveItem): Response => {
  if (!item.content) throw badRequest('A folder has no content.');
  return new Response(null, { status: 302, headers: { location: downloadUrl(call, item) } });
};

const get = (call: GraphCall): Response => {
  const { base, path, action } = targetOf(call);
  const item = open(call, call.state.drives.at(base, path), 'read');
  switch (action) {
    case '':
      return entity(call, item);
    case 'content':
      return redirect(call, item);
    case 'children':
      return json({
        '@odata.context': context(call, 'children'),
        value: [...item.children.values()].map(itemView),
      });
    default:
      throw badRequest(`Resource not found for the segment '${action}'.`);
  }
};

/** The folder and name of a new file. Missing folders are made, as OneDrive does. */
export const place = (
  call: GraphCall,
  base: DriveItem,
  path: readonly string[],
): { folder: DriveItem; name: string } => {
  const name = path.at(-1);
  if (name === undefined) throw badRequest('The file needs a name.');
  let folder = open(call, base, 'write');
  for (const part of path.slice(0, -1))
    folder = call.state.drives.folder(folder, part, call.state.world.now());
  return { folder, name };
};

const put = async (call: GraphCall): Promise<Response> => {
  const { base, path, action } = targetOf(call);
  if (action !== 'content') throw badRequest(`Resource not found for the segment '${action}'.`);
  const bytes = new Uint8Array(await call.request.arrayBuffer());
  if (bytes.byteLength > simpleUploadLimit)
    throw new GraphError(413, 'RequestEntityTooLarge', 'The file is too large.');
  const mimeType = call.request.headers.get('content-type') ?? 'application/octet-stream';
  const now = call.state.world.now();
  if (path.length === 0 && base.parent) {
    const item = open(call, base, 'write');
    return entity(
      call,
      call.state.drives.put(
        open(call, item.parent ?? item, 'write'),
        item.name,
        { mimeType, bytes },
        'replace',
        now,
      ).item,
    );
  }
  const { folder, name } = place(call, base, path);
  const asked = call.query.get('@microsoft.graph.conflictBehavior');
  const conflict: ConflictBehaviour = asked === 'fail' || asked === 'rename' ? asked : 'replace';
  const { item, created } = call.state.drives.put(folder, name, { mimeType, bytes }, conflict, now);
  return entity(call, item, created ? 201 : 200);
};

const inviteBody = z.object({
  recipients: z
    .array(
      z.object({
        email: z.string().optional(),
        objectId: z.string().optional(),
        alias: z.string().optional(),
      }),
    )
    .min(1),
  roles: z.array(z.enum(['read', 'write'])).min(1),
});

const invite = async (call: GraphCall, item: DriveItem): Promise<Response> => {
  const body = await readBody(call, inviteBody);
  const role = body.roles.includes('write') ? 'write' : 'read';
  const value = body.recipients.map((recipient) => {
    const name = recipient.objectId ?? recipient.email ?? recipient.alias ?? '';
    const user = call.state.directory.find(name);
    if (!user) throw new GraphError(400, 'invalidRequest', `The recipient '${name}' could not be resolved.`);
    item.grants.set(user.id, role);
    return {
      id: guidOf(randomHex(() => call.state.world.random())),
      roles: [role],
      grantedToV2: { user: { id: user.id, displayName: user.displayName } },
      grantedTo: { user: { id: user.id, displayName: user.displayName } },
    };
  });
  return json({ '@odata.context': context(call, 'Collection(permission)'), value });
};

/** A link for the organisation: everybody with an account may read. */
const createLink = (call: GraphCall, item: DriveItem): Response => {
  for (const user of call.state.directory.accounts())
    if (!item.grants.has(user.id)) item.grants.set(user.id, 'read');
  const view = itemView(item);
  return json(
    { id: item.guid, roles: ['read'], link: { type: 'view', scope: 'organization', webUrl: view.webUrl } },
    201,
  );
};

const post = async (call: GraphCall): Promise<Response> => {
  const { base, path, action } = targetOf(call);
  if (action === 'createUploadSession') return beginUpload(call, base, path);
  const item = open(call, call.state.drives.at(base, path), 'write');
  if (action === 'invite') return invite(call, item);
  if (action === 'createLink') return createLink(call, item);
  throw badRequest(`Resource not found for the segment '${action}'.`);
};

/** `u!` and the base64url of an address, as sharing tokens are. */
const shared = (call: GraphCall): DriveItem => {
  const [, token] = /^u!([\w-]+)$/.exec(call.param('shareId')) ?? [];
  if (token === undefined) throw badRequest('The sharing token is not valid.');
  return open(call, call.state.drives.byWebUrl(Buffer.from(token, 'base64url').toString('utf8')), 'read');
};

const sharedItem = (call: GraphCall): Response => {
  const item = shared(call);
  return json({
    '@odata.context': context(call, 'shares/$entity'),
    id: item.guid,
    name: item.name,
    owner: item.drive.owner
      ? { user: { id: item.drive.owner.id, displayName: item.drive.owner.displayName } }
      : null,
  });
};

const files = (
  method: Route['method'],
  path: string,
  scopes: readonly string[],
  handle: Route['handle'],
): Route => ({
  method,
  path,
  scopes,
  limit: 'none',
  handle,
});

const bases = ['/me/drive', '/users/:userId/drive', '/drives/:driveId'];

/** OneDrive and SharePoint have limits of their own, which are not these. */
export const fileRoutes = (): Route[] => [
  ...bases.flatMap((base) => [
    files('GET', base, base.startsWith('/me') ? [...read, 'User.Read'] : read, (call) => {
      const drive = driveOf(call);
      open(call, call.state.drives.root(drive), 'read');
      return json({ '@odata.context': context(call, 'drives/$entity'), ...driveView(drive) });
    }),
    files('GET', `${base}/:rest{.+}`, read, get),
    files('PUT', `${base}/:rest{.+}`, write, put),
    files('POST', `${base}/:rest{.+}`, write, post),
  ]),
  files('GET', '/shares/:shareId', write, sharedItem),
  files('GET', '/shares/:shareId/driveItem', write, (call) => entity(call, shared(call))),
  files('GET', '/shares/:shareId/driveItem/content', read, (call) => redirect(call, shared(call))),
];
