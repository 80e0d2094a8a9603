/** Which addresses a message may offer to open: http, https and mailto; never relative ones, scripts, data or other programs. */
const safe = new Set(['http:', 'https:', 'mailto:']);

/** The address as a URL parser reads it, or null when it may not be offered. */
export const safeHref = (href: string | null | undefined): string | null => {
  if (!href) return null;
  try {
    const url = new URL(href);
    return safe.has(url.protocol) ? url.href : null;
  } catch {
    // Harmless: what is no address is not offered.
    return null;
  }
};

/** The host an address leads to, for labels; the address itself when it has none (mailto). */
export const hostOf = (href: string): string => {
  try {
    return new URL(href).host || href;
  } catch {
    // Harmless: what is no address is shown as it is.
    return href;
  }
};
