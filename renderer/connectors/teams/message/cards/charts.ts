/** Teams' charts as lines: `Depths: North 4, South 7`. */
import { asRecord, asRecords, asText, type JsonRecord } from '../../graph/json.ts';
import { pairOf } from './card-text.ts';

const valueOf = (value: unknown): string =>
  typeof value === 'number' ? String(value) : (asText(value)?.trim() ?? '');

/** A point or a slice: its name and its value. */
const pointOf = (point: JsonRecord): string =>
  [valueOf(point.legend ?? point.x ?? point.label), valueOf(point.value ?? point.y)]
    .filter(Boolean)
    .join(' ');

/** The name of a series, and its points. */
const seriesOf = (item: JsonRecord): string => {
  const points = asRecords(item.values).map(pointOf).filter(Boolean).join(', ');
  return points === '' ? pointOf(item) : pairOf(valueOf(item.legend), points);
};

/** The lines of a chart: its title with its data, then its axes' names. */
export const chartLines = (chart: JsonRecord): readonly string[] => {
  const data = asRecords(chart.data).map(seriesOf).filter(Boolean);
  const single = valueOf(chart.value);
  const parts = [...data, ...(single === '' ? [] : [single]), ...asRecords(chart.segments).map(segmentOf)];
  return [
    pairOf(valueOf(chart.title), parts.filter(Boolean).join(', ')),
    valueOf(chart.subLabel),
    pairOf(valueOf(chart.xAxisTitle), valueOf(chart.yAxisTitle)),
  ].filter(Boolean);
};

/** A part of a gauge's scale. */
const segmentOf = (segment: JsonRecord): string =>
  [valueOf(asRecord(segment)?.legend), valueOf(segment.size)].filter(Boolean).join(' ');
