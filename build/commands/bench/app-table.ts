/** The figures of `npm run bench -- app` as lines for a terminal. */
import type { AppFigures } from './app.ts';

/**
 * The bounds of the app page's costs: milliseconds, percent, rows or requests. Where the floor has the figure too, the bound is for what the
 * page costs more than the floor, because the floor is what this browser on this machine needs for bare rows (decision 0035).
 */
export const appBounds = {
  switchCpuP95Ms: 50,
  keyCpuP95Ms: 16,
  composeKeyCpuP95Ms: 8,
  sendToShownP95Ms: 50,
  notifyP95Ms: 3_050,
  scrollCpuP95Ms: 8,
  idleCpuPercent: 1,
  messageElsewhereRows: 5,
  messageOpenRequests: 20,
} as const satisfies Partial<Record<keyof AppFigures, number>>;

type Named = Exclude<keyof AppFigures, 'floor' | 'messages'>;

const names: Readonly<Record<Named, string>> = {
  startToListMs: 'start to the list, drawn, ms',
  switchCpuP95Ms: 'switch, CPU, p95 ms',
  switchPaintedP95Ms: 'switch, drawn, p95 ms',
  keyCpuP95Ms: 'letter in the filter, CPU, p95 ms',
  composeKeyCpuP95Ms: 'key in a long text, CPU, p95 ms',
  sendToShownP95Ms: 'Enter to the message, drawn, p95 ms',
  notifyP95Ms: 'message to its notification, p95 ms',
  scrollCpuP95Ms: 'step of the wheel, CPU, p95 ms',
  nothingCpuMs: 'measuring (taken off), CPU, ms',
  idleCpuPercent: 'idle, CPU, %',
  heapMb: 'heap, MB',
  messageElsewhereRows: 'message elsewhere, rows read',
  messageOpenRequests: 'message in the open one, requests',
};

/** The most that a figure may be: its bound, and what the floor costs. */
const limitOf = ({ floor }: AppFigures, name: keyof typeof appBounds): number => {
  const floors: Readonly<Partial<Record<string, number>>> = { ...floor };
  return Number((appBounds[name] + (floors[name] ?? 0)).toFixed(1));
};

/** The figures that are over their limit. */
export const overBound = (figures: AppFigures): readonly (keyof typeof appBounds)[] =>
  (Object.keys(appBounds) as (keyof typeof appBounds)[]).filter(
    (name) => figures[name] > limitOf(figures, name),
  );

/** One line for each figure: the page's, the floor's if there is one, the most that it may be, and whether it is more. */
export const appTable = (figures: AppFigures): string => {
  const over = new Set<string>(overBound(figures));
  const floor: Readonly<Partial<Record<string, number>>> = { ...figures.floor };
  const line = (
    name: string,
    page: number | string,
    other: number | string = '',
    bound: number | string = '',
  ) =>
    `${name.padEnd(36)}${String(page).padStart(10)}${String(other).padStart(10)}${String(bound).padStart(10)}`;
  return [
    `${figures.messages} messages`,
    line('', 'app', 'floor', 'at most'),
    ...(Object.keys(names) as Named[]).map(
      (name) =>
        line(names[name], figures[name], floor[name], isBound(name) ? limitOf(figures, name) : '') +
        (over.has(name) ? '  over' : ''),
    ),
  ].join('\n');
};

const isBound = (name: Named): name is Named & keyof typeof appBounds => name in appBounds;
