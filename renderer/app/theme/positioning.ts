import type { PositioningShorthand } from '@fluentui/react-components';

type Side = Extract<PositioningShorthand, string>;

/** Where what pops up stands: on its side while there is room, else beside it, always wholly within the window, and no larger than that. */
export const withinWindow = (side: Side): PositioningShorthand => {
  const [position, align = 'center'] = side.split('-') as [Position, Align?];
  return { position, align, autoSize: true, overflowBoundaryPadding: 8 };
};

type Position = 'above' | 'below' | 'before' | 'after';
type Align = 'start' | 'end' | 'center' | 'top' | 'bottom';
