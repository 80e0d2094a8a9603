/** The emoji that were used last, and the skin tone, kept in this page's `localStorage`, because they may be lost without harm. */
import type { SkinTone } from './emoji-list.ts';

const key = 'isthmus.emoji';
const mostRecent = 18;
/** Frequent reactions, for users who have not used others yet. */
const atFirst: readonly string[] = ['👍', '❤️', '😄', '🎉', '👀', '🙏'];

interface Kept {
  readonly recent: readonly string[];
  readonly tone: SkinTone;
}

const read = (): Kept => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return { recent: [], tone: 0 };
    const { recent, tone } = kept as Partial<Record<keyof Kept, unknown>>;
    return {
      recent: Array.isArray(recent) ? recent.filter(isEmoji).slice(0, mostRecent) : [],
      tone: [1, 2, 3, 4, 5].includes(tone as number) ? (tone as SkinTone) : 0,
    };
  } catch {
    // Harmless: the stored list cannot be read, and begins again.
    return { recent: [], tone: 0 };
  }
};

const isEmoji = (one: unknown): one is string => typeof one === 'string' && one !== '' && one.length <= 40;

const write = (kept: Kept): void => {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Harmless: the disk is full, and only this list is lost.
  }
};

/** Newest first, followed by frequent reactions. */
export const recentEmoji = (): readonly string[] => {
  const { recent } = read();
  return [...recent, ...atFirst.filter((one) => !recent.includes(one))];
};

export const noteRecent = (emoji: string): void => {
  const kept = read();
  write({ ...kept, recent: [emoji, ...kept.recent.filter((one) => one !== emoji)].slice(0, mostRecent) });
};

export const keptTone = (): SkinTone => read().tone;

export const keepTone = (tone: SkinTone): void => write({ ...read(), tone });
