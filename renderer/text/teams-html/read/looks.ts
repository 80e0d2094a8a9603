/** Colours and sizes of a Teams body: what its composer writes on `<span>`, and older clients on `<font>`. */
import type { Look } from '../../document/index.ts';
import type { HtmlElement } from './nodes.ts';

/** Names of colours as people's clients write them; others have no look. */
const named: ReadonlyMap<string, string> = new Map([
  ['red', '#ff0000'],
  ['darkred', '#8b0000'],
  ['orange', '#ffa500'],
  ['gold', '#ffd700'],
  ['yellow', '#ffff00'],
  ['green', '#008000'],
  ['lime', '#00ff00'],
  ['teal', '#008080'],
  ['cyan', '#00ffff'],
  ['blue', '#0000ff'],
  ['navy', '#000080'],
  ['purple', '#800080'],
  ['magenta', '#ff00ff'],
  ['pink', '#ffc0cb'],
  ['brown', '#a52a2a'],
]);

/** Nearer to grey than this a colour is the client's own black or white, which says nothing. */
const leastColor = 40;

const hexOf = (parts: readonly number[]): string | null => {
  const [red = 0, green = 0, blue = 0] = parts;
  if (parts.some((part) => !(part >= 0 && part <= 255))) return null;
  if (Math.max(red, green, blue) - Math.min(red, green, blue) < leastColor) return null;
  return `#${[red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
};

/** A colour of CSS as `#rrggbb`; null for what is none, or no more than grey. */
export const colorOf = (value: string): string | null => {
  const text = value.trim().toLowerCase();
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(named.get(text) ?? text)?.[1];
  if (hex !== undefined) {
    const digits = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
    return hexOf([0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)));
  }
  const rgb = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*[\d.]+\s*)?\)$/.exec(text);
  return rgb === null ? null : hexOf(rgb.slice(1).map(Number));
};

const sizeOf = (value: string): Look['size'] => {
  if (/^(?:x-)*large$|^larger$/.test(value)) return 'large';
  if (/^(?:x-)*small$|^smaller$/.test(value)) return 'small';
  const pixels = /^(\d{1,3}(?:\.\d+)?)px$/.exec(value)?.[1];
  if (pixels === undefined) return undefined;
  if (Number(pixels) >= 18) return 'large';
  return Number(pixels) <= 12 ? 'small' : undefined;
};

/** The look an element gives to the text in it, beside the one it stands in; that one where it gives none. */
export const lookOf = ({ name, attributes }: HtmlElement, within: Look | undefined): Look | undefined => {
  if (name !== 'span' && name !== 'font') return within;
  const style = (attributes.style ?? '').slice(0, 500).toLowerCase();
  const declared = new Map(
    style.split(';').map((declaration) => {
      const [property = '', value = ''] = declaration.split(':', 2);
      return [property.trim(), value.trim()] as const;
    }),
  );
  const color = colorOf(declared.get('color') ?? (name === 'font' ? (attributes.color ?? '') : ''));
  const background = colorOf(declared.get('background-color') ?? '');
  const size = sizeOf(declared.get('font-size') ?? '');
  if (color === null && background === null && size === undefined) return within;
  return {
    ...within,
    ...(color === null ? {} : { color }),
    ...(background === null ? {} : { background }),
    ...(size === undefined ? {} : { size }),
  };
};
