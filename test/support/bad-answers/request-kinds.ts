/** What is asked of the services, sorted into kinds: the same request for another chat, person or page is of the same kind. */

export interface Asked {
  readonly service: 'teams' | 'mattermost';
  readonly method: string;
  /** Below the version, decoded; pages of a list keep its path. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** What a bad answer adds to an address, so that what is asked for there is known to be the same list. */
export const marker = 'bad-answer';

/** Reads the address of a request, or of an item of a Graph batch. */
export const askedOf = (method: string, address: string): Asked => {
  const url = new URL(address, 'https://graph.example');
  const isGraph = url.host.startsWith('graph.');
  url.searchParams.delete(marker);
  return {
    service: isGraph ? 'teams' : 'mattermost',
    method,
    path: decodeURIComponent(url.pathname).replace(/^\/(?:v1\.0|api\/v4)/, ''),
    query: url.searchParams,
  };
};

/** Ids of Graph (GUIDs, `19:…`, stamps, sharing addresses) and of Mattermost (26 characters). */
const isId = (segment: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(segment) ||
  /^\d+:/.test(segment) ||
  /^\d{10,}$/.test(segment) ||
  /^[a-z0-9]{26}$/.test(segment) ||
  /^u![\w-]+$/.test(segment) ||
  /^[\w-]{40,}={0,2}$/.test(segment);

/** The one thing that is asked for: a concrete path, and in which way. */
export const resourceOf = (asked: Asked): string =>
  `${asked.method} ${asked.path}${wayOf(asked)} ${asked.query.get('in_channel') ?? ''}`.trim();

/** The conversation, team or person that a resource belongs to: the last id in it; null where it is the account's. */
export const subjectOf = (resource: string): string | null =>
  resource.split(/[ /?]/).filter(isId).at(-1) ?? null;

/** The kind of a request: its resource without ids. */
export const kindOf = (asked: Asked): string =>
  `${asked.service} ${asked.method} ${withoutIds(asked.path)}${wayOf(asked)}`;

/** Values that say what is asked for; of all other parameters only the name counts. */
const telling = new Set(['$expand', '$orderby', 'include_deleted']);

const wayOf = ({ query }: Asked): string => {
  const parts = [...query].map(([name, value]) => (telling.has(name) ? `${name}=${value}` : name));
  return parts.length === 0 ? '' : `?${[...new Set(parts)].sort().join('&')}`;
};

const withoutIds = (path: string): string =>
  path
    .split('/')
    .map((segment) => (isId(segment) ? '{id}' : segment))
    .join('/');
