/** Text as HTML that Graph keeps as it is. */

const special: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML, white space aside. */
export const escapeHtml = (text: string): string =>
  /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => special[character] ?? character) : text;

/** Running text as HTML: of several spaces, which HTML folds into one, all but the first are no-break spaces. */
export const escapeText = (text: string): string => {
  const escaped = escapeHtml(text);
  return /\s\s|\u00a0|\t/.test(escaped)
    ? escaped
        .replaceAll('\t', '    ')
        .replace(/ {2,}/g, (spaces) => ` ${'&nbsp;'.repeat(spaces.length - 1)}`)
        .replaceAll('\u00a0', '&nbsp;')
    : escaped;
};
