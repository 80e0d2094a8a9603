/** The answers of `$management`: what the hub and its partitions are (facts, relay §2.2; @azure/event-hubs 6.0.4, managementClient.js). */
import rhea from 'rhea';
import type { EventLog } from './event-log.ts';

const { types } = rhea;

export interface ManagementAnswer {
  readonly status: number;
  readonly description: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const notFound = (name: string): ManagementAnswer => ({
  status: 404,
  description: `The messaging entity '${name}' could not be found.`,
  body: {},
});

/** The answer to a READ. `properties` are the request's application properties. */
export const manage = (
  hub: string,
  log: EventLog,
  properties: Readonly<Record<string, unknown>>,
): ManagementAnswer => {
  const { name, type, partition } = properties;
  if (name !== hub) return notFound(String(name));
  if (type === 'com.microsoft:eventhub')
    return {
      status: 200,
      description: 'OK',
      body: {
        name: hub,
        type,
        created_at: types.wrap_timestamp(log.createdAt),
        partition_count: types.wrap_int(log.partitions.length),
        partition_ids: types.wrap_array(
          log.partitions.map(({ id }) => id),
          // The type code of str8 (AMQP 1.0, 1.6.20).
          0xa1,
          undefined,
        ),
        georeplication_factor: types.wrap_int(1),
      },
    };
  const found = log.partition(String(partition));
  if (type !== 'com.microsoft:partition' || !found) return notFound(`${hub}/Partitions/${String(partition)}`);
  const { last } = found;
  return {
    status: 200,
    description: 'OK',
    body: {
      name: hub,
      type,
      partition: found.id,
      begin_sequence_number: types.wrap_long(found.from(0)?.sequenceNumber ?? found.end),
      last_enqueued_sequence_number: types.wrap_long(found.end - 1),
      last_enqueued_offset: last?.offset ?? '-1',
      last_enqueued_time_utc: types.wrap_timestamp(last?.enqueuedAt ?? 0),
      is_partition_empty: found.from(0) === null,
    },
  };
};
