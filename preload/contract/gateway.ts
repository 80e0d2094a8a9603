/** The headers between engine page and gateway. None of them leaves main. */

/** The key from `gateway:key`. */
export const gatewayKeyHeader = 'x-isthmus-key';
/** The page's own name for the request, for `gateway:cancel`. */
export const gatewayRequestHeader = 'x-isthmus-request';
/** The reason of a refusal. It marks an answer as the gateway's own, not a service's. */
export const gatewayRefusalHeader = 'x-isthmus-refusal';
/** The host whose certificate was refused. */
export const gatewayRefusedHostHeader = 'x-isthmus-refused-host';

/** The path of a request to Graph, for an account, from Graph's own path and query (`/v1.0/me?…`). */
export const graphPath = (account: string, path: string): string => `/gateway/${account}/graph${path}`;

/** The path for the address of a file. Such an address needs no token. */
export const filePath = (address: string): string => `/gateway/file?address=${encodeURIComponent(address)}`;
