import { describe, expect, it } from 'vitest';
import { appTable, overBound } from './app-table.ts';
import type { AppFigures } from './app.ts';

const costs = {
  switchCpuP95Ms: 50,
  switchPaintedP95Ms: 80,
  keyCpuP95Ms: 4,
  composeKeyCpuP95Ms: 8,
  sendToShownP95Ms: 50,
  scrollCpuP95Ms: 3,
  nothingCpuMs: 0.4,
  heapMb: 20,
  idleCpuPercent: 0.1,
};
const figures: AppFigures = {
  messages: 50_000,
  startToListMs: 400,
  ...costs,
  messageElsewhereRows: 5,
  messageOpenRequests: 20,
  notifyP95Ms: 3_050,
  floor: { ...costs, switchCpuP95Ms: 18, startToListMs: 90 },
};

describe('the table of the app page', () => {
  it('a figure that only reaches its limit is not over it', () => {
    const reached = { ...figures, switchCpuP95Ms: 68 };
    expect(overBound(reached)).toEqual([]);
    expect(appTable(reached)).not.toContain('over');
  });

  it('a limit is the bound and what the floor costs; a figure without a floor has its bound', () => {
    const over = { ...figures, switchCpuP95Ms: 68.1, messageElsewhereRows: 6 };
    expect(overBound(over)).toEqual(['switchCpuP95Ms', 'messageElsewhereRows']);
    const lines = appTable(over).split('\n');
    expect(lines.filter((line) => line.endsWith('over'))).toHaveLength(2);
    expect(lines.find((line) => line.startsWith('switch, CPU'))).toMatch(/68\.1 +18 +68 {2}over$/);
  });
});
