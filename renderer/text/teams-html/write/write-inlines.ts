/** Inlines as Teams' HTML. */
import type { Inline, MentionInline, MarkKind } from '../../document/index.ts';
import { plainOfInlines, plainOfLeaf } from '../../document/index.ts';
import { escapeHtml, escapeText } from './html.ts';
import { linkAddress } from '../read/read-inlines.ts';
import type { GraphMention, TeamsWriting } from './writing.ts';

const tags: Readonly<Record<MarkKind, string>> = {
  strong: 'strong',
  emphasis: 'em',
  strike: 's',
  underline: 'u',
  superscript: 'sup',
  subscript: 'sub',
};

/** Writes inlines and gathers the mentions in them, each with its own id, as Teams does. */
export class HtmlInlineWriter {
  readonly mentions: GraphMention[] = [];
  readonly #how: TeamsWriting;

  constructor(how: TeamsWriting) {
    this.#how = how;
  }

  write(inlines: readonly Inline[]): string {
    let html = '';
    for (const inline of inlines) html += this.#inline(inline);
    return html;
  }

  #inline(inline: Inline): string {
    switch (inline.kind) {
      case 'text':
        return escapeText(inline.text);
      case 'break':
        return '<br>';
      case 'code':
        return `<code>${escapeText(inline.text)}</code>`;
      case 'emoji':
        // Its character is enough: Teams draws it. The `<emoji>` tag is undocumented (facts, graph §3).
        return escapeText(plainOfLeaf(inline));
      case 'mention':
        return this.#mention(inline);
      case 'image': {
        const { source, alternative, width, height } = inline;
        const address = source.kind === 'web' ? source.url : (this.#how.picture?.(source.fileId) ?? null);
        if (address === null) return '';
        const sizes = `${width === null ? '' : ` width="${width}"`}${height === null ? '' : ` height="${height}"`}`;
        return `<img src="${escapeHtml(address)}" alt="${escapeHtml(alternative)}"${sizes}>`;
      }
      case 'link':
        return this.#link(inline.url, inline.title, inline.children);
      default:
        return `<${tags[inline.kind]}>${this.write(inline.children)}</${tags[inline.kind]}>`;
    }
  }

  /** An address that Graph would drop is written out, so that it is not lost. */
  #link(url: string, title: string, children: readonly Inline[]): string {
    const address = linkAddress(url);
    if (address !== null) {
      const titled = title === '' ? '' : ` title="${escapeHtml(title)}"`;
      return `<a href="${escapeHtml(address)}"${titled}>${this.write(children)}</a>`;
    }
    const text = this.write(children);
    return plainOfInlines(children) === url ? text : `${text} (${escapeText(url)})`;
  }

  #mention({ target, text }: MentionInline): string {
    const mentioned = this.#how.mention(target, text);
    if (mentioned === null) return escapeText(text);
    if (mentioned.kind === 'link')
      return `<a href="${escapeHtml(mentioned.url)}">${escapeText(mentioned.text)}</a>`;
    const id = this.mentions.length;
    const { displayName } = mentioned;
    this.mentions.push({
      id,
      mentionText: displayName,
      mentioned:
        mentioned.kind === 'user'
          ? { user: { id: mentioned.id, displayName, userIdentityType: 'aadUser' } }
          : {
              conversation: { id: mentioned.id, displayName, conversationIdentityType: mentioned.type },
            },
    });
    return `<at id="${id}">${escapeHtml(displayName)}</at>`;
  }
}
