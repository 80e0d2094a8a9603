/** Which addresses in a message can be opened: http, https and mailto; never relative ones, scripts, data or other programs. */
const safe = new Set(['http:', 'https:', 'mailto:']);

/** The address as a URL parser reads it, or null if it must not be offered. */
export const safeHref = (href: string | null | undefined): string | null => {
  if (!href) return null;
  try {
    const url = new URL(href);
    return safe.has(url.protocol) ? url.href : null;
  } catch {
    // Harmless: a text that is not an address is not offered.
    return null;
  }
};

/** The host of an address, for labels; the whole address if it has no host (mailto). */
export const hostOf = (href: string): string => {
  try {
    return new URL(href).host || href;
  } catch {
    // Harmless: a text that is not an address is shown unchanged.
    return href;
  }
};
