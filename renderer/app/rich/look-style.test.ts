import { describe, expect, it } from 'vitest';
import type { Theme } from '@fluentui/react-components';
import { darkTheme, lightTheme } from '../theme/themes.ts';
import { styleOfLook } from './look-style.ts';

type Three = readonly [number, number, number];

/** Linear light of `#rrggbb` (sRGB, IEC 61966-2-1). */
const linear = (hex: string): Three => {
  const part = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
};
/** Oklab and back (Ottosson, "A perceptual color space for image processing"; CSS Color 4 mixes in it). */
const oklab = ([r, g, b]: Three): Three => {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};
const light = ([lightness, a, b]: Three): Three => {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  return [
    clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
};

/** The luminance of a colour as `styleOfLook` writes it, or of a token of the theme. */
const luminance = (css: string, theme: Theme): number => {
  const own = /var\(--(\w+)\)/.exec(css)?.[1] ?? '';
  const ground = linear(String(theme[own as keyof Theme]));
  const [, color = '', percent = '0'] = /(#[0-9a-f]{6}) (\d+)%/.exec(css) ?? [];
  const share = Number(percent) / 100;
  const one = color === '' ? oklab(ground) : oklab(linear(color));
  const other = oklab(ground);
  const mix = (at: 0 | 1 | 2): number => share * one[at] + (1 - share) * other[at];
  const [r, g, b] = light([mix(0), mix(1), mix(2)]);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
/** The contrast of WCAG 2.2; text needs 4.5. */
const contrast = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

const corners = ['#ff0000', '#ffff00', '#00ff00', '#00ffff', '#0000ff', '#ff00ff', '#000080', '#8b0000'];
const themes = [
  ['light', lightTheme],
  ['dark', darkTheme],
] as const;
const text = 'var(--colorNeutralForeground1)';
const ground = 'var(--colorNeutralBackground1)';

describe('the look of a text', () => {
  it.each(themes)('is readable in every colour of text, in %s', (_name, theme) => {
    for (const color of corners) {
      const { color: drawn } = styleOfLook({ color });
      const found = contrast(luminance(String(drawn), theme), luminance(ground, theme));
      expect({ color, enough: found >= 4.5, found }).toEqual({ color, enough: true, found });
    }
  });

  it.each(themes)('is readable on every background of its own, in %s', (_name, theme) => {
    for (const background of corners)
      for (const color of [undefined, ...corners]) {
        const style = styleOfLook({ background, ...(color === undefined ? {} : { color }) });
        const found = contrast(
          luminance(String(style.color ?? text), theme),
          luminance(String(style.backgroundColor), theme),
        );
        expect({ color, background, enough: found >= 4.5, found }).toEqual({
          color,
          background,
          enough: true,
          found,
        });
      }
  });

  it('ignores values that are not colours', () => {
    expect(styleOfLook({ color: 'url(https://x.example)', background: '#fff;x' })).toEqual({});
  });
});
