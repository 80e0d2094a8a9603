/** Builds a dashboard for Grafana: rows of panels, from left to right, each row as high as its panels. */

/** A query. `legend` may hold labels in double braces. */
export interface Query {
  readonly expr: string;
  readonly legend: string;
}

/** Units by Grafana's names. */
export type Unit =
  'short' | 's' | 'dtdurations' | 'percentunit' | 'reqps' | 'ops' | 'bytes' | 'dateTimeFromNow';

export interface Panel {
  readonly kind: 'stat' | 'timeseries' | 'heatmap';
  readonly title: string;
  /** What it means, and where help is. */
  readonly description: string;
  readonly unit: Unit;
  readonly queries: readonly Query[];
  /** Of 24 columns. */
  readonly width: number;
  /** A stat shows the text of the legend instead of the number. */
  readonly shows?: 'value' | 'name';
  /** Values of a stat from which on it is red, or, where small is bad, up to which. */
  readonly red?: { readonly from: number } | { readonly below: number };
  readonly stacked?: true;
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Of 24 columns of the page. */
const columns = 24;
const heights: Readonly<Record<Panel['kind'], number>> = { stat: 4, timeseries: 8, heatmap: 8 };
const source = { type: 'prometheus', uid: '${datasource}' } as const;

const thresholds = (red: Panel['red']) => {
  const step = (color: string, value: number | null) => ({ color, value });
  const steps =
    red === undefined
      ? [step('green', null)]
      : 'from' in red
        ? [step('green', null), step('red', red.from)]
        : [step('red', null), step('green', red.below)];
  return { mode: 'absolute', steps };
};

const optionsOf = ({ kind, shows = 'value' }: Panel) => {
  switch (kind) {
    case 'stat':
      return {
        colorMode: 'value',
        graphMode: 'none',
        justifyMode: 'auto',
        orientation: 'auto',
        reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
        textMode: shows === 'name' ? 'name' : 'auto',
      };
    case 'timeseries':
      return {
        legend: {
          calcs: ['lastNotNull', 'max'],
          displayMode: 'table',
          placement: 'bottom',
          showLegend: true,
        },
        tooltip: { mode: 'multi', sort: 'desc' },
      };
    case 'heatmap':
      return {
        calculate: false,
        cellGap: 1,
        color: {
          mode: 'scheme',
          scheme: 'Oranges',
          steps: 64,
          reverse: false,
          exponent: 0.5,
          fill: 'dark-orange',
        },
        legend: { show: true },
        rowsFrame: { layout: 'auto' },
        tooltip: { mode: 'single', yHistogram: false },
        yAxis: { axisPlacement: 'left', reverse: false, unit: 's' },
      };
  }
};

const panelOf = (panel: Panel, id: number, x: number, y: number) => ({
  id,
  type: panel.kind,
  title: panel.title,
  description: panel.description,
  datasource: source,
  gridPos: { h: heights[panel.kind], w: panel.width, x, y },
  fieldConfig: {
    defaults: {
      unit: panel.unit,
      min: panel.unit === 'dateTimeFromNow' ? undefined : 0,
      ...(panel.kind === 'stat' ? { color: { mode: 'thresholds' }, thresholds: thresholds(panel.red) } : {}),
      ...(panel.kind === 'timeseries'
        ? {
            custom: {
              drawStyle: 'line',
              fillOpacity: panel.stacked ? 30 : 5,
              lineWidth: 1,
              showPoints: 'never',
              stacking: { group: 'A', mode: panel.stacked ? 'normal' : 'none' },
            },
          }
        : {}),
    },
    overrides: [],
  },
  options: optionsOf(panel),
  targets: panel.queries.map(({ expr, legend }, at) => ({
    refId: String.fromCharCode('A'.charCodeAt(0) + at),
    datasource: source,
    editorMode: 'code',
    expr,
    legendFormat: legend,
    range: panel.kind !== 'stat',
    instant: panel.kind === 'stat',
    format: panel.kind === 'heatmap' ? 'heatmap' : 'time_series',
  })),
});

/** A variable of the dashboard. */
const variables = [
  { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', hide: 0, refresh: 1 },
  {
    name: 'instance',
    label: 'Relay',
    type: 'query',
    datasource: source,
    definition: 'label_values(isthmus_build_info, instance)',
    query: { qryType: 1, query: 'label_values(isthmus_build_info, instance)', refId: 'instance' },
    includeAll: true,
    allValue: '.*',
    multi: true,
    current: { selected: true, text: ['All'], value: ['$__all'] },
    refresh: 2,
    sort: 1,
    hide: 0,
  },
];

/** The dashboard's JSON model. Throws where panels of a row are wider than the page. */
export const dashboardOf = (
  { uid, title, description }: Readonly<Record<'uid' | 'title' | 'description', string>>,
  rows: readonly Row[],
) => {
  const panels: object[] = [];
  let y = 0;
  for (const row of rows) {
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title: row.title,
      collapsed: false,
      gridPos: { h: 1, w: columns, x: 0, y },
      panels: [],
    });
    y += 1;
    let x = 0;
    let height = 0;
    for (const panel of row.panels) {
      if (panel.width > columns) throw new RangeError(`${panel.title} is wider than the page`);
      if (x + panel.width > columns) {
        y += height;
        x = 0;
        height = 0;
      }
      panels.push(panelOf(panel, panels.length + 1, x, y));
      x += panel.width;
      height = Math.max(height, heights[panel.kind]);
    }
    y += height;
  }
  return {
    uid,
    title,
    description,
    tags: ['isthmus'],
    schemaVersion: 39,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    timezone: 'browser',
    annotations: { list: [] },
    links: [],
    templating: { list: variables },
    panels,
  };
};
