/** A relay that answers who monitors it. */
import { isIPv6 } from 'node:net';
import { caughtEvent } from '../../renderer/model/index.ts';
import type { HubState } from '../hub/hub-state.ts';
import { RelayMetrics } from '../metrics/relay-metrics.ts';
import { type MetricsAddress, serve } from '../metrics/serve.ts';
import { version } from '../../package.json';
import { type Relay, type RelayOptions, startRelay, type StartedRelay } from './relay.ts';

/** Where the relay can be asked how it does. */
export type Monitoring =
  /** `url` has no slash at its end. */
  | { readonly kind: 'at'; readonly url: string }
  | { readonly kind: 'nowhere' }
  /** The system does not let it listen there. The relay runs all the same. */
  | { readonly kind: 'refused'; readonly address: string; readonly port: number; readonly code: string };

export type StartedMonitored =
  | { readonly kind: 'running'; readonly relay: Relay; readonly monitoring: Monitoring }
  | Extract<StartedRelay, { readonly kind: 'refused' }>;

/** Starts a relay, and lets it answer at `where`; null for nowhere. */
export const startMonitored = async (
  options: RelayOptions,
  where: MetricsAddress | null,
): Promise<StartedMonitored> => {
  if (where === null) {
    const started = await startRelay(options);
    return started.kind === 'refused' ? started : { ...started, monitoring: { kind: 'nowhere' } };
  }
  let running: Relay | null = null;
  const hub = (): HubState | null => running?.hub() ?? null;
  const metrics = new RelayMetrics(
    { version, startedAt: Date.now() },
    { ...(options.hub ? { hub } : {}), ...(options.refreshedAt ? { refreshedAt: options.refreshedAt } : {}) },
  );
  const { observe } = metrics;
  const log: RelayOptions['log'] = (event, numbers) => {
    metrics.logged(event);
    options.log(event, numbers);
  };
  const started = await startRelay({ ...options, log, observe });
  if (started.kind === 'refused') {
    metrics.stop();
    return started;
  }
  const { relay } = started;
  running = relay;
  const served = await serve({
    where,
    pages: {
      '/metrics': {
        contentType: metrics.contentType,
        body: async () => metrics.text(await relay.figures()),
      },
      '/status': {
        contentType: 'application/json; charset=utf-8',
        body: async () => metrics.status(await relay.figures()),
      },
    },
    onFailed: (error) => log(caughtEvent('metrics-page', error)),
  });
  const drain = async (): Promise<void> => {
    if (served.kind === 'serves') await served.close();
    metrics.stop();
    await relay.drain();
  };
  const { address, port } = where;
  return {
    kind: 'running',
    relay: { ...relay, drain },
    monitoring:
      served.kind === 'serves'
        ? { kind: 'at', url: `http://${isIPv6(address) ? `[${address}]` : address}:${served.port}` }
        : { kind: 'refused', address, port, code: served.code },
  };
};
