/** The committed files are those that the code makes: `npx vitest run --project unit build/monitoring -u` makes them anew. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { alertRules } from './alert-rules.ts';
import { dashboard } from './dashboard.ts';
import { dashboardOf } from './panels.ts';
import { alertsFile, dashboardFile } from './written.ts';

it('the committed files are as the code makes them', async () => {
  await expect(dashboardFile()).toMatchFileSnapshot('./isthmus-dashboard.json');
  await expect(alertsFile()).toMatchFileSnapshot('./isthmus-alerts.yml');
});

it('each alert leads to a section of the guide that exists', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/relay.md'), 'utf8');
  const anchors = [...guide.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\d -]/gu, '')
      .replaceAll(' ', '-'),
  );
  for (const { section } of alertRules) expect(anchors).toContain(section);
});

interface Placed {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly datasource?: unknown;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
}

it('panels have ids of their own, units, places without overlap, and the data source that is chosen', () => {
  const panels = dashboard().panels as readonly Placed[];
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const taken = new Set<string>();
  for (const { gridPos, title, type, fieldConfig, datasource } of panels) {
    if (type !== 'row') {
      expect(fieldConfig?.defaults.unit, title).toBeTruthy();
      expect(datasource).toEqual({ type: 'prometheus', uid: '${datasource}' });
    }
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(taken.has(`${x} ${y}`), `${title} lies on another panel`).toBe(false);
        taken.add(`${x} ${y}`);
      }
  }
});

it('a panel that is wider than the page is refused', () =>
  expect(() =>
    dashboardOf({ uid: 'x', title: 'x', description: 'x' }, [
      {
        title: 'x',
        panels: [{ kind: 'stat', title: 'x', description: 'x', unit: 's', queries: [], width: 25 }],
      },
    ]),
  ).toThrow('wider'));
