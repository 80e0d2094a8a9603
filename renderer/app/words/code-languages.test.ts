import { expect, it } from 'vitest';
import { languageName, languagesFor } from './code-languages.ts';

it('languages are found by both of their names, first those that begin with the text', () => {
  expect(languagesFor('c').slice(0, 3)).toEqual([
    { id: 'c', name: 'C' },
    { id: 'csharp', name: 'C#' },
    { id: 'cpp', name: 'C++' },
  ]);
  expect(languagesFor('Script').map(({ id }) => id)).toContain('javascript');
  expect(languagesFor('  c#')).toEqual([{ id: 'csharp', name: 'C#' }]);
});

it('a language that is not in the list is accepted as typed, but not a text that cannot be a name', () => {
  expect(languagesFor('Brainf0ck')).toEqual([{ id: 'brainf0ck', name: 'brainf0ck' }]);
  expect(languagesFor('two words')).toEqual([]);
});

it('a language is shown by its name, an unknown one by its code', () => {
  expect(languageName('cpp')).toBe('C++');
  expect(languageName('brainf0ck')).toBe('brainf0ck');
  expect(languageName('')).toBeNull();
});
