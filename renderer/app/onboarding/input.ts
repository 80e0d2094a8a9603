/** What people type into the fields, made into what main takes. */

/** A server's address as people type it: `chat.example.org` means https. Null when it is not an address. */
export const serverAddress = (typed: string): string | null => {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
    if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') return null;
    return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
  } catch {
    // Harmless: what was typed is no address, and the field says so.
    return null;
  }
};

/** Entra shows client ids with dashes; some people paste braces or spaces along. Null when it is none. */
export const clientIdOf = (typed: string): string | null => {
  const text = typed
    .trim()
    .replace(/^\{|\}$/g, '')
    .toLowerCase();
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
};

/** The client that an address of the sign-in service names; null when it names none. */
export const clientIdIn = (url: string | undefined): string | null => {
  if (url === undefined || !URL.canParse(url)) return null;
  return clientIdOf(new URL(url).searchParams.get('client_id') ?? '');
};
