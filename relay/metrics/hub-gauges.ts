/** The metrics of change notifications. */
import { Counter, Gauge, type Registry } from 'prom-client';
import { say } from '../words/say.ts';
import { spelt } from './observed.ts';

/** How the relay stands with Microsoft's change notifications. It holds no id. */
export interface HubFigures {
  readonly standing: { readonly kind: string };
  readonly subscriptions: {
    /** How many there should be, and how many there are. */
    readonly wanted: number;
    readonly live: number;
    /** When the first of them ends, ms on this machine's clock; null without any. */
    readonly nearestExpiry: number | null;
  };
  /** How many events each partition of the hub has that are not handled yet; null if that is not known. */
  readonly partitions: readonly { readonly behind: number | null }[];
  /** When the last event came, ms; null if none came since the start. */
  readonly lastEventAt: number | null;
  /** Events that led to a pull, since the start. */
  readonly hints: number;
  /** Events that were thrown away since the start, by reason. */
  readonly discarded: Readonly<Record<string, number>>;
  /** What Graph said of subscriptions since the start, by kind. */
  readonly lifecycle: Readonly<Record<string, number>>;
}

/** Registers the metrics, and returns what sets them. `now`: ms on this machine's clock. */
export const hubGauges = (registry: Registry): ((hub: HubFigures, now: number) => void) => {
  const registers = [registry];
  const receiving = new Gauge({
    name: 'isthmus_hub_receiving',
    help: say('metric.hub-receiving'),
    registers,
  });
  const events = new Counter({
    name: 'isthmus_events_change_events_total',
    help: say('metric.events-change-events-total'),
    labelNames: ['discarded_reason'],
    registers,
  });
  const lifecycle = new Counter({
    name: 'isthmus_events_lifecycle_events_total',
    help: say('metric.events-lifecycle-events-total'),
    labelNames: ['event_type'],
    registers,
  });
  const subscriptions = new Gauge({
    name: 'isthmus_subscriptions',
    help: say('metric.subscriptions'),
    labelNames: ['state'],
    registers,
  });
  const expires = new Gauge({
    name: 'isthmus_subscription_expires_seconds',
    help: say('metric.subscription-expires-seconds'),
    labelNames: ['which'],
    registers,
  });
  const behind = new Gauge({
    name: 'isthmus_hub_partition_lag_events',
    help: say('metric.hub-partition-lag-events'),
    registers,
  });
  const last = new Gauge({
    name: 'isthmus_hub_last_event_timestamp_seconds',
    help: say('metric.hub-last-event-timestamp-seconds'),
    labelNames: ['which'],
    registers,
  });
  return (hub, now) => {
    for (const one of [events, lifecycle, expires, last]) one.reset();
    receiving.set(hub.standing.kind === 'receiving' ? 1 : 0);
    events.inc({ discarded_reason: '' }, hub.hints);
    for (const [reason, count] of Object.entries(hub.discarded))
      events.inc({ discarded_reason: spelt(reason) }, count);
    for (const [kind, count] of Object.entries(hub.lifecycle)) lifecycle.inc({ event_type: kind }, count);
    const { wanted, live, nearestExpiry } = hub.subscriptions;
    subscriptions.set({ state: 'wanted' }, wanted);
    subscriptions.set({ state: 'live' }, live);
    if (nearestExpiry !== null) expires.set({ which: 'first' }, Math.max(0, nearestExpiry - now) / 1_000);
    behind.set(hub.partitions.reduce((sum, partition) => sum + (partition.behind ?? 0), 0));
    if (hub.lastEventAt !== null) last.set({ which: 'last' }, hub.lastEventAt / 1_000);
  };
};
