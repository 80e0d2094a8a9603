/** Moving in the list with the keyboard: the list keeps the focus and names the active row (aria-activedescendant). */
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';
import type { ConversationId } from '../../model/index.ts';
import type { ListEntry } from './entries/entries.ts';

interface Actions {
  readonly open: (id: ConversationId) => void;
  readonly toggle: (group: string) => void;
  readonly show: (index: number) => void;
}

const page = 10;

/** The next entry that can be active (services are only headings), from `index` in steps of `by`, staying inside the list. */
const reach = (entries: readonly ListEntry[], index: number, by: number): number => {
  const direction = Math.sign(by);
  let at = Math.min(entries.length - 1, Math.max(0, index + by));
  while (entries[at]?.kind === 'service') at += direction;
  return entries[at] === undefined ? index : at;
};

/**
 * The row for Enter: the row to which the user has moved; before a move, the first conversation that the filter has found, and in the whole
 * list the open one. Null only in an empty list.
 */
export const activeRow = (
  entries: readonly ListEntry[],
  { wanted, selected, filtered }: { wanted: string | null; selected: string | null; filtered: boolean },
): string | null => {
  const known = (key: string | null): boolean => entries.some((entry) => entry.key === key);
  if (known(wanted)) return wanted;
  if (!filtered && known(selected)) return selected;
  // A group above the first match was not searched for.
  const first = entries.find(({ kind }) => (filtered ? kind === 'conversation' : kind !== 'service'));
  return first?.key ?? null;
};

/**
 * The active row, and how to move it. A move counts only until the filter changes, or until another conversation is opened from elsewhere.
 */
export const useActiveRow = (
  entries: readonly ListEntry[],
  selected: ConversationId | null,
  filter: string,
): { readonly active: string | null; readonly setActive: (key: string) => void } => {
  const [went, setWent] = useState<{ readonly key: string; readonly filter: string } | null>(null);
  const [opened, setOpened] = useState(selected);
  if (opened !== selected) {
    setOpened(selected);
    if (went !== null && went.key !== selected) setWent(null);
  }
  const wanted = went?.filter === filter ? went.key : null;
  const filtered = filter.trim() !== '';
  const active = useMemo(
    () => activeRow(entries, { wanted, selected, filtered }),
    [entries, wanted, selected, filtered],
  );
  return { active, setActive: useCallback((key: string) => setWent({ key, filter }), [filter]) };
};

/** What the keys do in the list. */
export const useListKeys = (
  entries: readonly ListEntry[],
  { active, setActive }: ReturnType<typeof useActiveRow>,
  { open, toggle, show }: Actions,
): ((event: KeyboardEvent) => void) =>
  useCallback(
    (event: KeyboardEvent) => {
      // A key with a modifier belongs to the screen or the system: Alt and the left arrow go back.
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const index = entries.findIndex(({ key }) => key === active);
      const entry = entries[index];
      const go = (to: number): void => {
        const target = entries[to];
        if (!target) return;
        setActive(target.key);
        show(to);
      };
      const fold = (collapse: boolean): void => {
        if (entry?.kind === 'group' && entry.collapsed !== collapse) toggle(entry.key);
        else if (entry?.kind === 'conversation' && collapse)
          go(entries.findLastIndex(({ kind }, at) => at < index && kind === 'group'));
        else if (entry?.kind === 'group' && !collapse) go(reach(entries, index, 1));
      };
      switch (event.key) {
        case 'ArrowDown':
          go(reach(entries, index, 1));
          break;
        case 'ArrowUp':
          go(reach(entries, index, -1));
          break;
        case 'PageDown':
          go(reach(entries, index, page));
          break;
        case 'PageUp':
          go(reach(entries, index, -page));
          break;
        case 'Home':
          go(reach(entries, -1, 1));
          break;
        case 'End':
          go(reach(entries, entries.length, -1));
          break;
        case 'ArrowLeft':
          fold(true);
          break;
        case 'ArrowRight':
          fold(false);
          break;
        case 'Enter':
        case ' ':
          if (entry?.kind === 'conversation') open(entry.key);
          else if (entry?.kind === 'group') toggle(entry.key);
          break;
        default:
          return;
      }
      event.preventDefault();
    },
    [entries, active, setActive, open, toggle, show],
  );
