import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLocatedJson } from './located-json.ts';

const valueOf = (text: string): unknown => {
  const read = readLocatedJson(text);
  return read.kind === 'read' ? read.value : read.kind;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return 'not-json';
  }
};

describe('JSON with lines', () => {
  it('is read as JSON.parse reads it', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(valueOf(text)).toEqual(parsed(text));
      }),
      { numRuns: 200 },
    ));

  it('is refused where JSON.parse refuses it', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            ...['{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', '01', '1e5', 'null', 'tru'],
          ),
          { maxLength: 6 },
        ),
        (tokens) => {
          const text = tokens.join('');
          expect(valueOf(text)).toEqual(parsed(text));
        },
      ),
      { numRuns: 1_000 },
    ));

  it('knows the line of every value, at the name of a field', () => {
    const read = readLocatedJson('{\n  "a":\n    [1,\n 2],\r\n  "__proto__": { "b.c": null }\n}\n');
    if (read.kind !== 'read') throw new Error(read.kind);
    const paths = [[], ['a'], ['a', 0], ['a', 1], ['__proto__'], ['__proto__', 'b.c']];
    expect(paths.map(read.lineOf)).toEqual([1, 2, 3, 4, 5, 5]);
    expect(read.lineOf(['b'])).toBeNull();
    expect(Object.keys(read.value as object)).toEqual(['a', '__proto__']);
  });

  it.each([
    ['', 1, 1],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['{\n  "a": 1,\n}', 3, 1],
    ['{ "a": \'x\' }', 1, 8],
    ['{}\n\n{}', 3, 1],
    ['{ "a": "one\ntwo" }', 1, 8],
    ['['.repeat(60_000), 1, 52],
  ])('names the place that cannot stand (%#)', (text, line, column) =>
    expect(readLocatedJson(text)).toEqual({ kind: 'not-json', line, column }),
  );

  it('refuses a field that is there twice', () =>
    expect(readLocatedJson('{ "a": { "b": 1,\n "b": 1 } }')).toEqual({
      kind: 'doubled',
      line: 2,
      path: ['a', 'b'],
    }));
});
