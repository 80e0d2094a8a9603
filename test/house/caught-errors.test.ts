// A caught error is logged with its class and a code of the place, or a comment says why it is harmless (build/lint/caught-errors.js).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { caughtErrors, caughtPlaces } from '../../build/lint/caught-errors.js';

const complaints = (code: string): number =>
  new Linter().verify(code, [
    {
      plugins: { isthmus: { rules: { 'caught-errors': caughtErrors } } },
      rules: { 'isthmus/caught-errors': 2 },
    },
  ]).length;

describe('the rule about caught errors', () => {
  it.each([
    'try { a(); } catch { b(); }',
    'try { a(); } catch (error) { log("place"); }',
    'try { a(); } catch (error) { throw new Error("other"); }',
    'try { a(); } catch (error) { log(error, "a sentence"); }',
    'try { a(); } catch { /* Nothing to do. */ }',
    'a().catch(() => undefined);',
    'a().then(b, () => c());',
  ])('complains of %s', (code) => expect(complaints(code)).toBe(1));

  it.each([
    'try { a(); } catch (error) { log(caughtEvent("place", error)); }',
    'try { a(); } catch (error) { if (b) throw error; c(); }',
    'try { a(); } catch {\n// Harmless: there is none.\n}',
    '// Harmless: there is none.\na().catch(() => undefined);',
    'a().catch((error) => log("place", error));',
    'a().catch(noted(door, "place"));',
    'a().then(b, (error) => log("place", error));',
    'a().then(b);',
  ])('accepts %s', (code) => expect(complaints(code)).toBe(0));
});

/** The codes with which a file logs its caught errors: at the catch, and at a call that passes the error on. */
const codesIn = (linter: Linter, file: string): readonly string[] => {
  const text = readFileSync(file, 'utf8');
  const handedOn =
    /\b(?:caughtEvent\(\s*|(?:logCaught|caughtBy)\(door,\s*|writeCaught\(\s*log,\s*|keep\(\s*)'([a-z-]+)'/g;
  const made = [...text.matchAll(handedOn)].map(([, code]) => code ?? '');
  if (!/\bcatch\b|\.then\(/.test(text)) return made;
  const caught = linter
    .verify(
      text,
      {
        files: ['**/*.ts', '**/*.tsx'],
        plugins: { isthmus: { rules: { 'caught-places': caughtPlaces } } },
        rules: { 'isthmus/caught-places': 2 },
        languageOptions: { parser: tseslint.parser },
      },
      { filename: file.endsWith('x') ? 'page.tsx' : 'file.ts' },
    )
    .filter(({ messageId }) => messageId === 'place')
    .map(({ message }) => message);
  return [...caught, ...made.filter((code) => !caught.includes(code))];
};

it('each place has a code of its own, in main and in all pages', () => {
  const root = join(import.meta.dirname, '../..');
  const files = ['main', 'renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|[\\/]testing[\\/]/.test(file))
      .map((file) => join(root, folder, file)),
  );
  const linter = new Linter();
  const codes = files.flatMap((file) => codesIn(linter, file));
  expect(codes).toEqual(
    expect.arrayContaining(['keyring', 'keyring-tried', 'mute-wish', 'page-query', 'pull', 'store']),
  );
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
});
