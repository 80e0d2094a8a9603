// Proxy auto-configuration: a script of the organisation that chooses a proxy by host. Chromium runs it in its own process. Here it runs in a
// context of Node, which separates names but is not a security boundary: the script is the test's.
import { createContext, runInContext } from 'node:vm';

/** Answers `PROXY host:port; DIRECT`. */
export type FindProxy = (url: string, host: string) => string;

const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
    'i',
  );

/** The helper functions without network access, of those that Chromium offers to a script. */
const helpers = {
  isPlainHostName: (host: string) => !host.includes('.'),
  dnsDomainIs: (host: string, domain: string) => host.toLowerCase().endsWith(domain.toLowerCase()),
  localHostOrDomainIs: (host: string, full: string) => host === full || full.startsWith(`${host}.`),
  dnsDomainLevels: (host: string) => host.split('.').length - 1,
  shExpMatch: (text: string, pattern: string) => glob(pattern).test(text),
};

/** Compiles a script; throws if it is not valid. */
export function readPac(script: string): FindProxy {
  const context = createContext({ ...helpers });
  runInContext(script, context, { timeout: 1_000 });
  const find: unknown = runInContext('FindProxyForURL', context);
  if (typeof find !== 'function') throw new Error('net::ERR_PAC_SCRIPT_FAILED');
  return (url, host) => (find as FindProxy)(url, host);
}
