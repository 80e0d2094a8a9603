// Model, store, engine and connectors hold reason codes, never sentences (build/lint/sentences.js).
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../build/lint/sentences.js';

const complaints = (code: string): number =>
  new Linter().verify(code, [
    { plugins: { isthmus: { rules: { sentences } } }, rules: { 'isthmus/sentences': 2 } },
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
  ])('lets %s be', (code) => expect(complaints(code)).toBe(0));
});
