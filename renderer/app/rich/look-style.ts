/** How a text's own look is drawn: its colours keep their hue and are mixed with the page's own, so that they can be read on any ground. */
import { tokens } from '@fluentui/react-components';
import type { CSSProperties } from 'react';
import type { Look } from '../../text/document/index.ts';

const colorPattern = /^#[0-9a-f]{6}$/;
const mixed = (color: string, percent: number, own: string): string =>
  `color-mix(in oklab, ${color} ${percent}%, ${own})`;

/** The style of a look; what is no plain colour has no place in it. */
export const styleOfLook = ({ color, background, size }: Look): CSSProperties => ({
  ...(color !== undefined && colorPattern.test(color)
    ? { color: mixed(color, 55, tokens.colorNeutralForeground1) }
    : {}),
  ...(background !== undefined && colorPattern.test(background)
    ? { backgroundColor: mixed(background, 30, tokens.colorNeutralBackground1) }
    : {}),
  ...(size === undefined ? {} : { fontSize: size === 'large' ? '1.3em' : '0.85em' }),
});
