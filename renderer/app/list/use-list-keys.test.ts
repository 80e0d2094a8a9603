import { describe, expect, it } from 'vitest';
import type { ListEntry } from './entries/entries.ts';
import { activeRow } from './use-list-keys.ts';

const entry = (kind: ListEntry['kind'], key: string): ListEntry => ({ kind, key }) as unknown as ListEntry;
const entries = [
  entry('service', 'service t'),
  entry('group', 'chats t'),
  entry('conversation', 't|ada'),
  entry('conversation', 't|ben'),
];
const at = (wanted: string | null, selected: string | null, filtered: boolean): string | null =>
  activeRow(entries, { wanted, selected: selected, filtered });

describe('the row that Enter acts on', () => {
  it('is the first match of a filter, not the group above it', () => {
    expect(at(null, null, true)).toBe('t|ada');
    expect(at(null, 't|ben', true)).toBe('t|ada');
  });

  it('is what is open in the whole list, and the first row where nothing is', () => {
    expect(at(null, 't|ben', false)).toBe('t|ben');
    expect(at(null, null, false)).toBe('chats t');
    expect(at(null, 't|gone', false)).toBe('chats t');
  });

  it('is where the user went, as long as that is there', () => {
    expect(at('t|ben', null, true)).toBe('t|ben');
    expect(at('chats t', 't|ben', false)).toBe('chats t');
    expect(at('t|gone', 't|ben', false)).toBe('t|ben');
  });

  it('is none in an empty list', () => {
    expect(activeRow([], { wanted: null, selected: null, filtered: true })).toBeNull();
  });
});
