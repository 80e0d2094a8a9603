/** For tests of the hub: a tenant of Microsoft that tells a broker what changes, and a world for a relay's user in it. */
import { vi } from 'vitest';
import { Faults } from '../../../sandbox/faults.ts';
import { type SandboxHub, startSandboxHub } from '../../../sandbox/hub/index.ts';
import { createMicrosoftTenant, type MicrosoftTenant } from '../../../sandbox/microsoft/index.ts';
import { permissions } from '../../../sandbox/microsoft/login/scopes.ts';
import { organisation } from '../../../sandbox/microsoft/testing/organisation.ts';
import { seededRandom, type SandboxWorld } from '../../../sandbox/world.ts';
import type { World } from '../../../renderer/connectors/world.ts';
import { succeeded } from '../../../renderer/model/index.ts';

/** How many times as fast as this machine's clock. */
const speed = 20;
const startedAt = Date.UTC(2026, 10, 2, 9);
const begun = performance.now();

/** The time of the tenant, the broker and the relay. */
export const fast: SandboxWorld = {
  now: () => Math.floor(startedAt + (performance.now() - begun) * speed),
  random: seededRandom(3),
  after: (ms, work) => {
    const timer = setTimeout(work, ms / speed);
    return () => clearTimeout(timer);
  },
};

/** How long a condition may take to hold. */
export const soon = { timeout: 15_000, interval: 20 };

/** Waits until it is so; also where no test runs yet. */
export const until = (isSo: () => void | Promise<void>): Promise<void> => vi.waitFor(isSo, soon);

export interface TenantWithHub {
  readonly tenant: MicrosoftTenant;
  readonly broker: SandboxHub;
}

/** Opens both. */
export const openTenantWithHub = async (): Promise<TenantWithHub> => {
  const tenant = createMicrosoftTenant({
    ...{ world: fast, loginUrl: 'https://login.sandbox.example', graphUrl: 'https://graph.sandbox.example' },
    ...{ clientId: 'isthmus', faults: new Faults(fast) },
    settings: { throttling: false, accessTokenSeconds: 86_400 },
  });
  tenant.acts.load(organisation([]));
  const broker = await startSandboxHub({ world: fast });
  tenant.subscriptions.deliverTo(broker);
  return { tenant, broker };
};

/** The world of a relay whose Teams user is Ada; there is no Mattermost in it. */
export const worldIn = (tenant: MicrosoftTenant): World => ({
  ...fast,
  fetch: (request) => tenant.graph.fetch(request),
  openSocket: () => {
    throw new TypeError('there is no Mattermost');
  },
  accessToken: () => Promise.resolve(succeeded(tenant.tokenFor('ada', Object.keys(permissions)))),
  log: () => undefined,
});
