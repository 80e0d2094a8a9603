/** The unmodified client library of Azure against the broker, over real loopback. */
import {
  type CloseReason,
  earliestEventPosition,
  EventHubConsumerClient,
  type EventPosition,
  latestEventPosition,
  type ReceivedEventData,
} from '@azure/event-hubs';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { realWorld } from '../world.ts';
import { EventLog } from './event-log.ts';
import { type SandboxHub, startSandboxHub } from './index.ts';

let hub: SandboxHub;
beforeAll(async () => {
  hub = await startSandboxHub({
    world: realWorld(1),
    claimsOfToken: (token) => (token === 'receiver' ? ['Listen'] : token === 'nobody' ? [] : null),
  });
});
afterEach(() => {
  hub.faults.silent = false;
  hub.faults.doubled = false;
  hub.faults.swapped = false;
});
afterAll(() => hub.close());

const clientOf = (connectionString = hub.listenString): EventHubConsumerClient => {
  const client = new EventHubConsumerClient('$Default', connectionString, {
    retryOptions: { maxRetries: 0, retryDelayInMs: 1 },
  });
  onTestFinished(() => client.close());
  return client;
};

const withToken = (token: string): EventHubConsumerClient => {
  const client = new EventHubConsumerClient(
    '$Default',
    hub.host,
    hub.name,
    { getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
    {
      retryOptions: { maxRetries: 0, retryDelayInMs: 1 },
      webSocketOptions: {
        // The types of the library mean a browser's class.
        webSocket: class extends WebSocket {
          constructor(_url: string, protocols: string[]) {
            super(hub.webSocketUrl, protocols);
          }
        } as never,
      },
    },
  );
  onTestFinished(() => client.close());
  return client;
};

interface Reading {
  readonly numbers: () => readonly number[];
  readonly events: readonly ReceivedEventData[];
  readonly errors: readonly string[];
  readonly closed: readonly CloseReason[];
}

interface ReadingOptions {
  readonly ownerLevel?: number;
  readonly partition?: string;
}

const read = (
  client: EventHubConsumerClient,
  startPosition: EventPosition,
  { ownerLevel, partition = '0' }: ReadingOptions = {},
): Reading => {
  const events: ReceivedEventData[] = [];
  const errors: string[] = [];
  const closed: CloseReason[] = [];
  const subscription = client.subscribe(
    partition,
    {
      processEvents: (batch) => Promise.resolve(void events.push(...batch)),
      processError: (error) =>
        Promise.resolve(void errors.push('code' in error ? (error.code ?? '') : error.name)),
      processClose: (reason) => Promise.resolve(void closed.push(reason)),
    },
    { startPosition, maxWaitTimeInSeconds: 0.05, ...(ownerLevel === undefined ? {} : { ownerLevel }) },
  );
  onTestFinished(() => subscription.close());
  return {
    numbers: () => events.map(({ body }) => (body as { readonly n: number }).n),
    events,
    errors,
    closed,
  };
};

/** A key whose events are in partition 0. */
const key = 'b';
let count = 0;
const publish = (): number => {
  count += 1;
  hub.publish(JSON.stringify({ n: count }), key);
  return count;
};
const soon = { timeout: 10_000, interval: 10 };

describe('the pretend hub', () => {
  it('tells its partitions, and where they end', async () => {
    publish();
    const client = clientOf();
    expect(await client.getPartitionIds()).toEqual(['0', '1']);
    expect(await client.getPartitionProperties('0')).toMatchObject({
      lastEnqueuedSequenceNumber: count - 1,
      isEmpty: false,
    });
    expect(await client.getPartitionProperties('1')).toMatchObject({
      lastEnqueuedSequenceNumber: -1,
      isEmpty: true,
    });
  });

  it('gives all from the beginning, from behind an offset, or only what is new', async () => {
    publish();
    const all = read(clientOf(), earliestEventPosition);
    await expect.poll(() => all.numbers().length, soon).toBe(count);
    const [first, last] = [all.events[0], all.events.at(-1)];
    expect(typeof first?.offset).toBe('string');
    expect([first?.sequenceNumber, first?.partitionKey]).toEqual([0, key]);
    const behind = read(clientOf(), { offset: String(last?.offset) });
    const latest = read(clientOf(), latestEventPosition);
    await expect.poll(() => hub.receivers(), soon).toBe(3);
    const added = publish();
    for (const reading of [behind, latest]) await expect.poll(() => reading.numbers(), soon).toEqual([added]);
  });

  it('takes a receiver away when another of its level comes, and refuses one of a lower level', async () => {
    const first = read(clientOf(), latestEventPosition, { ownerLevel: 1 });
    await expect.poll(() => hub.receivers(), soon).toBe(1);
    read(clientOf(), latestEventPosition, { ownerLevel: 1 });
    await expect.poll(() => first.errors, soon).toContain('ReceiverDisconnectedError');
    const lower = read(clientOf(), latestEventPosition, { ownerLevel: 0 });
    await expect.poll(() => lower.errors, soon).toContain('ReceiverDisconnectedError');
    expect(hub.receivers()).toBe(1);
  });

  it('lets nobody in with a wrong signature, without the claim Listen, or with a token that is not valid', async () => {
    const wrong = hub.listenString.replace(/SharedAccessKey=..../, 'SharedAccessKey=AAAA');
    await expect(clientOf(wrong).getPartitionIds()).rejects.toMatchObject({ code: 'UnauthorizedError' });
    await expect(withToken('forged').getPartitionIds()).rejects.toMatchObject({ code: 'UnauthorizedError' });
    for (const client of [clientOf(hub.sendString), withToken('nobody')]) {
      const reading = read(client, latestEventPosition);
      await expect.poll(() => reading.errors, soon).toContain('UnauthorizedError');
    }
  });

  it('takes a token of Entra, over web sockets', async () => {
    const reading = read(withToken('receiver'), latestEventPosition);
    await expect.poll(() => hub.receivers(), soon).toBe(1);
    const added = publish();
    await expect.poll(() => reading.numbers(), soon).toEqual([added]);
  });

  it('is silent, doubles and swaps events, and breaks connections when it is told to', async () => {
    const reading = read(clientOf(), latestEventPosition);
    await expect.poll(() => hub.receivers(), soon).toBe(1);
    hub.faults.silent = true;
    const unheard = publish();
    const other = read(clientOf(), earliestEventPosition, { partition: '1' });
    await expect.poll(() => hub.receivers(), soon).toBe(2);
    expect(reading.numbers()).toEqual([]);
    hub.faults.silent = false;
    await expect.poll(() => reading.numbers(), soon).toEqual([unheard]);
    hub.faults.doubled = true;
    const twice = publish();
    hub.faults.doubled = false;
    hub.faults.swapped = true;
    const [earlier, later] = [publish(), publish()];
    await expect.poll(() => reading.numbers(), soon).toEqual([unheard, twice, twice, later, earlier]);
    hub.disconnect();
    expect(hub.receivers()).toBe(0);
    await expect.poll(() => hub.receivers(), soon).toBe(2);
    hub.faults.swapped = false;
    const after = publish();
    await expect.poll(() => reading.numbers().at(-1), soon).toBe(after);
    expect(other.numbers()).toEqual([]);
  });
});

describe('the events of a hub', () => {
  it('are kept for its retention, and go on counting', () => {
    let now = 0;
    const log = new EventLog({ world: { ...realWorld(1), now: () => now }, partitions: 1, retention: 100 });
    const [partition] = log.partitions;
    for (const at of [0, 50, 120]) {
      now = at;
      log.append('{}', null);
    }
    expect(partition?.from(0)?.sequenceNumber).toBe(1);
    now = 1_000;
    expect(partition?.from(0)?.sequenceNumber).toBe(2);
    log.append('{}', null);
    expect([partition?.end, partition?.from(0)?.sequenceNumber]).toEqual([4, 3]);
  });
});
