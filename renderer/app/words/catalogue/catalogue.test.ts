/** The catalogue: what is said exists and what exists is said, in forms that the type checker reads as FormatJS does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { messages } from './en/index.ts';
import { english } from '../locale.ts';
import { say, type WordsId } from './say.ts';
import { sayParts } from './say-parts.ts';

const app = join(import.meta.dirname, '..', '..');
const sources = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => readFileSync(join(app, file), 'utf8'));

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** The kinds of elements by FormatJS's numbers (`TYPE` of icu-messageformat-parser). */
const kinds = ['literal', 'argument', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag'] as const;

const astOf = (message: string): Ast =>
  new IntlMessageFormat(message, english.language, undefined, { ignoreTag: true }).getAst();

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

const all = Object.entries(messages);

describe('the catalogue', () => {
  it('holds what is said, and nothing else', () => {
    const said = new Set(
      sources.flatMap((source) => [...source.matchAll(/\bsay(?:Parts)?\(\s*'([^']+)'/g)].map(([, id]) => id)),
    );
    expect(all.map(([id]) => id).filter((id) => !said.has(id))).toEqual([]);
    expect([...said].filter((id) => id === undefined || !(id in messages))).toEqual([]);
    expect(said.size).toBeGreaterThan(300);
  });

  it('is said by ids that stand in the code as they are, so that they can be looked for', () => {
    const calls = sources.flatMap((source) =>
      [...source.matchAll(/\bsay(?:Parts)?\(\s*([^\s)])/g)].map(([, first]) => first),
    );
    // The one that is no id is the function itself.
    expect(calls.filter((first) => first !== "'")).toEqual([]);
  });

  it.each(all)('%s is right ICU, in forms that are read by types', (_id, message) => {
    // A straight apostrophe quotes in ICU; people read a curved one.
    expect(message).not.toMatch(/['<>]/);
    // A sentence stands in another message as a whole one, with its own full stop: its words follow nothing else in any language.
    expect(message).not.toMatch(/[^.:] \{sentence\}|[^ ]\{sentence\}|\{sentence\}[^ ]/);
    const ast = astOf(message);
    const values = valuesIn(ast);
    for (const [, kind] of values) expect(['argument', 'number', 'select', 'plural']).toContain(kind);
    const byName = (list: readonly (readonly [string, string])[]) =>
      [...new Set(list.map((one) => one.join(' ')))].sort();
    expect(byName(readByBraces(message))).toEqual(byName(values));
  });
});

describe('what is said', () => {
  it('holds its values as they are, and numbers as people read them', () => {
    expect(say('action.open', { name: '<b>{x}</b> \u2068שלום\u2069' })).toBe(
      'Open <b>{x}</b> \u2068שלום\u2069',
    );
    expect(say('counts.mentions', { count: 1 })).toBe('1 mention');
    expect(say('counts.replies', { count: 0 })).toBe('0 replies');
    expect(say('account.filling.older', { complete: 1_204, total: 12_000, messages: 1 })).toBe(
      'Fetching older messages: 1,204 of 12,000 conversations complete, 1 message',
    );
    expect(say('when.now')).toBe('now');
  });

  it('has drawn parts where the message wants them', () => {
    const name = createElement('bdi', null, 'a <b>');
    expect(renderToStaticMarkup(sayParts('link.dialog.title', { name, service: 'Microsoft Teams' }))).toBe(
      'Link “<bdi>a &lt;b&gt;</bdi>” with Microsoft Teams',
    );
  });

  it('wants the values of its message, no more, no fewer, of the right kind', () => {
    const wrong = (): readonly string[] => [
      // @ts-expect-error -- no such message
      say('when.never'),
      // @ts-expect-error -- a value is missing
      say('action.open'),
      // @ts-expect-error -- under another name
      say('action.open', { what: 'files' }),
      // @ts-expect-error -- one too many
      say('when.now', { count: 1 }),
      // @ts-expect-error -- a number is wanted
      say('counts.mentions', { count: '1' }),
      // @ts-expect-error -- both are wanted
      say('counts.reaction', { count: 1 }),
    ];
    expect(wrong).toBeTypeOf('function');
    const id: WordsId = 'when.now';
    expect(say(id)).toBe('now');
  });
});
