import { describe, expect, it } from 'vitest';
import type { SystemEvent } from '../../model/index.ts';
import { isolated, nameList } from './names.ts';
import { systemSentence } from './system-sentences.ts';

describe('names that run from right to left', () => {
  const noor = 'נור';

  it('stand isolated in a sentence, so that they do not turn the words around them', () => {
    expect(nameList([noor, 'Ada'])).toBe(`\u2068${noor}\u2069 and Ada`);
    const renamed = systemSentence(
      { kind: 'renamed', by: null, people: [], value: 'אחת\nשתיים', text: '' } satisfies SystemEvent,
      new Map(),
      noor,
    );
    expect(renamed).toBe(`\u2068${noor}\u2069 changed the name to “\u2068אחת שתיים\u2069”`);
  });

  it('are left alone where there is nothing to isolate', () => {
    expect(isolated('Ada Okafor 4')).toBe('Ada Okafor 4');
    expect(isolated('日本 Ελλάδα')).toBe('日本 Ελλάδα');
    expect(isolated('علی')).toBe('\u2068علی\u2069');
  });
});
