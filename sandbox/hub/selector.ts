/**
 * The filter with which a receiver says where it begins: text such as `amqp.annotation.x-opt-offset > '8400'`
 * (@azure/event-hubs 6.0.4, eventPosition.js).
 */
import type { HubPartition } from './event-log.ts';

const form = /^amqp\.annotation\.x-opt-(offset|sequence-number|enqueued-time)\s*(>=|>)\s*'([^']*)'$/;

/** The number of the first event that a receiver with this filter gets; null if the filter cannot be read. */
export const beginningOf = (filter: string, partition: HubPartition): number | null => {
  const [, property, operator, value = ''] = form.exec(filter) ?? [];
  if (property === undefined) return null;
  if (value === '@latest') return partition.end;
  const bound = Number(value);
  if (value === '' || !Number.isFinite(bound)) return null;
  const isIn = (found: number): boolean => (operator === '>=' ? found >= bound : found > bound);
  switch (property) {
    case 'offset':
      return partition.firstWhere(({ offset }) => isIn(Number(offset)));
    case 'sequence-number':
      return partition.firstWhere(({ sequenceNumber }) => isIn(sequenceNumber));
    default:
      return partition.firstWhere(({ enqueuedAt }) => isIn(enqueuedAt));
  }
};
