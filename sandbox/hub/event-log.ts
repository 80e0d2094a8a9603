/** The events of a hub, by partition, as Event Hubs keeps them: numbered, in order, for as long as the retention lasts. */
import type { SandboxWorld } from '../world.ts';

export interface HubEvent {
  /** Counts from 0 in each partition, without gaps. */
  readonly sequenceNumber: number;
  /** Where it is in the partition: text, not to be calculated with. Each is larger than the one before. */
  readonly offset: string;
  /** ms since 1970. */
  readonly enqueuedAt: number;
  readonly partitionKey: string | null;
  /** JSON as text. */
  readonly body: string;
}

/** What each event takes besides its body, bytes. */
const overhead = 64;

export class HubPartition {
  readonly #events: HubEvent[] = [];
  #nextNumber = 0;
  #nextOffset = 0;

  constructor(
    readonly id: string,
    private readonly now: () => number,
    /** How long events are kept, ms. */
    private readonly retention: number,
  ) {}

  append(body: string, partitionKey: string | null): void {
    this.#events.push({
      sequenceNumber: this.#nextNumber,
      offset: String(this.#nextOffset),
      enqueuedAt: this.now(),
      partitionKey,
      body,
    });
    this.#nextNumber += 1;
    this.#nextOffset += Buffer.byteLength(body) + overhead;
  }

  /** The number that the next event gets. */
  get end(): number {
    return this.#nextNumber;
  }

  /** The newest event, also if its time is over. */
  get last(): HubEvent | null {
    return this.#events.at(-1) ?? null;
  }

  /** The first event from this number on; one that is kept no more is passed over. */
  from(sequenceNumber: number): HubEvent | null {
    this.#forget();
    const [first] = this.#events;
    return first ? (this.#events[Math.max(0, sequenceNumber - first.sequenceNumber)] ?? null) : null;
  }

  /** The number of the first event for which this holds; the end if it holds for none. */
  firstWhere(holds: (event: HubEvent) => boolean): number {
    this.#forget();
    return this.#events.find(holds)?.sequenceNumber ?? this.#nextNumber;
  }

  /** The last event stays, because the partition still tells its number. */
  #forget(): void {
    const oldest = this.now() - this.retention;
    const kept = this.#events.findIndex(({ enqueuedAt }) => enqueuedAt >= oldest);
    this.#events.splice(0, kept < 0 ? Math.max(0, this.#events.length - 1) : kept);
  }
}

export interface EventLogOptions {
  readonly world: SandboxWorld;
  readonly partitions: number;
  /** ms; a day is what the Basic tier keeps. */
  readonly retention: number;
}

export class EventLog {
  readonly partitions: readonly HubPartition[];
  readonly createdAt: number;
  #turn = 0;

  constructor({ world, partitions, retention }: EventLogOptions) {
    this.createdAt = world.now();
    this.partitions = Array.from(
      { length: partitions },
      (_, index) => new HubPartition(String(index), () => world.now(), retention),
    );
  }

  partition(id: string): HubPartition | undefined {
    return this.partitions.find((one) => one.id === id);
  }

  /** Appends an event: those of one key to one partition, those without a key in turn. */
  append(body: string, partitionKey: string | null): void {
    if (partitionKey === null) this.#turn += 1;
    const number = partitionKey === null ? this.#turn : hashOf(partitionKey);
    this.partitions[number % this.partitions.length]?.append(body, partitionKey);
  }
}

const hashOf = (text: string): number => {
  let hash = 0;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash;
};
