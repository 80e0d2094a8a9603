import { expect, it } from 'vitest';
import { languageName, languagesFor } from './code-languages.ts';

it('languages are found by both of their names, those that begin so first', () => {
  expect(languagesFor('c').slice(0, 3)).toEqual([
    { id: 'c', name: 'C' },
    { id: 'csharp', name: 'C#' },
    { id: 'cpp', name: 'C++' },
  ]);
  expect(languagesFor('Script').map(({ id }) => id)).toContain('javascript');
  expect(languagesFor('  c#')).toEqual([{ id: 'csharp', name: 'C#' }]);
});

it('one that the list does not have is taken as it is typed, and what is no name of a language is not', () => {
  expect(languagesFor('Brainf0ck')).toEqual([{ id: 'brainf0ck', name: 'brainf0ck' }]);
  expect(languagesFor('two words')).toEqual([]);
});

it('a language is called by its name, and one that is not known by itself', () => {
  expect(languageName('cpp')).toBe('C++');
  expect(languageName('brainf0ck')).toBe('brainf0ck');
  expect(languageName('')).toBeNull();
});
