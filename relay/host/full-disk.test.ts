/** A full disk, at the start of the relay and while it runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { Engine } from '../../renderer/engine/engine.ts';
import { failed } from '../../renderer/model/index.ts';
import { IsthmusDatabase } from '../../renderer/store/index.ts';
import { dexieOptions } from '../store/dexie-options.ts';
import { openJournaledStore } from '../store/index.ts';
import { wasmSqlite } from '../store/sqlite-wasm.ts';
import { type SmallDisk, smallDisk } from '../store/testing/small-disk.ts';
import { type Relay, type RelayOptions, startRelay } from './relay.ts';

let disk: SmallDisk;
let path: string;
let logged: string[];
beforeEach(async () => {
  disk = smallDisk(await wasmSqlite());
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-full-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  path = join(folder, 'relay.db');
  logged = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A relay whose services do not answer. */
const options = (): RelayOptions => {
  const names = { userId: 'u', displayName: '', label: '' };
  return {
    path,
    sqlite: disk.sqlite,
    accounts: {
      teams: {
        ...names,
        tenantId: 't',
        graphUrl: 'https://graph.example',
        accessToken: () => Promise.resolve(failed({ kind: 'cancelled' } as const)),
      },
      mattermost: { ...names, serverUrl: 'http://mattermost.example', token: '' },
    },
    fetch: () => Promise.reject(new TypeError('nothing answers')),
    days: null,
    log: (event) => void logged.push(event),
  };
};

/** Lets time pass. The database needs turns of the event loop, which no clock counts. */
const pass = async (ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += 1_000) {
    await vi.advanceTimersByTimeAsync(1_000);
    for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
  }
};

const running = async (): Promise<Relay> => {
  const started = await startRelay(options());
  if (started.kind === 'refused') throw new Error(started.reason);
  return started.relay;
};

/** What is in the file. */
const kept = async (): Promise<unknown> => {
  const opened = await openJournaledStore({ path, sqlite: disk.sqlite, onWriteFailed: () => undefined });
  if (opened.kind === 'refused') throw new Error(opened.reason);
  const database = new IsthmusDatabase(dexieOptions(opened.store));
  await database.open();
  const rows = [await database.engine.toArray(), await database.accounts.toArray()];
  database.close();
  await opened.store.close();
  return rows;
};

it('is refused with the reason where there is no room for a new file, and nothing runs', async () => {
  disk.full(true);
  expect(await startRelay(options())).toMatchObject({ kind: 'refused', reason: 'disk-full' });
  disk.full(false);
  await (await running()).drain();
});

it('is refused with the reason where what it writes at its start has no room, and the file is as it was', async () => {
  await (await running()).drain();
  const before = await kept();
  disk.full(true);
  expect(await startRelay(options())).toMatchObject({ kind: 'refused', reason: 'disk-full' });
  expect(logged.filter((event) => event === 'relay-store-disk-full')).toHaveLength(1);
  const asked = logged.length;
  await pass(600_000);
  expect(logged).toHaveLength(asked);
  disk.full(false);
  expect(await kept()).toEqual(before);
  await (await running()).drain();
});

it('rests while the disk is full, looks again every minute, and goes on when there is room', async () => {
  const relay = await running();
  await pass(5_000);
  expect(relay.storeFailure()).toBeNull();
  disk.full(true);
  logged = [];
  await pass(600_000);
  expect(relay.storeFailure()).toBe('disk-full');
  // The store says it once, however much it refuses.
  expect(logged.filter((event) => event === 'relay-store-disk-full')).toHaveLength(1);
  const looks = logged.filter((event) => event === 'disk-full').length;
  expect(looks).toBeGreaterThanOrEqual(8);
  expect(looks).toBeLessThanOrEqual(10);
  disk.full(false);
  logged = [];
  await pass(61_000);
  expect(relay.storeFailure()).toBeNull();
  // The service is asked again.
  expect(logged).toContain('live-disconnected');
  expect(logged).not.toContain('disk-full');
  await relay.drain();
});

it('ends in order while the disk is full, and gives the file up', async () => {
  const relay = await running();
  await pass(5_000);
  disk.full(true);
  await pass(70_000);
  expect(relay.storeFailure()).toBe('disk-full');
  const refused = new DOMException('no room', 'QuotaExceededError');
  vi.spyOn(Engine.prototype, 'handOver').mockRejectedValueOnce(refused);
  vi.spyOn(Engine.prototype, 'stop').mockRejectedValueOnce(refused);
  logged = [];
  await relay.drain();
  expect(logged).toEqual(
    expect.arrayContaining([
      'caught-relay-hand-over-quota-exceeded-error',
      'caught-relay-stop-quota-exceeded-error',
    ]),
  );
  disk.full(false);
  await (await running()).drain();
});
