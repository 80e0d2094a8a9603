// screen: one display of a usual size.
import { EventEmitter } from 'node:events';
import { like } from '../like.ts';

const bounds: Electron.Rectangle = { x: 0, y: 0, width: 1920, height: 1080 };
const size: Electron.Size = { width: bounds.width, height: bounds.height };

const display: Electron.Display = {
  id: 1,
  label: 'stand-in',
  accelerometerSupport: 'unavailable',
  bounds,
  workArea: bounds,
  size,
  workAreaSize: size,
  colorDepth: 24,
  colorSpace: '',
  depthPerComponent: 8,
  detected: true,
  displayFrequency: 60,
  internal: false,
  maximumCursorSize: { width: 64, height: 64 },
  monochrome: false,
  nativeOrigin: { x: 0, y: 0 },
  rotation: 0,
  scaleFactor: 1,
  touchSupport: 'unavailable',
};

export const screen = Object.assign(
  new EventEmitter(),
  like<Electron.Screen>()({
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
    getDisplayMatching: () => display,
    getDisplayNearestPoint: () => display,
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
    dipToScreenPoint: (point: Electron.Point) => point,
    screenToDipPoint: (point: Electron.Point) => point,
  }),
);
