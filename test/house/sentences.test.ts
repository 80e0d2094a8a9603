// Model, store, engine and connectors hold reason codes, never sentences, and the page says its words from the catalogue
// (build/lint/sentences.js).
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../build/lint/sentences.js';

const complaints = (code: string, ...options: readonly { readonly shown: boolean }[]): number =>
  new Linter().verify(code, [
    {
      plugins: { isthmus: { rules: { sentences } } },
      rules: { 'isthmus/sentences': [2, ...options] },
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    },
  ]).length;

describe('the rule about sentences', () => {
  it.each([
    "const reason = 'The disk is full.';",
    "f('not there');",
    'const text = `${name} was here`;',
    'const text = `Hello, world`;',
    "const detail = new Detail('The server is down');",
    "const text = 'Größe unbekannt';",
  ])('complains of %s', (code) => expect(complaints(code)).toBe(1));

  it.each([
    "const reason = 'disk-full';",
    "throw new Error('the world has ended');",
    "fail(new TypeError('no such row'));",
    "const path = '/me/chats?$orderby=createdDateTime desc';",
    'const html = `<abbr title="isthmus ${version} ${key}"></abbr>`;',
    "const keys = 'a b';",
    "import a from 'a name.js';",
    "const name = 'Microsoft';",
    "const late = Symbol('too late');",
  ])('accepts %s', (code) => expect(complaints(code)).toBe(0));
});

describe('the rule about words in files that show text', () => {
  const shown = (code: string) => complaints(code, { shown: true });

  it.each([
    'const a = <b>Close</b>;',
    'const a = <b>with <i>{name}</i></b>;',
    "const a = <b>{open ? 'less' : text}</b>;",
    "const a = <b>{linked && 'linked already'}</b>;",
    "const a = <b>{name ?? 'nobody'}</b>;",
    'const a = <b aria-label="close" />;',
    "const a = <b title={open ? 'less' : text} />;",
    'const a = <b title={`to ${name}`} />;',
    "const a = <b title={'to ' + name} />;",
    'const a = <Tooltip content="less" />;',
    "const field = { validationMessage: 'missing' };",
    "const field = { label: known ? text : 'unknown' };",
    "const kind = 'Chats';",
    "press('Enter');",
    "const empty = () => ['Loading…', text];",
    "const text = 'Nothing was found.';",
    'const text = `Written in ${service}`;',
  ])('complains of %s', (code) => expect(shown(code)).toBe(1));

  it.each([
    "const press = keyPress('Escape');",
    "const a = <b>{say('action.close')}</b>;",
    "const a = <b aria-label={say('link.title')} title={name} />;",
    'const a = <b>{name} · {time}</b>;',
    "const a = <b>{kind === 'linked' ? text : null}</b>;",
    'const a = <Popover content="wide" role="note" className="quiet text" />;',
    "const a = <b style={{ padding: '4px auto' }} />;",
    "const styles = makeStyles({ a: { border: '1px solid red', ':hover > span': {} } });",
    "const dark = useMedia('(prefers-color-scheme: dark)');",
    'const color = `color-mix(in oklab, ${one} 50%, black)`;',
    "const theme = { fontFamilyBase: 'Segoe UI, sans-serif' };",
    "if (event.key === 'Escape') close();",
    "switch (key) { case 'Enter': open(); }",
    "const keys = { Enter: 1, 'Home': 2 };",
    "Row.displayName = 'Row';",
    "class Gone extends Error { name = 'Gone'; }",
    "throw new Error('used outside of its context');",
  ])('accepts %s', (code) => expect(shown(code)).toBe(0));

  it('accepts one word in files that show no text', () => {
    expect(complaints("const name = { label: 'Microsoft' };")).toBe(0);
    expect(complaints('const a = <b>Close</b>;')).toBe(0);
  });
});
