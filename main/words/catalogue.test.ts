/** Main's catalogue: each used id exists, and each message is used. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf, idsMade, idsSaid, sourcesBelow } from '../../words/testing/catalogue.ts';
import { badPreset } from './dialogs.ts';
import { messages } from './en.ts';
import { language, say } from './say.ts';

const sources = sourcesBelow(join(import.meta.dirname, '..'));

describe('the catalogue of main', () => {
  it('has exactly the used messages, and the code names their ids', () => {
    expect([...idsSaid(sources)].sort()).toEqual(Object.keys(messages).sort());
    expect(idsMade(sources)).toEqual([]);
  });

  it.each(Object.entries(messages))('%s is valid ICU, in forms with types', (_id, message) =>
    expect(faultsOf(message, language)).toEqual([]),
  );

  it('shows a preset’s path and error unchanged', () => {
    expect(say('tray.mentions', { count: 1 })).toBe('1 mention');
    expect(badPreset('/etc/{x}/<p>.json', { kind: 'invalid', details: '✖ days’ "{0}"' }, false)).toEqual({
      title: 'The preset cannot be used.',
      detail: '/etc/{x}/<p>.json\n\n✖ days’ "{0}"\n\nIsthmus goes on without it.',
    });
  });
});
