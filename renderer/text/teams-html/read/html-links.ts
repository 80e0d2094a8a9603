/** The links in a card's text, of which the mirror keeps the plain words. */
import type { CardLink } from '../../card-links.ts';
import { webAddress } from '../../web-address.ts';
import { ShallowParser } from './shallow-parser.ts';

/** The links of HTML, in order. */
export const linksOfHtml = (html: string): readonly CardLink[] => {
  if (!/<a\s/i.test(html)) return [];
  const links: CardLink[] = [];
  let url: string | null = null;
  let title = '';
  new ShallowParser({
    open: (name, attributes) => {
      if (name !== 'a') return;
      url = webAddress(attributes.href);
      title = '';
    },
    text: (text) => {
      if (url !== null) title += text;
    },
    close: (name) => {
      if (name !== 'a' || url === null) return;
      links.push({ title: title.replace(/\s+/g, ' ').trim() || url, url });
      url = null;
    },
  }).end(html);
  return links;
};
