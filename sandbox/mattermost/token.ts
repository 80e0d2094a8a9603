/** Where a request carries its token: the Authorization header, or the cookie a password sign-in sets. */

/** The token of a request, null when it has none. */
export const tokenOf = (headers: Headers): string | null => {
  const bearer = /^(?:bearer|token)\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  return bearer ?? cookieOf(headers, 'MMAUTHTOKEN');
};

/** One cookie of a request. */
export const cookieOf = (headers: Headers, name: string): string | null =>
  (headers.get('cookie') ?? '')
    .split(/;\s*/)
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? null;
