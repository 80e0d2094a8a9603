/**
 * What the relay keeps of its hub: how far each partition was handled, and the secret of its subscriptions. It is a small file of its own beside the
 * database, because it is nothing of what the engine mirrors, and no desktop has it. It is written whole; a file that cannot be read begins anew.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Checkpoint, CheckpointStore, PartitionOwnership } from '@azure/event-hubs';
import { z } from 'zod';
import { caughtEvent } from '../../renderer/model/index.ts';
import { replaceFile } from '../config/replace-file.ts';

const shape = z.object({
  version: z.literal(1),
  secret: z.string().min(32).max(128),
  places: z.record(z.string(), z.object({ offset: z.string(), sequenceNumber: z.number().int() })),
});
type Kept = z.infer<typeof shape>;

const keyOf = ({
  fullyQualifiedNamespace,
  eventHubName,
  consumerGroup,
  partitionId,
}: Omit<Checkpoint, 'offset' | 'sequenceNumber'>): string =>
  JSON.stringify([fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId]);

export class HubMemory implements CheckpointStore {
  readonly #owned = new Map<string, PartitionOwnership>();
  #writing: Promise<void> | null = null;
  #isStale = false;

  private constructor(
    private readonly path: string,
    private readonly kept: Kept,
    private readonly log: (event: string) => void,
  ) {}

  /** Reads the file, or begins a new one. Rejects if it cannot be written. */
  static async open(path: string, log: (event: string) => void): Promise<HubMemory> {
    const found = await readKept(path, log);
    const memory = new HubMemory(
      path,
      found ?? { version: 1, secret: randomBytes(32).toString('base64url'), places: {} },
      log,
    );
    if (!found) await memory.#write();
    return memory;
  }

  get secret(): string {
    return this.kept.secret;
  }

  /** The place in a partition is not good any more: the next receiver takes what is new. */
  forget(partition: Omit<Checkpoint, 'offset' | 'sequenceNumber'>): void {
    const { [keyOf(partition)]: _gone, ...others } = this.kept.places;
    this.kept.places = others;
    this.#wantWrite();
  }

  /** Resolves when everything is on the disk. */
  async written(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  // A consumer group has one relay that receives: of relays that stand by one at a time, of those that share the links each has a group of its own.
  // So nobody else need know who owns what.
  listOwnership(): Promise<PartitionOwnership[]> {
    return Promise.resolve([...this.#owned.values()]);
  }

  /** The receiver of a partition has ended: it may be claimed again at once. */
  release(partition: Omit<Checkpoint, 'offset' | 'sequenceNumber'>): void {
    this.#owned.delete(keyOf(partition));
  }

  claimOwnership(claims: PartitionOwnership[]): Promise<PartitionOwnership[]> {
    const claimed = claims.map((claim) => ({
      ...claim,
      etag: randomBytes(8).toString('hex'),
      lastModifiedTimeInMs: Date.now(),
    }));
    for (const one of claimed) this.#owned.set(keyOf(one), one);
    return Promise.resolve(claimed);
  }

  listCheckpoints(namespace: string, hub: string, group: string): Promise<Checkpoint[]> {
    return Promise.resolve(
      Object.entries(this.kept.places).flatMap(([key, place]) => {
        const [fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId] = JSON.parse(key) as [
          string,
          string,
          string,
          string,
        ];
        const isHere =
          fullyQualifiedNamespace === namespace && eventHubName === hub && consumerGroup === group;
        return isHere
          ? [{ fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId, ...place }]
          : [];
      }),
    );
  }

  /** The file is written soon. A place that is lost costs only that some events come again. */
  updateCheckpoint({ offset, sequenceNumber, ...partition }: Checkpoint): Promise<void> {
    this.kept.places = { ...this.kept.places, [keyOf(partition)]: { offset, sequenceNumber } };
    this.#wantWrite();
    return Promise.resolve();
  }

  /** One write at a time; what changes meanwhile goes with the next. */
  #wantWrite(): void {
    this.#isStale = true;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      try {
        await this.#write();
      } catch (error) {
        this.log(caughtEvent('hub-memory-write', error));
      }
    }
  }

  #write(): Promise<void> {
    return replaceFile(this.path, JSON.stringify(this.kept));
  }
}

/** Null without a file that can be read. */
const readKept = async (path: string, log: (event: string) => void): Promise<Kept | null> => {
  try {
    return shape.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log(caughtEvent('hub-memory-read', error));
    return null;
  }
};
