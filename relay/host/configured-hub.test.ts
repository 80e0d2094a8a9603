/** What becomes of the hub that a configuration names, and what is said of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { configShape } from '../config/relay-config.ts';
import type { EventHubsConfig } from '../config/event-hubs.ts';
import type { HubAccess, HubCredential } from '../hub/hub-access.ts';
import { countersFor, hubDiscards, type HubState, lifecycleEvents } from '../hub/hub-state.ts';
import { secretsOf } from '../secrets/secrets.ts';
import { noTool } from '../secrets/testing/tools.ts';
import { hubStanding } from '../words/event-hub.ts';
import { type ConfiguredHub, configuredHub, hubCredential } from './configured-hub.ts';

const eventHubs: EventHubsConfig = {
  ...{ namespace: 'contoso.servicebus.windows.net', hub: 'isthmus', consumerGroup: '$Default' },
  ...{ tenantDomain: 'contoso.example', webSockets: false },
  ...{ authentication: 'connectionString', connectionStringFile: null },
};
const credential: HubCredential = { getToken: () => Promise.resolve('refused') };
const stringOf = (host: string, hub: string, more = ''): string =>
  `Endpoint=sb://${host}/;SharedAccessKeyName=listen;SharedAccessKey=c2VjcmV0;EntityPath=${hub}${more}`;

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'isthmus-configured-hub-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

/** The hub with this text in the file that the configuration names. */
const withText = (text: string, { over = {}, mode = 0o600 } = {}): Promise<ConfiguredHub> => {
  const connectionStringFile = join(folder(), 'hub');
  writeFileSync(connectionStringFile, text, { mode });
  return hubOf({ connectionStringFile, ...over });
};

const hubOf = (over: Partial<EventHubsConfig>, credentials?: string): Promise<ConfiguredHub> => {
  const config = configShape.parse({
    dataFolder: '/var/lib/isthmus-relay',
    mattermost: { url: 'https://mattermost.example' },
    teams: { tenant: 'contoso.example', clientId: '6f1d3c52-0b7e-4a39-9c84-2d5b8e7f1a60' },
    eventHubs: { ...eventHubs, ...over },
  });
  const file = '/etc/relay.json';
  const environment = credentials === undefined ? {} : { CREDENTIALS_DIRECTORY: credentials };
  const secrets = secretsOf({ config, file, environment, platform: process.platform, runTool: noTool });
  return configuredHub({ config, file, secrets, credential });
};

it('takes the connection string from its file, or from the system', async () => {
  const text = stringOf(eventHubs.namespace, 'isthmus');
  const access: HubAccess = { kind: 'connection-string', text };
  const fromFile = await withText(`${text}\n`);
  expect(fromFile.settings).toEqual({
    address: {
      ...{ namespace: eventHubs.namespace, hub: 'isthmus', consumerGroup: '$Default' },
      ...{ access, webSockets: null },
    },
    tenantDomain: 'contoso.example',
    applicationId: '6f1d3c52-0b7e-4a39-9c84-2d5b8e7f1a60',
  });
  expect(fromFile.line).toMatch(
    /^Change notifications come through the event hub isthmus of contoso\.servicebus\.windows\.net, with the connection string from .*hub/,
  );
  expect(fromFile.line).not.toContain('c2VjcmV0');
  const credentials = folder();
  writeFileSync(join(credentials, hubCredential), text);
  const given = await hubOf({ webSockets: true }, credentials);
  expect(given.settings?.address).toMatchObject({ access, webSockets: {} });
  expect(given.line).toContain('from the system’s credential “event-hubs-connection-string”');
});

it('takes the sign-in of the Teams user', async () => {
  const { settings, line } = await hubOf({ authentication: 'entra' });
  expect(settings?.address.access).toEqual({ kind: 'entra', credential });
  expect(line).toMatch(/, with the sign-in of the Teams user\.$/);
});

it('takes an emulator’s connection string for this machine only', async () => {
  const emulator = ';UseDevelopmentEmulator=true';
  const isTaken = async (host: string, more: string) =>
    (await withText(stringOf(host, 'isthmus', more))).settings !== null;
  expect(await isTaken('localhost:5672', emulator)).toBe(true);
  expect(await isTaken('localhost:5672', '')).toBe(false);
  expect(await isTaken('elsewhere.example', emulator)).toBe(false);
  expect(await isTaken('localhost.example', emulator)).toBe(false);
});

it('leaves a hub whose secret cannot be used, and says why without it', async () => {
  const tried = [
    [await hubOf({}), /credential “event-hubs-connection-string”, or .*“eventHubs\.connectionStringFile”/],
    [await hubOf({ connectionStringFile: '/nowhere/hub' }), /\/nowhere\/hub is not there/],
    [await hubOf({ connectionStringFile: folder() }), /cannot be read/],
    [await withText('two words'), /does not hold a connection string/],
    [await withText('c2VjcmV0'), /is none of the hub isthmus of contoso/],
    [await withText(stringOf('other.servicebus.windows.net', 'isthmus')), /is none of the hub isthmus/],
    [await withText(stringOf(eventHubs.namespace, 'other')), /is none of the hub isthmus/],
  ] as const;
  for (const [{ settings, line }, pattern] of tried) {
    expect(settings).toBeNull();
    expect(line).toMatch(/^NO CHANGE NOTIFICATIONS, until this is mended/);
    expect(line).toMatch(pattern);
    expect(line).not.toMatch(/c2VjcmV0|two words/);
  }
});

it.skipIf(process.platform === 'win32')('leaves one whose secret others may read', async () => {
  const { settings, line } = await withText(stringOf(eventHubs.namespace, 'isthmus'), { mode: 0o640 });
  expect(settings).toBeNull();
  expect(line).toMatch(/mode 640.*make a new key for the hub\.$/);
});

it('says how the hub stands, each in one line', () => {
  const state = (standing: HubState['standing'], refused: Record<string, number> = {}): HubState => ({
    standing,
    subscriptions: { wanted: 5, live: 2, nearestExpiry: null, refused },
    ...{ partitions: [], lastEventAt: null, hints: 0 },
    discarded: countersFor(hubDiscards),
    lifecycle: countersFor(lifecycleEvents),
  });
  const said = (...of: Parameters<typeof state>): string | null => hubStanding(state(...of), eventHubs);
  expect([said({ kind: 'stopped' }), said({ kind: 'starting' })]).toEqual([null, null]);
  expect(said({ kind: 'receiving' })).toBe('Change notifications: receiving.');
  expect(said({ kind: 'receiving' }, { forbidden: 2, conflict: 1 })).toBe(
    'Change notifications: receiving, but Microsoft refuses subscriptions (conflict, forbidden; /status has how many). Their conversations are asked about at the usual pace. Another relay with the same application has made them; end it. A quota is used up (one subscription for each application and conversation, 10 for each user’s chats, 10,000 for each organisation), or a permission is missing.',
  );
  expect(said({ kind: 'receiving' }, { refused: 1 })).toContain('“Azure Event Hubs Data Sender”');
  expect(said({ kind: 'receiving' }, { 'not-found': 1 })).toContain('tries again by itself');
  const failures = {
    unreachable: /contoso\.servicebus\.windows\.net cannot be reached.* port 5671 /,
    unauthorised: /claim Listen.*“Azure Event Hubs Data Receiver”/,
    missing: /has no hub isthmus with the consumer group \$Default/,
    'taken-over': /consumer group \$Default of the hub isthmus/,
    other: /cannot receive from the hub isthmus now/,
  } as const;
  for (const failure of ['unreachable', 'unauthorised', 'missing', 'taken-over', 'other'] as const) {
    const line = said({ kind: 'failing', failure });
    expect(line).toMatch(/^NO CHANGE NOTIFICATIONS: /);
    expect(line).toMatch(failures[failure]);
  }
  expect(said({ kind: 'failing', failure: 'place-lost' })).toMatch(/^Change notifications: the place/);
});
