/** Names of requests for metrics: an address without ids, names and parameters. */

/** More parts than any address has that a connector asks for. */
const mostParts = 10;

/**
 * The method and the path with `_` for every part that is none of `words`: `GET users/_/teams`. So ids, and names that people chose, are
 * in no name, and there are only as many names as kinds of requests.
 */
export const callName = (method: string, path: readonly string[], words: ReadonlySet<string>): string =>
  `${method} ${path
    .slice(0, mostParts)
    .map((part) => (words.has(part) ? part : '_'))
    .join('/')}`;
