/** Moving in the list with the keyboard: the list keeps the focus and names the active row (aria-activedescendant). */
import { useCallback, useState, type KeyboardEvent } from 'react';
import type { ConversationId } from '../../model/index.ts';
import type { ListEntry } from './entries.ts';

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

export const useListKeys = (
  entries: readonly ListEntry[],
  selected: ConversationId | null,
  { open, toggle, show }: Actions,
): {
  readonly active: string | null;
  readonly setActive: (key: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
} => {
  const [wanted, setActive] = useState<string | null>(null);
  const known = (key: string | null): boolean => entries.some((entry) => entry.key === key);
  const active = known(wanted)
    ? wanted
    : known(selected)
      ? selected
      : (entries.find(({ kind }) => kind !== 'service')?.key ?? null);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
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
          go(entries.findIndex(({ key }) => key === entry.group));
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
    [entries, active, open, toggle, show],
  );
  return { active, setActive, onKeyDown };
};
