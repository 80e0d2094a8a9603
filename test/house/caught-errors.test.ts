// What is caught is logged with its class and a code of the place, or says why it is harmless (build/lint/caught-errors.js).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { caughtErrors } from '../../build/lint/caught-errors.js';

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
  ])('lets %s be', (code) => expect(complaints(code)).toBe(0));
});

it('each place has a code of its own', () => {
  const folder = join(import.meta.dirname, '../../renderer');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
  );
  const codes = files.flatMap((file) =>
    [
      ...readFileSync(join(folder, file), 'utf8').matchAll(
        /\b(?:(?:caughtEvent|broken|onBroken)\(\s*|(?:logCaught|caughtBy)\(door, )'([a-z-]+)'/g,
      ),
    ].map(([, code]) => code),
  );
  expect(codes.length).toBeGreaterThan(10);
  expect(codes).toEqual([...new Set(codes)]);
});
