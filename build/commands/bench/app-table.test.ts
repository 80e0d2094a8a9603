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
  floor: { ...costs, startToListMs: 90 },
};

describe('the table of the app page', () => {
  it('marks no value that equals its bound', () => {
    expect(overBound(figures)).toEqual([]);
    expect(appTable(figures)).not.toContain('over');
  });

  it('marks values over their bound, beside the floor', () => {
    const over = { ...figures, switchCpuP95Ms: 50.1, messageElsewhereRows: 6 };
    expect(overBound(over)).toEqual(['switchCpuP95Ms', 'messageElsewhereRows']);
    const lines = appTable(over).split('\n');
    expect(lines.filter((line) => line.endsWith('over'))).toHaveLength(2);
    expect(lines.find((line) => line.startsWith('switch, CPU'))).toMatch(/50\.1 +50 +50 {2}over$/);
  });
});
