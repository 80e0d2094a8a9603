/* eslint-disable isthmus/sentences -- proper names of programming languages, the same in every language */
/** The languages of code, by highlight.js' name as in the document: those that Mattermost colours and Teams offers. */
export interface CodeLanguage {
  readonly id: string;
  /** The proper name, the same in every language. */
  readonly name: string;
}

const names: readonly (readonly [id: string, name: string])[] = [
  ['actionscript', 'ActionScript'],
  ['applescript', 'AppleScript'],
  ['bash', 'Bash'],
  ['c', 'C'],
  ['csharp', 'C#'],
  ['cpp', 'C++'],
  ['clojure', 'Clojure'],
  ['coffeescript', 'CoffeeScript'],
  ['css', 'CSS'],
  ['d', 'D'],
  ['dart', 'Dart'],
  ['delphi', 'Delphi'],
  ['diff', 'Diff'],
  ['django', 'Django'],
  ['dockerfile', 'Dockerfile'],
  ['elixir', 'Elixir'],
  ['erlang', 'Erlang'],
  ['fsharp', 'F#'],
  ['fortran', 'Fortran'],
  ['go', 'Go'],
  ['groovy', 'Groovy'],
  ['handlebars', 'Handlebars'],
  ['haskell', 'Haskell'],
  ['haxe', 'Haxe'],
  ['html', 'HTML'],
  ['java', 'Java'],
  ['javascript', 'JavaScript'],
  ['json', 'JSON'],
  ['julia', 'Julia'],
  ['kotlin', 'Kotlin'],
  ['latex', 'LaTeX'],
  ['less', 'Less'],
  ['lisp', 'Lisp'],
  ['lua', 'Lua'],
  ['makefile', 'Makefile'],
  ['markdown', 'Markdown'],
  ['matlab', 'MATLAB'],
  ['objectivec', 'Objective-C'],
  ['ocaml', 'OCaml'],
  ['perl', 'Perl'],
  ['php', 'PHP'],
  ['pgsql', 'PostgreSQL'],
  ['powershell', 'PowerShell'],
  ['puppet', 'Puppet'],
  ['python', 'Python'],
  ['r', 'R'],
  ['ruby', 'Ruby'],
  ['rust', 'Rust'],
  ['scala', 'Scala'],
  ['scheme', 'Scheme'],
  ['scss', 'SCSS'],
  ['smalltalk', 'Smalltalk'],
  ['sql', 'SQL'],
  ['stylus', 'Stylus'],
  ['swift', 'Swift'],
  ['typescript', 'TypeScript'],
  ['vbnet', 'VB.NET'],
  ['vbscript', 'VBScript'],
  ['verilog', 'Verilog'],
  ['xml', 'XML'],
  ['yaml', 'YAML'],
];

/** By name. */
export const codeLanguages: readonly CodeLanguage[] = names.map(([id, name]) => ({ id, name }));

/** The name of a language; the id itself if the list does not have it; null for none. */
export const languageName = (id: string): string | null =>
  id === '' ? null : (codeLanguages.find((one) => one.id === id)?.name ?? id);

/** A language that is not in the list, if it can be written after a fence; else null. */
const asTyped = (typed: string): CodeLanguage | null => {
  const id = typed.trim().toLowerCase();
  return /^[\w+#.-]{1,40}$/.test(id) ? { id, name: id } : null;
};

/**
 * The languages whose name or short name begins with the typed text, then those that contain it. If none has that name, the typed text
 * itself is offered.
 */
export const languagesFor = (typed: string): readonly CodeLanguage[] => {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return codeLanguages;
  const begins = ({ id, name }: CodeLanguage): boolean =>
    id.startsWith(wanted) || name.toLowerCase().startsWith(wanted);
  const holds = ({ id, name }: CodeLanguage): boolean =>
    id.includes(wanted) || name.toLowerCase().includes(wanted);
  const found = [
    ...codeLanguages.filter(begins),
    ...codeLanguages.filter((one) => holds(one) && !begins(one)),
  ];
  if (found.length > 0) return found;
  const own = asTyped(typed);
  return own === null ? [] : [own];
};
