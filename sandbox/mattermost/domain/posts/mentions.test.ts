import { describe, expect, it } from 'vitest';
import { namesIn } from './mentions.ts';

describe('the names that a message mentions', () => {
  it.each([
    ['@ada, look', ['ada']],
    ['(@ada.okafor.)', ['ada.okafor', 'ada.okafor.']],
    ['@ada: look', ['ada']],
    // The name with its colon is a person of another server, not the person with that name here.
    ['@john:acme please look', ['john:acme']],
    ['@all:acme', ['all:acme']],
    ['me@ada', []],
  ])('%s', (message, names) => {
    expect([...namesIn(message)].sort()).toEqual([...names].sort());
  });
});
