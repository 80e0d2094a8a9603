/** Helpers for the catalogues' tests: they compare code and messages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';

/** The texts of the code files below a folder, without tests. */
export const sourcesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'));

/** The ids that the code uses, once each. */
export const idsSaid = (sources: readonly string[]): ReadonlySet<string> =>
  new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/\bsay(?:Parts)?\(\s*'([^']+)'/g)].map(([, id = '']) => id),
    ),
  );

/** Calls whose id is not a literal: the first character of their argument. */
export const idsMade = (sources: readonly string[]): readonly string[] =>
  sources.flatMap((source) =>
    [...source.matchAll(/\bsay(?:Parts)?\(\s*([^\s)'])/g)].map(([, first = '']) => first),
  );

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** The kinds of elements by FormatJS's numbers (`TYPE` of icu-messageformat-parser). */
const kinds = ['literal', 'argument', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag'] as const;

/** All values of a message, each with the kind of its use. Values inside options are included. */
const valuesIn = (ast: Ast): readonly (readonly [name: string, kind: (typeof kinds)[number]])[] =>
  ast.flatMap((element) => {
    const kind = kinds[element.type];
    if (kind === 'literal' || !('value' in element)) return [];
    const within =
      'options' in element ? Object.values(element.options).flatMap((one) => valuesIn(one.value)) : [];
    return [[element.value, kind] as const, ...within];
  });

/** The same values, found like values.ts finds them: by braces only. */
const readByBraces = (message: string): readonly (readonly [name: string, kind: string])[] => {
  const found: (readonly [string, string])[] = [];
  const stack = ['message'];
  for (const [sign] of message.matchAll(/\{(?:[^{},]+(?:, (?:plural|select), |, number\}|\}))?|\}/g)) {
    const given = /^\{([^{},]+)(?:, (plural|select|number))?/.exec(sign);
    if (sign === '}') stack.pop();
    else if (stack.at(-1) === 'options' || given === null) stack.push('message');
    else {
      const [, name = '', kind = 'argument'] = given;
      found.push([name, kind]);
      if (!sign.endsWith('}')) stack.push('options');
    }
    // An option of one word looks like an argument to the expression above. Its text ends here.
    if (stack.at(-1) === 'message' && sign !== '}' && sign.endsWith('}')) stack.pop();
  }
  return found;
};

const known: readonly string[] = ['argument', 'number', 'select', 'plural'];
const once = (list: readonly (readonly [string, string])[]): string =>
  [...new Set(list.map((one) => one.join(' ')))].sort().join();

/** The faults of a message; empty if it is valid ICU, uses only forms that the types read as FormatJS does, and has whole sentences. */
export const faultsOf = (message: string, language: string): readonly string[] => {
  const ast = new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst();
  const values = valuesIn(ast);
  return [
    // A straight apostrophe is a quote in ICU. Messages use the curved one.
    ...(/['<>]/.test(message) ? ['a straight apostrophe or a tag'] : []),
    ...values.filter(([, kind]) => !known.includes(kind)).map(([name, kind]) => `${name} is a ${kind}`),
    ...(once(readByBraces(message)) === once(values) ? [] : ['the types read other values']),
    // A sentence inside a message must be a whole one with its own full stop, because in other languages words before it would not fit.
    ...(/[^.:] \{sentence\}|[^ ]\{sentence\}|\{sentence\}[^ ]/.test(message) ? ['a sentence is glued'] : []),
  ];
};
