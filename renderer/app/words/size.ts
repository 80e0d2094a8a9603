import { english } from './locale.ts';

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Bytes in words: `312 B`, `4.2 MB`; '' if the size is not known. */
export const humanSize = (bytes: number | null): string => {
  if (bytes === null || !Number.isFinite(bytes) || bytes < 0) return '';
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024)));
  const value = bytes / 1024 ** power;
  return `${english.number(value, value >= 100 || power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
};
