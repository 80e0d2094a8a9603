/** Finds emoji by their words, and puts them into rows. Pure. */
import type { ListedEmoji } from './emoji-list.ts';
import type { EmojiSection } from './emoji-words.ts';

/**
 * The emoji for which each typed word begins one of their words. Those whose name begins with the typed text come first. `:` and `_` around
 * and in names, as people type them, are ignored. An empty text finds none.
 */
export const findEmoji = (all: readonly ListedEmoji[], typed: string): readonly ListedEmoji[] => {
  const asked = typed
    .toLowerCase()
    .split(/[\s:_]+/)
    .filter((word) => word !== '');
  if (asked.length === 0) return [];
  const phrase = asked.join(' ');
  const found = all.filter(({ words, emoji }) =>
    asked.every((word) => emoji === word || words.some((one) => one.startsWith(word))),
  );
  const rank = ({ label, words }: ListedEmoji): number => {
    if (label.toLowerCase().startsWith(phrase)) return 0;
    return words.includes(phrase) ? 1 : 2;
  };
  return found
    .map((one) => ({ one, at: rank(one) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
};

/** A row of the picker: a title, or emoji. */
export type PickerRow =
  | { readonly kind: 'title'; readonly section: EmojiSection }
  | { readonly kind: 'emoji'; readonly emoji: readonly ListedEmoji[]; readonly first: number };

/** Sections in rows of `width`; `first` counts emoji through all rows. Empty sections are left out. */
export const pickerRows = (
  sections: readonly {
    readonly section: EmojiSection;
    readonly emoji: readonly ListedEmoji[];
  }[],
  width: number,
): readonly PickerRow[] => {
  const rows: PickerRow[] = [];
  let first = 0;
  for (const { section, emoji } of sections) {
    if (emoji.length === 0) continue;
    rows.push({ kind: 'title', section });
    for (let at = 0; at < emoji.length; at += width) {
      const some = emoji.slice(at, at + width);
      rows.push({ kind: 'emoji', emoji: some, first });
      first += some.length;
    }
  }
  return rows;
};

/** Keys that move in the grid, by `KeyboardEvent.key`. */
export type ArrowKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';

/** Whether a key (`KeyboardEvent.key`) is one of the four arrows. */
export const isArrow = (key: string): key is ArrowKey => {
  switch (key) {
    case 'ArrowUp':
    case 'ArrowDown':
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'Home':
    case 'End':
      return true;
    default:
      return false;
  }
};

/**
 * The emoji to which an arrow moves from the emoji at `at` (counted through all rows); the same one if there is none in that direction. Up
 * and down move to the same column of the next row of emoji, or to its last column.
 */
export const movedBy = (rows: readonly PickerRow[], at: number, key: ArrowKey): number => {
  const lines = rows.filter((row) => row.kind === 'emoji');
  const line = lines.findIndex(({ first, emoji }) => at >= first && at < first + emoji.length);
  const here = lines[line];
  if (!here) return 0;
  const last = lines.at(-1);
  const count = last ? last.first + last.emoji.length : 0;
  const inLine = (to: (typeof lines)[number] | undefined): number =>
    to ? to.first + Math.min(at - here.first, to.emoji.length - 1) : at;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(count - 1, at + 1);
    case 'ArrowUp':
      return inLine(lines[line - 1]);
    case 'ArrowDown':
      return inLine(lines[line + 1]);
    case 'Home':
      return here.first;
    case 'End':
      return here.first + here.emoji.length - 1;
  }
};
