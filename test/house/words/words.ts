/** The words of texts, however they are marked up. */

/**
 * What a post's letters and digits say that are no words: names of emoji, emoticons, how large a picture is shown and what hovering over
 * it tells, the numbers of a list (in a cell they stand within a line), and everybody, who is called otherwise elsewhere.
 */
const noWords =
  /:[\w+-]+:|(?<!\w)(?::-?[dpsox]|x-d)(?!\w)|<\/?3(?!\w)| =\d*x?\d*(?=[ )])(?: +"[^"\n]*")?|(?<=^|[\s>*+-])\d{1,9}[.)](?=\s)|@(?:all|channel|here)\b/gim;

/** Each word once, in lower case; raised and lowered signs count as those they stand for. */
export const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .replaceAll('\u2060', '')
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
  );

/** The words that a text does not have, however marks part it: `x**y**` has `xy`. */
export const missingIn = (text: string, words: Iterable<string>): string[] => {
  const there = wordsOf(text);
  const squeezed = text
    .replaceAll('\u2060', '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  return [...new Set(words)].filter(
    (word) => !there.has(word) && !(word.length > 2 && squeezed.includes(word)),
  );
};

/** What a person reads of HTML: its text, each element apart, with what pictures and links say. */
export const textOfHtml = (html: string, attributes: readonly string[] = []): string => {
  const document = new DOMParser().parseFromString(html, 'text/html');
  const parts: string[] = [];
  const inline = new Set([
    'A',
    'B',
    'I',
    'EM',
    'STRONG',
    'S',
    'U',
    'SPAN',
    'SUB',
    'SUP',
    'CODE',
    'FONT',
    'DEL',
  ]);
  const visit = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) parts.push(node.nodeValue ?? '');
    if (!(node instanceof Element)) return;
    if (['SCRIPT', 'STYLE', 'TITLE', 'ATTACHMENT', 'TEMPLATE'].includes(node.tagName)) return;
    const gap = inline.has(node.tagName) ? '' : ' ';
    const said = attributes.flatMap((name) => node.getAttribute(name) ?? []);
    parts.push(gap, ...said.map((text) => ` ${text} `));
    for (const child of node.childNodes) visit(child);
    parts.push(gap);
  };
  visit(document.body);
  return parts.join('');
};

/** What a person reads of Markdown, its addresses included: entities as they are shown, without escapes. */
export const textOfMarkdown = (markdown: string): string =>
  textOfHtml(markdown.replaceAll('<', '&lt;')).replace(/\\(?=[^\p{L}\p{N}\s])/gu, '');

/** A post's Markdown without what is not read as words. */
export const withoutSigns = (markdown: string): string =>
  textOfMarkdown(
    markdown.replace(/^( {0,3}(?:>\s*)*(?:`{3,}|~{3,}))[^\n`~]*$/gm, '$1').replace(noWords, ' '),
  );
