/**
 * Addresses in angle brackets as Mattermost's own parser reads them (read in mattermost/marked, rule `autolink`): with a scheme and a slash,
 * of e-mail (`mailto:` is not shown), or a host that begins with `www.`.
 */
import type MarkdownIt from 'markdown-it';

type Parser = InstanceType<typeof MarkdownIt>;

const bracketed = /<([^\s<>]{3,2000})>/y;

/** Where it leads and what is shown of it; null for what is no address. */
const addressOf = (written: string): { readonly url: string; readonly text: string } | null => {
  if (/^www\d{0,3}\../.test(written)) return { url: `http://${written}`, text: written };
  const colon = written.indexOf(':/');
  if (colon > 0 && colon + 2 < written.length) return { url: written, text: written };
  const at = written.lastIndexOf('@');
  if (at <= 0 || at === written.length - 1) return null;
  const text = written.replace(/^mailto:/i, '');
  return { url: `mailto:${text}`, text };
};

/** Puts Mattermost's rule in place of markdown-it's own. */
export const readMattermostAutolinks = (markdown: Parser): void => {
  markdown.inline.ruler.at('autolink', (state, silent) => {
    if (state.src.charAt(state.pos) !== '<') return false;
    bracketed.lastIndex = state.pos;
    const [found = '', written = ''] = bracketed.exec(state.src) ?? [];
    const address = found === '' ? null : addressOf(written);
    if (address === null || state.pos + found.length > state.posMax || !state.md.validateLink(address.url))
      return false;
    if (!silent) {
      const open = state.push('link_open', 'a', 1);
      open.attrs = [['href', address.url]];
      open.markup = 'autolink';
      open.info = 'auto';
      state.push('text', '', 0).content = address.text;
      state.push('link_close', 'a', -1).markup = 'autolink';
    }
    state.pos += found.length;
    return true;
  });
};
