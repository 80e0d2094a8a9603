/** Main's catalogue: each used id exists, and each message is used. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf, idsMade, idsSaid, sourcesBelow } from '../../words/testing/catalogue.ts';
import { badPreset } from './dialogs.ts';
import { messages } from './en.ts';
import { language, say } from './say.ts';

const sources = sourcesBelow(join(import.meta.dirname, '..'));

describe('the catalogue of main', () => {
  it('holds what is said, and nothing else, by ids that stand in the code', () => {
    expect([...idsSaid(sources)].sort()).toEqual(Object.keys(messages).sort());
    expect(idsMade(sources)).toEqual([]);
  });

  it.each(Object.entries(messages))('%s is right ICU, in forms that are read by types', (_id, message) =>
    expect(faultsOf(message, language)).toEqual([]),
  );

  it('says a preset’s path and what is wrong in it as they are', () => {
    expect(say('tray.mentions', { count: 1 })).toBe('1 mention');
    expect(badPreset('/etc/{x}/<p>.json', { kind: 'invalid', details: '✖ days’ "{0}"' })).toEqual({
      title: 'The preset cannot be used.',
      detail: '/etc/{x}/<p>.json\n\n✖ days’ "{0}"\n\nIsthmus goes on without it.',
    });
  });
});
