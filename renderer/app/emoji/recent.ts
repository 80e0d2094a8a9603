/**
 * The emoji that were used last, and the skin tone, kept in this page's `localStorage`, because they may be lost without harm. A custom emoji is kept
 * with its account, and only offered there.
 */
import type { AccountId } from '../../model/index.ts';
import type { SkinTone } from './emoji-list.ts';
import { isCustom } from './use-custom-emoji.ts';

const key = 'isthmus.emoji';
const mostRecent = 18;
/** Between an account and the `:name:` of its custom emoji. */
const between = '|';
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

const isEmoji = (one: unknown): one is string => typeof one === 'string' && one !== '' && one.length <= 200;

const write = (kept: Kept): void => {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Harmless: the disk is full, and only this list is lost.
  }
};

/** Newest first, followed by frequent reactions; custom ones as `:name:`, and only those of `accountId` (null: none). */
export const recentEmoji = (accountId: AccountId | null): readonly string[] => {
  const own = accountId === null ? null : accountId + between;
  const recent = read().recent.flatMap((one) => {
    if (!one.includes(between)) return [one];
    return own !== null && one.startsWith(own) ? [one.slice(own.length)] : [];
  });
  return [...recent, ...atFirst.filter((one) => !recent.includes(one))];
};

/** `used`: an emoji, or the `:name:` of a custom one of `accountId`. */
export const noteRecent = (used: string, accountId: AccountId | null): void => {
  if (isCustom(used) && accountId === null) return;
  const emoji = isCustom(used) ? `${accountId ?? ''}${between}${used}` : used;
  const kept = read();
  write({ ...kept, recent: [emoji, ...kept.recent.filter((one) => one !== emoji)].slice(0, mostRecent) });
};

/** The skin tone that the user chose last. */
export const keptTone = (): SkinTone => read().tone;

/** Stores the chosen skin tone. */
export const keepTone = (tone: SkinTone): void => write({ ...read(), tone });
