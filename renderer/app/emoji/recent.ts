/** The emoji that were used last, and the skin tone, kept in this page's `localStorage`: a convenience that may be lost. */
import type { SkinTone } from './emoji-list.ts';

const key = 'isthmus.emoji';
const mostRecent = 18;
/** What people react with most, until they have used others. */
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
    // Harmless: what was kept cannot be read, and it begins anew.
    return { recent: [], tone: 0 };
  }
};

const isEmoji = (one: unknown): one is string => typeof one === 'string' && one !== '' && one.length <= 40;

const write = (kept: Kept): void => {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Harmless: the disk is full, and nothing but a convenience is lost.
  }
};

/** Newest first; filled up with what people use most. */
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
