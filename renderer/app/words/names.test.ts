import { describe, expect, it } from 'vitest';
import type { SystemEvent } from '../../model/index.ts';
import { aboutLine, conversationName, fileName, isolated, nameList, personName, teamName } from './names.ts';
import { systemSentence } from './system-sentences.ts';

describe('names that run from right to left', () => {
  const noor = 'נור';

  it('are isolated in a sentence, so that the words around them keep their direction', () => {
    expect(nameList([noor, 'Ada'])).toBe(`\u2068${noor}\u2069 and Ada`);
    const renamed = systemSentence(
      { kind: 'renamed', by: null, people: [], value: 'אחת\nשתיים', text: '' } satisfies SystemEvent,
      new Map(),
      noor,
    );
    expect(renamed).toBe(`\u2068${noor}\u2069 changed the name to “\u2068אחת שתיים\u2069”`);
  });

  it('lose their direction marks and line breaks in every sentence', () => {
    expect(isolated('annexe\u202egpj.exe')).toBe('annexegpj.exe');
    expect(isolated('Ada\u2069 and\u0007\nBen')).toBe('Ada and Ben');
    expect(isolated(`\u202e${noor}\u2069`)).toBe(`\u2068${noor}\u2069`);
    expect(nameList([`${noor}\u202e`, 'Ada'])).toBe(`\u2068${noor}\u2069 and Ada`);
    // A list that is isolated already does not change.
    expect(isolated(nameList([noor, 'Ada']))).toBe(`\u2068\u2068${noor}\u2069 and Ada\u2069`);
    expect(teamName({ name: 'Ports\u202e\tNorth' })).toBe('Ports North');
    expect(personName(null, new Map(), '\u202e')).toBe('Somebody');
    expect(teamName({ name: ' \u00a0\n' })).toBe('Team without a name');
    expect(fileName({ name: '\u202e \t' })).toBe('File without a name');
    expect(fileName({ name: 'invoice\u202Efdp.exe' })).toBe('invoicefdp.exe');
    const chat = { kind: 'group', participants: [], name: 'Stand\u202e up\n' } as const;
    expect(conversationName(chat, new Map(), null)).toBe('Stand up');
  });

  it('change the direction of no other part of a small line', () => {
    expect(aboutLine([null, 'Ports\u202e\nNorth', '\u200f', `${noor} 4`, undefined])).toBe(
      `Ports North · \u2068${noor} 4\u2069`,
    );
    // The names in a list keep their own isolates.
    expect(aboutLine([nameList([noor, 'Ada'])])).toContain(`\u2068${noor}\u2069 and Ada`);
  });

  it('are not changed if there is nothing to isolate', () => {
    expect(isolated('Ada Okafor 4')).toBe('Ada Okafor 4');
    expect(isolated('日本 Ελλάδα')).toBe('日本 Ελλάδα');
    expect(isolated('علی')).toBe('\u2068علی\u2069');
  });
});
