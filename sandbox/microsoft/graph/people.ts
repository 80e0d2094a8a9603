/** People: oneself, colleagues, photos. */
import { portrait } from '../../organisation/portraits.ts';
import type { User } from '../state/directory.ts';
import { bytes, context, json, linkWith } from './answer.ts';
import { GraphError } from './errors.ts';
import { readFilter, readToken, readTop, select, writeToken, type Condition } from './odata.ts';
import { routes, userForms, type GraphCall, type Route } from './service.ts';

const readMe = ['User.Read', 'User.ReadBasic.All', 'User.Read.All'];
const readPhoto = ['User.Read', 'User.ReadBasic.All'];
const readUsers = ['User.ReadBasic.All', 'User.Read.All'];

const userView = (user: User): Record<string, unknown> => ({
  businessPhones: [],
  displayName: user.displayName,
  givenName: user.givenName,
  jobTitle: user.jobTitle === '' ? null : user.jobTitle,
  mail: user.mail,
  mobilePhone: null,
  officeLocation: null,
  preferredLanguage: null,
  surname: user.surname,
  userPrincipalName: user.userPrincipalName,
  id: user.id,
});

/** The properties that `$select` may add to the default ones. */
const fullView = (user: User): Record<string, unknown> => ({
  ...userView(user),
  accountEnabled: true,
  userType: user.kind === 'guest' ? 'Guest' : 'Member',
});

const selected = (call: GraphCall, user: User): Record<string, unknown> =>
  call.query.has('$select') ? select(call.query, fullView(user)) : userView(user);

/** The user a path names; people of other tenants and bots are not in this directory. */
export const userOf = (call: GraphCall): User => {
  if (!call.hasParam('userId')) return call.me;
  const user = call.state.directory.find(call.param('userId'));
  if (user && (user.kind === 'member' || user.kind === 'guest')) return user;
  throw new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${call.param('userId')}' does not exist or one of its queried reference-property objects are not present.`,
  );
};

const getUser = (call: GraphCall): Response =>
  json({ '@odata.context': context(call, 'users/$entity'), ...selected(call, userOf(call)) });

const matches = (user: User, conditions: readonly Condition[]): boolean =>
  conditions.every((one) => {
    const value = fullView(user)[one.property];
    if (typeof value !== 'string' || (one.operator !== 'eq' && one.operator !== 'ne')) {
      throw new GraphError(
        400,
        'Request_UnsupportedQuery',
        `Unsupported or invalid query filter clause specified for property '${one.property}' of resource 'User'.`,
      );
    }
    const same = value.toLowerCase() === one.value.toLowerCase();
    return one.operator === 'eq' ? same : !same;
  });

const listUsers = (call: GraphCall): Response => {
  const top = readTop(call.query, 100, 999);
  const conditions = readFilter(call.query);
  const token = call.query.get('$skiptoken');
  const from = token === null ? 0 : Number(readToken(token));
  const people = call.state.directory.accounts().filter((user) => matches(user, conditions));
  const value = people.slice(from, from + top).map((user) => selected(call, user));
  return json({
    '@odata.context': context(call, 'users'),
    ...(from + top < people.length
      ? { '@odata.nextLink': linkWith(call, '$skiptoken', writeToken(from + top)) }
      : {}),
    value,
  });
};

/** The sizes of a photo (contract, `profilePhoto`), px; the metadata tell the smallest. */
const photoSizes = [48, 64, 96, 120, 240, 360, 432, 504, 648];
const [portraitSize = 48] = photoSizes;

const noPhoto = () =>
  new GraphError(
    404,
    'ImageNotFound',
    "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
  );

const photoOf = (call: GraphCall): User => {
  const user = userOf(call);
  if (user.kind !== 'guest') return user;
  throw noPhoto();
};

const getPhotoBytes = (call: GraphCall): Response => {
  const { key } = photoOf(call);
  const wanted = call.hasParam('size') ? call.param('size') : `${portraitSize}x${portraitSize}`;
  const size = photoSizes.find((one) => wanted === `${one}x${one}`);
  if (size === undefined) throw noPhoto();
  return bytes(portrait(key, size), 'image/png');
};

const getPhoto = (call: GraphCall): Response => {
  photoOf(call);
  return json({
    '@odata.context': context(call, 'users/photo/$entity'),
    '@odata.mediaContentType': 'image/png',
    id: `${portraitSize}x${portraitSize}`,
    width: portraitSize,
    height: portraitSize,
  });
};

/** Guests have no photo here, so that clients meet ImageNotFound. */
export const peopleRoutes = (): Route[] => [
  { method: 'GET', path: '/me', scopes: readMe, limit: 'none', handle: getUser },
  { method: 'GET', path: '/users', scopes: readUsers, limit: 'none', handle: listUsers },
  { method: 'GET', path: '/users/:userId', scopes: readMe, limit: 'none', handle: getUser },
  ...routes(userForms('/photo'), { method: 'GET', scopes: readPhoto, limit: 'none', handle: getPhoto }),
  ...routes([...userForms('/photo/$value'), ...userForms('/photos/:size/$value')], {
    method: 'GET',
    scopes: readPhoto,
    limit: 'none',
    handle: getPhotoBytes,
  }),
];
