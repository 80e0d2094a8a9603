/** The receivers of a hub: each gets the events of one partition, as fast as it grants credit, and yields to a newer one of its epoch. */
import rhea, { type Message, type Sender } from 'rhea';
import type { EventLog, HubEvent, HubPartition } from './event-log.ts';
import { addressOf, badFilter, notFound, readingOf, stolen } from './hub-link.ts';
import { beginningOf } from './selector.ts';

const { message, types } = rhea;

interface Reader {
  /** The broker's end of the client's receiver. */
  readonly link: Sender;
  readonly partition: HubPartition;
  /** The consumer group and the partition. */
  readonly place: string;
  /** Null for a receiver that does not want to be the only one. */
  readonly epoch: number | null;
  next: number;
}

export class HubReaders {
  readonly #readers = new Map<Sender, Reader>();
  #isSilent = false;

  constructor(
    private readonly hub: string,
    private readonly log: EventLog,
  ) {}

  /** While silent, receivers get nothing, though their links stand. */
  setSilent(isSilent: boolean): void {
    this.#isSilent = isSilent;
    this.pump();
  }

  get count(): number {
    return this.#readers.size;
  }

  /** Takes a receiver in, or closes its link with the reason. */
  attach(link: Sender): void {
    const address = addressOf(link.source);
    const reading = readingOf(address, this.hub);
    const partition = reading && this.log.partition(reading.partition);
    if (!partition) return link.close(notFound(address));
    const selector = selectorOf(link.source.filter);
    const next = selector === null ? 0 : beginningOf(selector, partition);
    if (next === null) return link.close(badFilter(selector ?? ''));
    const place = `${reading.group}/${partition.id}`;
    const epoch = epochOf(link.properties);
    for (const held of [...this.#readers.values()]) {
      if (held.place !== place || held.epoch === null) continue;
      if (epoch === null || epoch < held.epoch) return link.close(stolen(held.epoch));
      this.detach(held.link);
      held.link.close(stolen(epoch));
    }
    link.set_source(link.source);
    this.#readers.set(link, { link, partition, place, epoch, next });
    this.pump();
  }

  detach(link: Sender): void {
    this.#readers.delete(link);
  }

  /** Sends what each receiver may get now. */
  pump(): void {
    if (this.#isSilent) return;
    for (const reader of this.#readers.values()) {
      while (reader.link.sendable()) {
        const event = reader.partition.from(reader.next);
        if (!event) break;
        reader.next = event.sequenceNumber + 1;
        reader.link.send(messageOf(event));
      }
    }
  }
}

const messageOf = ({ body, sequenceNumber, offset, enqueuedAt, partitionKey }: HubEvent): Message => ({
  body: message.data_section(Buffer.from(body)) as unknown,
  content_type: 'application/json',
  message_annotations: {
    'x-opt-sequence-number': types.wrap_long(sequenceNumber),
    'x-opt-offset': offset,
    'x-opt-enqueued-time': types.wrap_timestamp(enqueuedAt),
    ...(partitionKey === null ? {} : { 'x-opt-partition-key': partitionKey }),
  },
});

/** The text of the selector; null without one. */
const selectorOf = (filter: unknown): string | null => {
  const described = (filter as Readonly<Record<string, { readonly value?: unknown }>> | undefined)?.[
    'apache.org:selector-filter:string'
  ];
  if (described === undefined) return null;
  return typeof described === 'string' ? described : String(described.value);
};

const epochOf = (properties: Readonly<Record<string, unknown>> | undefined): number | null => {
  const epoch = properties?.['com.microsoft:epoch'];
  return epoch === undefined ? null : Number(epoch);
};
