/** The saved place of the app window, and the place where it can be now. */
import { z } from 'zod';

/** A rectangle on the desktop, in device-independent pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const placementShape = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  maximized: z.boolean(),
});
export type Placement = z.infer<typeof placementShape>;

export const smallest = { width: 640, height: 420 } as const;
const usual = { width: 1180, height: 780 } as const;

/** The placement in a saved text, or null if it cannot be read. */
export function readPlacement(text: string | null): Placement | null {
  try {
    return text === null ? null : placementShape.parse(JSON.parse(text));
  } catch {
    // Harmless: only the window's place is lost.
    return null;
  }
}

/** The area of `area` inside `display`, in square pixels. */
function overlap(area: Area, display: Area): number {
  const width = Math.min(area.x + area.width, display.x + display.width) - Math.max(area.x, display.x);
  const height = Math.min(area.y + area.height, display.y + display.height) - Math.max(area.y, display.y);
  return Math.max(width, 0) * Math.max(height, 0);
}

const within = (value: number, from: number, to: number): number =>
  Math.round(Math.min(Math.max(value, from), Math.max(from, to)));

/**
 * The place for the window: the saved one, moved and shrunk so that it is completely on an existing display.
 * @param displays the work areas, the primary one first; at least one
 */
export function placeOn(saved: Placement | null, displays: readonly [Area, ...Area[]]): Placement {
  const [primary] = displays;
  if (saved === null) {
    const width = within(usual.width, smallest.width, primary.width);
    const height = within(usual.height, smallest.height, primary.height);
    return {
      x: Math.round(primary.x + (primary.width - width) / 2),
      y: Math.round(primary.y + (primary.height - height) / 2),
      width,
      height,
      maximized: false,
    };
  }
  const display = displays.reduce((best, each) =>
    overlap(saved, each) > overlap(saved, best) ? each : best,
  );
  const width = within(saved.width, smallest.width, display.width);
  const height = within(saved.height, smallest.height, display.height);
  return {
    x: within(saved.x, display.x, display.x + display.width - width),
    y: within(saved.y, display.y, display.y + display.height - height),
    width,
    height,
    maximized: saved.maximized,
  };
}
