/** The relay's catalogue: each used id exists, and each message is used. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf, idsMade, idsSaid, sourcesBelow } from '../../words/testing/catalogue.ts';
import { messages } from './en.ts';
import { language } from './say.ts';
import { storeRefused } from './store-refused.ts';

const sources = sourcesBelow(join(import.meta.dirname, '..'));

describe('the catalogue of the relay', () => {
  it('has exactly the used messages, and the code names their ids', () => {
    expect([...idsSaid(sources)].sort()).toEqual(Object.keys(messages).sort());
    expect(idsMade(sources)).toEqual([]);
  });

  it.each(Object.entries(messages))('%s is valid ICU, in forms with types', (_id, message) =>
    expect(faultsOf(message, language)).toEqual([]),
  );

  it('shows a path unchanged', () =>
    expect(storeRefused('not-ours', '/srv/{x}/<p>.db')).toBe(
      '/srv/{x}/<p>.db is no database of Isthmus. Name another file; this one is as it was.',
    ));
});
