import type { PositioningShorthand } from '@fluentui/react-components';

type Side = Extract<PositioningShorthand, string>;

/**
 * The position of popups: at the chosen side if there is room, else at another, always completely inside the window, and not larger than it.
 */
export const withinWindow = (side: Side): Exclude<PositioningShorthand, string> => {
  const [position, align = 'center'] = side.split('-') as [Position, Align?];
  return { position, align, autoSize: true, overflowBoundaryPadding: 8 };
};

type Position = 'above' | 'below' | 'before' | 'after';
type Align = 'start' | 'end' | 'center' | 'top' | 'bottom';
