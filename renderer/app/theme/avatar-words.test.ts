import { describe, expect, it } from 'vitest';
import { colourOf, initialsOf } from './avatar-words.ts';

describe('the letters on a person’s picture', () => {
  it.each([
    ['Ada Okafor', 'AO'],
    ['Ada', 'A'],
    ['Jean-Luc van der Berg', 'JB'],
    ['ada okafor (Guest)', 'AO'],
    ['Weber, Emil [ext', 'WE'],
    ['  øyvind  ås ', 'ØÅ'],
    ['“Ada” .', 'A'],
    ['王小明', '王'],
    ['김 민수', '김'],
    ['عمر خالد', 'ع'],
    ['𝒜da Okafor', '𝒜O'],
    ['e\u0301mile zola', 'EZ'],
    ['007 Bond', '0B'],
    ['🙂', ''],
    ['', ''],
  ])('of %j are %j', (name, letters) => {
    expect(initialsOf(name)).toBe(letters);
  });
});

describe('the colour of a person', () => {
  it('is always the same for a name, and is one of the theme’s colours', () => {
    const names = Array.from({ length: 500 }, (_, at) => `person ${at}`);
    const colours = names.map((name) => colourOf(name, 12));
    expect(names.map((name) => colourOf(name, 12))).toEqual(colours);
    expect([...new Set(colours)].sort((one, other) => one - other)).toEqual(
      Array.from({ length: 12 }, (_, at) => at),
    );
  });
});
