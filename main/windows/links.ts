/** Links leave for the system's own programs, and only those that a browser or a mail program opens. */

const opened = new Set(['http:', 'https:', 'mailto:']);

/** The address to hand to the system, or null for one that is not opened (file:, javascript:, a program's own scheme…). */
export function externalAddress(url: string): string | null {
  if (url.length > 8_000 || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  // Credentials in an address disguise where it leads.
  return opened.has(parsed.protocol) && parsed.username === '' && parsed.password === '' ? parsed.href : null;
}
