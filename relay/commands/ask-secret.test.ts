import { PassThrough } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { askSecret } from './ask-secret.ts';

const stream = (isTTY: boolean): PassThrough & { isTTY: boolean } =>
  Object.assign(new PassThrough(), { isTTY });

it('takes all that a program gives, and asks nobody', async () => {
  const input = stream(false);
  const prompt = vi.fn();
  input.write('abc');
  input.end('123\n');
  expect(await askSecret(input, prompt)).toBe('abc123\n');
  expect(prompt).not.toHaveBeenCalled();
});

it('takes nothing that is far too long', async () => {
  const input = stream(false);
  input.end('a'.repeat(10_000));
  expect(await askSecret(input, () => undefined)).toBeNull();
});

it('asks a person, takes one line, and shows none of it', async () => {
  const input = stream(true);
  const shown = vi.spyOn(process.stdout, 'write');
  try {
    expect(await askSecret(input, () => void input.write('abc123\rrest'))).toBe('abc123');
    expect(shown).not.toHaveBeenCalled();
  } finally {
    shown.mockRestore();
  }
});

it('takes an end for no secret', async () => {
  const input = stream(true);
  // Ctrl+C
  expect(await askSecret(input, () => void input.write('abc\u0003'))).toBeNull();
});
