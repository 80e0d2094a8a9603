/** Links of a Teams body, without the titles that Teams writes itself. */
import type { LinkInline } from '../../document/index.ts';

/** An address without what clients write differently each time: its case, percent signs, entities, scheme and last slash. */
const comparable = (address: string): string => {
  const text = address.trim().replaceAll('&amp;', '&');
  const url = URL.canParse(text) ? new URL(text).href : text;
  return decoded(url)
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:(?:\/\/)?/, '')
    .replace(/\/$/, '');
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // Harmless: text that is not encoded is compared as it stands.
    return text;
  }
};

/** A link to an address. Teams repeats the address as the title, in lower case or encoded as it likes: that is no title. */
export const linkTo = (url: string, title: string): LinkInline => ({
  kind: 'link',
  url,
  title: title === '' || title === url || comparable(title) === comparable(url) ? '' : title.trim(),
  children: [],
});
