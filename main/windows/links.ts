/** The schemes of addresses that the system's browser or mail program may open. */

const opened = new Set(['http:', 'https:', 'mailto:']);

/** The address to open by the system, or null if it may not be opened (file:, javascript:, a program's own scheme…). */
export function externalAddress(url: string): string | null {
  if (url.length > 8_000 || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  // User name and password in an address can hide its true host.
  return opened.has(parsed.protocol) && parsed.username === '' && parsed.password === '' ? parsed.href : null;
}
