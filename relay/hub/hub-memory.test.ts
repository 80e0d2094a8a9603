/** What the relay keeps of its hub lasts, and a file that is broken costs nothing but places. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { HubMemory } from './hub-memory.ts';

let path: string;
let logged: string[];
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-hub-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  path = join(folder, 'bot.hub.json');
  logged = [];
});

const opened = (): Promise<HubMemory> => HubMemory.open(path, (event) => void logged.push(event));
const partition = {
  ...{ fullyQualifiedNamespace: 'contoso.servicebus.windows.net', eventHubName: 'isthmus' },
  ...{ consumerGroup: '$Default', partitionId: '0' },
};
const places = (memory: HubMemory) =>
  memory.listCheckpoints('contoso.servicebus.windows.net', 'isthmus', '$Default');

it('keeps places and the secret, in a file that only its owner may read', async () => {
  const first = await opened();
  for (let number = 0; number < 1_000; number += 1)
    await first.updateCheckpoint({ ...partition, offset: String(number), sequenceNumber: number });
  await first.updateCheckpoint({ ...partition, eventHubName: 'other', offset: '7', sequenceNumber: 7 });
  await first.written();
  const second = await opened();
  expect(second.secret).toBe(first.secret);
  expect(second.secret.length).toBeGreaterThan(40);
  expect(await places(second)).toEqual([{ ...partition, offset: '999', sequenceNumber: 999 }]);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  second.forget(partition);
  await second.written();
  expect(await places(await opened())).toEqual([]);
  expect(logged).toEqual([]);
});

it.each(['', '{', '{"version":2}', JSON.stringify({ version: 1, secret: 'short', places: {} })])(
  'begins anew with a file that holds %j',
  async (text) => {
    writeFileSync(path, text);
    const memory = await opened();
    expect(await places(memory)).toEqual([]);
    expect(logged).toHaveLength(1);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ version: 1, secret: memory.secret });
  },
);

it('is refused where its file cannot be written', async () => {
  path = join(path, 'nowhere');
  await expect(opened()).rejects.toThrow();
});

it('lets partitions be owned by whoever claims them, as there is one receiver', async () => {
  const memory = await opened();
  const claim = { ...partition, ownerId: 'me' };
  const [claimed] = await memory.claimOwnership([claim]);
  expect(claimed).toMatchObject({ ...claim, etag: expect.any(String) as string });
  expect(await memory.listOwnership()).toEqual([claimed]);
});
