/** What the engine page says to the gateway in headers of its own; none of them leaves main. */

/** The key that `gateway:key` gave. */
export const gatewayKeyHeader = 'x-isthmus-key';
/** The page's own name for the request, for `gateway:cancel`. */
export const gatewayRequestHeader = 'x-isthmus-request';
/** On an answer that is the gateway's and no service's: why. */
export const gatewayRefusalHeader = 'x-isthmus-refusal';
/** Beside it, where a certificate is refused: the host that was asked. */
export const gatewayRefusedHostHeader = 'x-isthmus-refused-host';

/** The path of a request to Graph, for an account, from Graph's own path and query (`/v1.0/me?…`). */
export const graphPath = (account: string, path: string): string => `/gateway/${account}/graph${path}`;

/** The path for an address of a file, which is its own permission. */
export const filePath = (address: string): string => `/gateway/file?address=${encodeURIComponent(address)}`;
