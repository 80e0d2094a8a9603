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

  it('is the open conversation in an unfiltered list, or the first row if none is open', () => {
    expect(at(null, 't|ben', false)).toBe('t|ben');
    expect(at(null, null, false)).toBe('chats t');
    expect(at(null, 't|gone', false)).toBe('chats t');
  });

  it('is the row that the user moved to, while it exists', () => {
    expect(at('t|ben', null, true)).toBe('t|ben');
    expect(at('chats t', 't|ben', false)).toBe('chats t');
    expect(at('t|gone', 't|ben', false)).toBe('t|ben');
  });

  it('is none in an empty list', () => {
    expect(activeRow([], { wanted: null, selected: null, filtered: true })).toBeNull();
  });
});
