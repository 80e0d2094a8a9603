/**
 * How a text's own look is drawn: its colours keep their hue and are mixed with the page's own, so far that text of any colour on any
 * colour can be read, in light and dark.
 */
import { tokens } from '@fluentui/react-components';
import type { CSSProperties } from 'react';
import type { Look } from '../../text/document/index.ts';

/** How much of a mixture is the writer's colour. With a ground of the writer's own, both leave room for each other. */
const share = { text: 40, textOnOwnGround: 25, ground: 20 } as const;

const colorPattern = /^#[0-9a-f]{6}$/;
const mixed = (color: string, percent: number, own: string): string =>
  `color-mix(in oklab, ${color} ${percent}%, ${own})`;
const isColor = (color: string | undefined): color is string =>
  color !== undefined && colorPattern.test(color);

/** The style of a look; what is no plain colour has no place in it. */
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
