/** The options of `npm start`. */
import { parseArgs } from 'node:util';

export interface StartOptions {
  /** Without the sandbox: the onboarding screen for real servers. */
  readonly real: boolean;
  /** Mirror everything, compare, and end. */
  readonly once: boolean;
  /** Print one JSON line last. */
  readonly json: boolean;
  /** The number of messages in the sandbox. */
  readonly messages: number;
  /** A folder of real text for the sandbox's messages; null for its own text. */
  readonly corpus: string | null;
  readonly seed: number;
  /** The file for the screenshot; null for a folder of the run. */
  readonly screenshot: string | null;
}

/** Reads the command line. Throws an Error with one clear sentence if it cannot be read. */
export const readOptions = (args: readonly string[]): StartOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      real: { type: 'boolean', default: false },
      once: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      messages: { type: 'string', default: '4000' },
      corpus: { type: 'string' },
      seed: { type: 'string', default: '7' },
      screenshot: { type: 'string' },
    },
  });
  if (values.real && values.once)
    throw new Error('--once compares with the sandbox: it does not go with --real.');
  return {
    real: values.real,
    once: values.once,
    json: values.json,
    messages: wholeNumber('--messages', values.messages, 0, 1_000_000),
    corpus: values.corpus ?? null,
    seed: wholeNumber('--seed', values.seed, 0, 0xffff_ffff),
    screenshot: values.screenshot ?? null,
  };
};

const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`${name} takes a whole number from ${least} to ${most}, not “${text}”.`);
  return value;
};
