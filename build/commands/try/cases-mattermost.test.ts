// @vitest-environment jsdom
/** Public bug reports and recorded payloads as `npm run try` would be given them: what is shown, and what Teams gets. */
import { describe, expect, it } from 'vitest';
import { lineOf, type Line } from './line.ts';
import { readTried } from './payload.ts';

const tried = async (input: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<Line> => {
  const read = readTried(JSON.stringify({ input, ...more }));
  if (!read.ok) throw new Error(read.sentence);
  return lineOf(read.value);
};

const post = (message: string, more: Record<string, unknown> = {}): Promise<Line> =>
  tried({ kind: 'post', message }, more);

describe('tables', () => {
  it('case 22: a cell beyond the header', async () => {
    const line = await post('| Command | Does |\n|---|---|\n| `!access ask|never` | asks, or never asks |');
    expect(line.shown).toBe('Command Does\n`!access ask never` asks, or never asks');
    expect(line.carried).toContain('<td>asks, or never asks</td>');
  });
  it('case 22: the link that lies beyond', async () => {
    const line = await post('| a |\n|---|\n| 1 | [B](https://x.example/1) |');
    expect(line.carried).toContain('<a href="https://x.example/1">B</a>');
  });
  it('case 23: an empty header cell', async () => {
    const line = await post('| a | b ||\n|---|---|\n| 1 | 2 |');
    expect(line.shown).toBe('a b\n1 2');
    expect(line.carried).toMatch(/^<table>.*<th>b<\/th>.*<td>2<\/td>/);
  });
});

describe('people of other servers', () => {
  const people = [{ name: 'John Reed', username: 'john' }];
  it('case 27: @name:remote is not the local person of that name', async () => {
    const line = await post('@john:acme please look', { people });
    expect(line).toMatchObject({
      shown: '@john:acme please look',
      carried: '<p>@john:acme please look</p>',
      mentions: [],
    });
  });
  it('are mentioned where they are known', async () => {
    const remote = { name: 'John of Acme', username: 'john:acme' };
    const line = await post('@john:acme please look, @john: you too', { people: [...people, remote] });
    expect(line.mentions).toEqual(['@john:acme', '@john']);
    expect(line.carried).toBe(
      '<p><at id="0">John of Acme</at> please look, <at id="1">John Reed</at>: you too</p>',
    );
  });
  it('and @all:acme is not everybody here', async () => {
    expect((await post('@all:acme hello')).mentions).toEqual([]);
  });
});

describe('links within the server', () => {
  it('case 31: lead to the server', async () => {
    const line = await post('[see post](/eng/pl/abcdefghijklmnopqrstuvwxyz)', {
      server: 'https://chat.acme.example',
    });
    expect(line.shown).toBe('see post');
    expect(line.carried).toBe(
      '<p><a href="https://chat.acme.example/eng/pl/abcdefghijklmnopqrstuvwxyz">see post</a></p>',
    );
  });
  it('lead elsewhere where they name a host without a scheme', async () => {
    expect((await post('[a](//x.example/y)')).carried).toBe('<p><a href="https://x.example/y">a</a></p>');
  });
});
