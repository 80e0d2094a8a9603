/** Turns typed text into the values that main accepts. */

/** A server's address from typed text: `chat.example.org` means https. Null if it is not an address. */
export const serverAddress = (typed: string): string | null => {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
    if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') return null;
    return `${url.origin}${url.pathname.replace(/(?<!\/)\/+$/, '')}`;
  } catch {
    // Harmless: the typed text is not an address, and the field says so.
    return null;
  }
};

/** A client id from typed text. Entra shows it with dashes; some people paste braces or spaces with it. Null if it is not an id. */
export const clientIdOf = (typed: string): string | null => {
  const text = typed
    .trim()
    .replace(/^\{|\}$/g, '')
    .toLowerCase();
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null;
};

/** The client id in an address of the sign-in service; null if it has none. */
export const clientIdIn = (url: string | undefined): string | null => {
  if (url === undefined || !URL.canParse(url)) return null;
  return clientIdOf(new URL(url).searchParams.get('client_id') ?? '');
};
