/** Text without markup stays the same text on both sides, with any characters. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainOfDocument } from '../document/index.ts';
import { fromText, mattermostReading, throughMattermost, throughTeams } from './testing/crossing.ts';
import { anyText } from './testing/documents.ts';
import { readMattermostBody } from '../mattermost-markdown/index.ts';

/**
 * All that may change in a text on its way: white space at the ends of lines and empty lines go, a tab is four spaces, a no-break
 * space, vertical tab or form feed a space, a return a line feed; U+2060 (ours) goes; NUL, which neither side can hold, is U+FFFD.
 */
const normalised = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '    ')
    .replace(/[\u00a0\v\f]/g, ' ')
    .replaceAll('\u2060', '')
    .replaceAll('\0', '\ufffd')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

const survives = (value: string): void => {
  const document = fromText(value);
  expect(normalised(plainOfDocument(document))).toBe(normalised(value));
  expect(normalised(plainOfDocument(throughMattermost(document)))).toBe(normalised(value));
  expect(normalised(plainOfDocument(throughTeams(document)))).toBe(normalised(value));
  expect(normalised(plainOfDocument(throughTeams(throughMattermost(document))))).toBe(normalised(value));
};

const runs = { numRuns: Number(process.env.RUNS ?? 500), seed: Number(process.env.SEED ?? 5) };

describe('a body of type text', () => {
  it('is the same in both directions, with any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), survives), runs);
  });

  it('is the same in both directions, with any signs', () => {
    const signs = fc.constantFrom(...'*_~`#>-+=|[]()!<>&;:@\\.1 \n\na'.split(''));
    fc.assert(
      fc.property(
        fc.array(signs, { maxLength: 40 }).map((parts) => parts.join('')),
        survives,
      ),
      { ...runs, numRuns: runs.numRuns * 4 },
    );
  });

  it('is the same in both directions, with text that looks like markup on both sides', () => {
    fc.assert(
      fc.property(
        fc.array(anyText, { maxLength: 4 }).map((lines) => lines.join('\n')),
        survives,
      ),
      runs,
    );
  });
});

const irc = new URL('../../../../shared/corpus/irc/', import.meta.url);

describe.skipIf(!existsSync(irc))('lines of real chat', () => {
  const lines = existsSync(irc)
    ? readdirSync(irc)
        .filter((name) => name.endsWith('.raw.txt'))
        .flatMap((name) => readFileSync(new URL(name, irc), 'utf8').split('\n'))
        .flatMap((line) => /^\[[\d:]+\] <[^>]*> (.*)$/.exec(line)?.[1] ?? [])
        // A stride through all days: the whole corpus takes a minute.
        .filter((_, at) => process.env.ALL === '1' || at % 37 === 0)
    : [];

  it('are found', () => {
    expect(lines.length).toBeGreaterThan(1_000);
  });

  it('are exactly the same after Mattermost, Teams, Mattermost', () => {
    for (const line of lines) {
      const first = readMattermostBody(line, mattermostReading);
      const last = throughMattermost(throughTeams(first));
      // A no-break space counts as a space: HTML has no other way to keep two spaces apart.
      expect(plainOfDocument(last).replaceAll('\u00a0', ' '), line).toBe(
        plainOfDocument(first).replaceAll('\u00a0', ' '),
      );
    }
  });

  it('are the same as plain text of Teams', () => {
    for (const line of lines.filter((_, at) => at % 3 === 0)) survives(line);
  });
});
