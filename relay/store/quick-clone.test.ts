import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quickClone } from './quick-clone.ts';

/** Node's algorithm by another way. This process may have replaced `structuredClone`. */
const slowClone = (value: unknown): unknown => deserialize(serialize(value));

class Point {
  constructor(readonly x: number) {}
}

describe('a quick clone', () => {
  it('of any data is equal to a clone by Node, and shares nothing with the original', () => {
    const anything = fc.anything({
      withDate: true,
      withTypedArray: true,
      withSparseArray: true,
      withMap: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        const clone = quickClone(value);
        expect(clone).toStrictEqual(slowClone(value));
        if (typeof value === 'object' && value !== null) expect(clone).not.toBe(value);
      }),
      { numRuns: 1_000, seed: 1 },
    );
  });

  it.each([
    ['holes of an array', Object.assign(new Array<number>(3), { 1: 5 })],
    ['properties of an array', Object.assign([1], { index: 3 })],
    ['a hole beside a property', Object.assign(new Array<number>(2), { 1: 5, index: 3 })],
    ['the length of a large array of holes', new Array<number>(4_000_000_000)],
    ['what is undefined', { a: undefined, b: [undefined] }],
    ['bytes and a date inside', { bytes: new Uint8Array([1, 2]), at: new Date(5), none: new Map([[1, 2]]) }],
    ['an object of a class, which loses the class', { point: new Point(1) }],
    ['an object without a prototype', Object.assign(Object.create(null) as object, { a: 1 })],
    ['a key that is no ordinary one', JSON.parse('{"__proto__":{"a":1}}') as unknown],
    ['what a getter returns', Object.defineProperty({}, 'a', { enumerable: true, get: () => [7] })],
    ['what is not enumerable, which is left out', Object.defineProperty({}, 'a', { value: 1 })],
  ])('keeps %s', (_what, value) => {
    expect(quickClone(value)).toStrictEqual(slowClone(value));
  });

  it('knows circles', () => {
    const circle: Record<string, unknown> = { name: 'a' };
    circle.self = [circle];
    const clone = quickClone(circle);
    expect(clone).not.toBe(circle);
    expect(clone.self).toEqual([clone]);
  });

  it.each([
    ['a function', { a: () => undefined }],
    ['a symbol', [Symbol('a')]],
    ['a proxy', new Proxy({}, {})],
    ['a promise', { a: Promise.resolve() }],
  ])('of %s is refused', (_what, value) => {
    expect(() => quickClone<unknown>(value)).toThrow(expect.objectContaining({ name: 'DataCloneError' }));
  });

  it('moves what is to be moved', () => {
    const buffer = new ArrayBuffer(8);
    expect(quickClone(buffer, { transfer: [buffer] }).byteLength).toBe(8);
    expect(buffer.byteLength).toBe(0);
  });
});
