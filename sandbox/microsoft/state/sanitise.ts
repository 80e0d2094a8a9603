/**
 * Sanitises HTML as the service does: a list of allowed tags and attributes. The rest is removed, also comments and `data-` attributes
 * (facts, graph §2). Whether an abbreviation's title stays is not documented. A bridge that was in use put a mark in one (facts,
 * teams-plugin §3), so it stays unless a setting says otherwise.
 */

const allowed: Readonly<Record<string, readonly string[]>> = {
  abbr: ['title'],
  a: ['href', 'title', 'target', 'rel'],
  at: ['id'],
  attachment: ['id'],
  b: [],
  blockquote: ['itemtype', 'itemscope'],
  br: [],
  code: [],
  codeblock: ['class'],
  customemoji: ['id', 'alt', 'source'],
  del: [],
  div: ['style'],
  em: [],
  emoji: ['id', 'alt', 'title'],
  h1: [],
  h2: [],
  h3: [],
  hr: [],
  i: [],
  img: ['src', 'alt', 'width', 'height', 'style', 'itemid', 'itemscope', 'itemtype'],
  li: ['style'],
  ol: ['start'],
  p: ['style'],
  pre: [],
  s: [],
  span: ['style'],
  strike: [],
  strong: [],
  sub: [],
  sup: [],
  table: ['style'],
  tbody: [],
  td: ['colspan', 'rowspan', 'style'],
  th: ['colspan', 'rowspan', 'style'],
  thead: [],
  tr: ['style'],
  u: [],
  ul: [],
};

const withContent =
  /<(script|style|iframe|object|noscript|template|title|svg|math)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const comment = /<!--[\s\S]*?(?:-->|$)|<![^>]*>|<\?[^>]*>/g;
const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)([\s/](?:[^<>"']|"[^"]*"|'[^']*')*)?>/g;
const attribute = /([a-zA-Z][\w:-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;
const safeAddress = /^(?:https?:|mailto:|tel:|sip:|\.\.\/hostedContents\/|hosted-content:)/i;
const unsafeStyle = /expression|javascript:|url\s*\(|position\s*:/i;

const isSafe = (name: string, value: string): boolean => {
  if (name === 'href' || name === 'src') return safeAddress.test(value.trim());
  if (name === 'style') return !unsafeStyle.test(value);
  return true;
};

const attributesOf = (tagName: string, text: string): string => {
  const names = allowed[tagName] ?? [];
  let kept = '';
  for (const match of text.matchAll(attribute)) {
    const name = (match[1] ?? '').toLowerCase();
    const raw = match[2] ?? '';
    const value = /^["']/.test(raw) ? raw.slice(1, -1) : raw;
    if (names.includes(name) && isSafe(name, value)) kept += ` ${name}="${value.replaceAll('"', '&quot;')}"`;
  }
  return kept;
};

/** The part of sent HTML that the service keeps. `keepsAbbreviations`: see the settings. */
export const sanitise = (html: string, keepsAbbreviations = true): string =>
  html
    .replace(comment, '')
    .replace(withContent, '')
    .replace(tag, (_, slash: string, name: string, attributes: string | undefined) => {
      const tagName = name.toLowerCase();
      if (!(tagName in allowed) || (tagName === 'abbr' && !keepsAbbreviations)) return '';
      return slash === '/' ? `</${tagName}>` : `<${tagName}${attributesOf(tagName, attributes ?? '')}>`;
    });

/** Plain text as HTML that shows it. */
export const textAsHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>');

/** The words of a body, for previews of quoted messages. */
export const plainText = (html: string): string =>
  html
    .replace(/<br\s*\/?>|<\/p>|<\/div>/gi, ' ')
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
