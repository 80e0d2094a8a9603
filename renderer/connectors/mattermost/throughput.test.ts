import { describe, expect, it } from 'vitest';
import { readPostList } from './reading/post-list.ts';
import { makeContext, post, postList } from './testing/payloads.ts';

/** Pages of posts as JSON. */
const pages = (count: number, message: (number: number) => string): string[] =>
  Array.from({ length: count / 200 }, (_, page) =>
    JSON.stringify(
      postList(
        Array.from({ length: 200 }, (_row, row) =>
          post(page * 200 + row, { message: message(page * 200 + row) }),
        ),
      ),
    ),
  );

/** Posts parsed and mapped in a second of CPU time: other programs of a busy machine do not count. */
const rate = (bodies: readonly string[]): number => {
  const context = makeContext();
  let mapped = 0;
  const start = process.cpuUsage();
  for (const body of bodies) mapped += readPostList(JSON.parse(body), context)?.changes.length ?? 0;
  const { user, system } = process.cpuUsage(start);
  return (mapped / (user + system)) * 1_000_000;
};

describe('throughput', () => {
  // An idle machine maps about 80,000 posts a second of plain chat and 13,000 of Markdown. The bounds leave room for a busy machine.
  it('a long history of plain text is mapped well above the required 3,000 a second', () => {
    const bodies = pages(
      20_000,
      (number) => `did anybody try number ${number} yet? it works for me since monday`,
    );
    rate(bodies.slice(0, 10));
    expect(rate(bodies)).toBeGreaterThan(5_000);
  });

  it('a long history of Markdown is mapped as fast', () => {
    const bodies = pages(
      4_000,
      (number) => `see **this** and [that](https://example.org) @bob.stone, \`code ${number}\` :tada:`,
    );
    rate(bodies.slice(0, 5));
    expect(rate(bodies)).toBeGreaterThan(1_000);
  });
});
