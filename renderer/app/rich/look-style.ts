/**
 * Draws the colours of a text. They keep their hue and are mixed with the page's own, so that any colour on any ground is readable in light
 * and dark.
 */
import { tokens } from '@fluentui/react-components';
import type { CSSProperties } from 'react';
import type { Look } from '../../text/document/index.ts';

/** The part of the writer's colour in the mixture, per cent. It is smaller if the writer also chose a ground. */
const share = { text: 40, textOnOwnGround: 25, ground: 20 } as const;

const colorPattern = /^#[0-9a-f]{6}$/;
const mixed = (color: string, percent: number, own: string): string =>
  `color-mix(in oklab, ${color} ${percent}%, ${own})`;
const isColor = (color: string | undefined): color is string =>
  color !== undefined && colorPattern.test(color);

/** The style of a look. Values that are not plain colours are left out. */
export const styleOfLook = ({ color, background, size }: Look): CSSProperties => ({
  ...(isColor(color)
    ? {
        color: mixed(
          color,
          isColor(background) ? share.textOnOwnGround : share.text,
          tokens.colorNeutralForeground1,
        ),
      }
    : {}),
  ...(isColor(background)
    ? { backgroundColor: mixed(background, share.ground, tokens.colorNeutralBackground1) }
    : {}),
  ...(size === undefined ? {} : { fontSize: size === 'large' ? '1.3em' : '0.85em' }),
});
