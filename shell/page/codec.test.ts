import { runInThisContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createCodec, type Codec } from './codec.ts';

const { pack, unpack } = createCodec();
const carried = (value: unknown): unknown => unpack(JSON.parse(JSON.stringify(pack(value))));

describe('the codec', () => {
  it.each([
    ['text', 'a "quoted" line\u2028'],
    ['numbers that JSON has', [0, -1.5, 1e300]],
    ['numbers that JSON lacks', [NaN, Infinity, -Infinity, -0]],
    ['undefined in its places', { a: undefined, b: [undefined] }],
    ['big integers', 2n ** 80n],
    ['dates, also broken ones', [new Date(5), new Date(NaN)]],
    ['maps and sets of anything', new Map([[{ key: 1 }, new Set([new Date(1)])]])],
    ['expressions', /a+\/b/giu],
    ['bytes', new Uint8Array(100_000).map((_, at) => at)],
    ['other views', [new Float64Array([1.5, NaN]), new BigInt64Array([-1n])]],
    ['buffers', new Uint8Array([1, 2, 3]).buffer],
    ['objects with a dollar', { $: 'Date', v: { $: 1 } }],
    ['empty things', [{}, [], '', null]],
  ])('carries %s', (_name, value) => {
    expect(carried(value)).toEqual(value);
  });
  it('carries an error with its name', () => {
    const error = carried(new RangeError('too far')) as Error;
    expect([error instanceof Error, error.name, error.message]).toEqual([true, 'RangeError', 'too far']);
  });
  it("carries a part of a buffer, and Node's Buffer, with exactly these bytes", () => {
    const part = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
    const back = carried([part, Buffer.from('ab')]) as Uint8Array[];
    expect(back.map((bytes) => [bytes.constructor.name, [...bytes], bytes.buffer.byteLength])).toEqual([
      ['Uint8Array', [2, 3], 2],
      ['Uint8Array', [97, 98], 2],
    ]);
  });
  it('takes only the own members of an instance, as structured clone does', () => {
    class Point {
      x = 1;
      get twice(): number {
        return 2 * this.x;
      }
    }
    expect(carried(new Point())).toEqual({ x: 1 });
  });
  it.each([
    ['a function', { go: () => 1 }],
    ['a symbol', Symbol('s')],
    ['a promise', [Promise.resolve()]],
    ['a response', new Response('x')],
    ['a circle', ((circle: { self?: unknown }) => Object.assign(circle, { self: circle }))({})],
  ])('refuses %s', (_name, value) => {
    expect(() => pack(value)).toThrow('An object could not be cloned.');
  });
  it('works the same when it is made again from its own source, as in pages', () => {
    const source = `(${createCodec.toString()})()`;
    const again = runInThisContext(source) as Codec;
    expect(again.unpack(pack({ when: new Date(7) }))).toEqual({ when: new Date(7) });
  });
});
