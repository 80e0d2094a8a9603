/** Takes a secret from standard input. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { largestSecret } from '../secrets/secret.ts';

/** Standard input, or a stream that stands for it. */
export type SecretInput = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/**
 * The first line that a person types, which is not shown, or all that a program gives. Null if a person ends it instead, and if it is far
 * too long.
 * @param prompt called where a person is to type
 */
export const askSecret = async (input: SecretInput, prompt: () => void): Promise<string | null> => {
  if (input.isTTY === true) return typedLine(input, prompt);
  let text = '';
  for await (const part of input) {
    text += String(part);
    if (text.length > largestSecret + 2) return null;
  }
  return text;
};

const typedLine = (input: SecretInput, prompt: () => void): Promise<string | null> =>
  new Promise((resolve) => {
    const nowhere = new Writable({ write: (_text, _encoding, done) => done() });
    const lines = createInterface({ input, output: nowhere, terminal: true });
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.once('close', () => resolve(null));
    prompt();
  });
