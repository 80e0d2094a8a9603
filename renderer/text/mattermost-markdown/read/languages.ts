/** The names people write after a fence, as highlight.js' own, by which the document goes. */

const aliases: ReadonlyMap<string, string> = new Map([
  ['c#', 'csharp'],
  ['c++', 'cpp'],
  ['cs', 'csharp'],
  ['golang', 'go'],
  ['htm', 'html'],
  ['js', 'javascript'],
  ['jsx', 'javascript'],
  ['kt', 'kotlin'],
  ['latexcode', 'latex'],
  ['md', 'markdown'],
  ['objc', 'objectivec'],
  ['objective-c', 'objectivec'],
  ['pgsql', 'pgsql'],
  ['postgres', 'pgsql'],
  ['postgresql', 'pgsql'],
  ['ps1', 'powershell'],
  ['py', 'python'],
  ['rb', 'ruby'],
  ['rs', 'rust'],
  ['sh', 'bash'],
  ['shell', 'bash'],
  ['tex', 'latex'],
  ['texcode', 'latex'],
  ['text', ''],
  ['plaintext', ''],
  ['ts', 'typescript'],
  ['tsx', 'typescript'],
  ['yml', 'yaml'],
  ['zsh', 'bash'],
]);

/** The language that a fence's first word names. */
export const languageOfFence = (info: string): string => {
  const word = (/^\s*(\S+)/.exec(info)?.[1] ?? '').toLowerCase();
  return aliases.get(word) ?? word;
};
