/** A file's name as the server takes it. */

/** FileInfo's column has 256 characters. */
const longest = 200;

/** The name without a path or signs that no name has, shortened in front of its extension; never empty. */
export const uploadName = (name: string): string => {
  const clean = name.replace(/[\\/\u0000-\u001f\u007f]/g, '_').trim();
  if (/^\.*$/.test(clean)) return 'file';
  const characters = Array.from(clean);
  if (characters.length <= longest) return clean;
  const extension = Array.from(/\.[^.]{1,20}$/.exec(clean)?.[0] ?? '');
  return [...characters.slice(0, longest - extension.length), ...extension].join('');
};
