/** What the tests of the catalogues ask of code and messages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';

/** The texts of the code files below a folder, without tests. */
export const sourcesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'));

/** The ids that code says, once each. */
export const idsSaid = (sources: readonly string[]): ReadonlySet<string> =>
  new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/\bsay(?:Parts)?\(\s*'([^']+)'/g)].map(([, id = '']) => id),
    ),
  );

/** Calls whose id does not stand there as it is: the sign they begin with. */
export const idsMade = (sources: readonly string[]): readonly string[] =>
  sources.flatMap((source) =>
    [...source.matchAll(/\bsay(?:Parts)?\(\s*([^\s)'])/g)].map(([, first = '']) => first),
  );

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** The kinds of elements by FormatJS's numbers (`TYPE` of icu-messageformat-parser). */
const kinds = ['literal', 'argument', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag'] as const;

/** Every value of a message with what it is used as; options are looked through. */
const valuesIn = (ast: Ast): readonly (readonly [name: string, kind: (typeof kinds)[number]])[] =>
  ast.flatMap((element) => {
    const kind = kinds[element.type];
    if (kind === 'literal' || !('value' in element)) return [];
    const within =
      'options' in element ? Object.values(element.options).flatMap((one) => valuesIn(one.value)) : [];
    return [[element.value, kind] as const, ...within];
  });

/** The same as values.ts reads them: by braces alone. */
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
    // A text among options that is one word looks like an argument to the expression above; it has ended already.
    if (stack.at(-1) === 'message' && sign !== '}' && sign.endsWith('}')) stack.pop();
  }
  return found;
};

const known: readonly string[] = ['argument', 'number', 'select', 'plural'];
const once = (list: readonly (readonly [string, string])[]): string =>
  [...new Set(list.map((one) => one.join(' ')))].sort().join();

/** What is wrong with a message; empty when it is right ICU, in forms that the types read as FormatJS does, and whole sentences. */
export const faultsOf = (message: string, language: string): readonly string[] => {
  const ast = new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst();
  const values = valuesIn(ast);
  return [
    // A straight apostrophe quotes in ICU; people read a curved one.
    ...(/['<>]/.test(message) ? ['a straight apostrophe or a tag'] : []),
    ...values.filter(([, kind]) => !known.includes(kind)).map(([name, kind]) => `${name} is a ${kind}`),
    ...(once(readByBraces(message)) === once(values) ? [] : ['the types read other values']),
    // A sentence stands in another message as a whole one, with its own full stop: its words follow nothing else in any language.
    ...(/[^.:] \{sentence\}|[^ ]\{sentence\}|\{sentence\}[^ ]/.test(message) ? ['a sentence is glued'] : []),
  ];
};
