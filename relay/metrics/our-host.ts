/**
 * Whether a request means this server. A page of the web can make a browser ask any address under a name of its own (DNS rebinding), but the
 * `Host` header then has that name.
 */
import { isIP } from 'node:net';

/**
 * @param host the `Host` header
 * @param local the address at which the connection arrived
 * @param names the other names of this server, without a port
 */
export const isOurHost = (host: string | undefined, local: string, names: readonly string[]): boolean => {
  const url = `http://${host ?? ''}`;
  if (host === undefined || !URL.canParse(url)) return false;
  const { hostname, pathname, username } = new URL(url);
  if (pathname !== '/' || username !== '' || /[/?#@\\]/.test(host)) return false;
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  const here = local.replace(/^::ffff:(?=[\d.]+$)/, '');
  if (isIP(name) > 0) return name === here;
  return name === 'localhost' ? isLoopback(here) : names.some((one) => one.toLowerCase() === name);
};

const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');
