/** Teams' names of programming languages (its code block picker) and highlight.js' names, by which the document goes. */

const byTeamsName: ReadonlyMap<string, string> = new Map([
  ['plaintext', ''],
  ['text', ''],
  ['bash', 'bash'],
  ['c', 'c'],
  ['c#', 'csharp'],
  ['csharp', 'csharp'],
  ['c++', 'cpp'],
  ['cpp', 'cpp'],
  ['css', 'css'],
  ['diff', 'diff'],
  ['dockerfile', 'dockerfile'],
  ['go', 'go'],
  ['html', 'html'],
  ['java', 'java'],
  ['javascript', 'javascript'],
  ['json', 'json'],
  ['kotlin', 'kotlin'],
  ['markdown', 'markdown'],
  ['objective-c', 'objectivec'],
  ['objectivec', 'objectivec'],
  ['php', 'php'],
  ['powershell', 'powershell'],
  ['python', 'python'],
  ['ruby', 'ruby'],
  ['rust', 'rust'],
  ['shell', 'bash'],
  ['sql', 'sql'],
  ['swift', 'swift'],
  ['typescript', 'typescript'],
  ['xml', 'xml'],
  ['yaml', 'yaml'],
]);

const teamsNames: ReadonlyMap<string, string> = new Map([
  ['bash', 'Bash'],
  ['c', 'C'],
  ['cpp', 'C++'],
  ['csharp', 'C#'],
  ['css', 'CSS'],
  ['go', 'Go'],
  ['html', 'HTML'],
  ['java', 'Java'],
  ['javascript', 'JavaScript'],
  ['json', 'JSON'],
  ['kotlin', 'Kotlin'],
  ['objectivec', 'Objective-C'],
  ['php', 'PHP'],
  ['powershell', 'PowerShell'],
  ['python', 'Python'],
  ['ruby', 'Ruby'],
  ['rust', 'Rust'],
  ['sql', 'SQL'],
  ['swift', 'Swift'],
  ['typescript', 'TypeScript'],
  ['xml', 'XML'],
  ['yaml', 'YAML'],
]);

/** A language as Teams names it, by the document's name. */
export const languageOfTeams = (name: string): string => {
  const lowered = name.trim().toLowerCase();
  return byTeamsName.get(lowered) ?? lowered;
};

/** A language of the document by Teams' name; unknown ones keep theirs. */
export const teamsLanguage = (language: string): string => teamsNames.get(language) ?? language;

/**
 * The language of a block of code, from the classes of its elements, outermost first. `language-python` says it in any of them; a
 * bare name is Teams' own on its `<codeblock>`, and elsewhere only where it is known: other tools put their own classes there.
 */
export const languageOfClasses = (classes: readonly string[], isTeamsBlock: boolean): string => {
  const names = classes.flatMap((value) => value.split(/\s+/));
  const said = names
    .map((name) => /^lang(?:uage)?-(.+)$/i.exec(name)?.[1])
    .find((name) => name !== undefined);
  if (said !== undefined) return languageOfTeams(said);
  const whole = languageOfTeams(classes[0] ?? '');
  if (isTeamsBlock && whole !== '') return whole;
  const known = names.find((name) => byTeamsName.has(name.toLowerCase()));
  return known === undefined ? '' : languageOfTeams(known);
};
