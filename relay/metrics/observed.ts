/** Counts what the engine tells. One metric, or several, for each kind of observation. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Observation, Observe } from '../../renderer/engine/observing/observation.ts';
import { say } from '../words/say.ts';

/** Upper bounds, seconds: of an answer, of a message on its way, of a transaction. */
const answerBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const delayBuckets = [0.1, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 3_600];
const storeBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Registers the metrics, and returns what takes observations. Labels are spelt as the Mattermost plugin for Teams spells them. */
export const observedMetrics = (registry: Registry): Observe => {
  const registers = [registry];
  const answers = {
    teams: new Histogram({
      name: 'isthmus_msgraph_client_time_seconds',
      help: say('metric.msgraph-client-time-seconds'),
      labelNames: ['method', 'success', 'status_code'],
      buckets: answerBuckets,
      registers,
    }),
    mattermost: new Histogram({
      name: 'isthmus_mattermost_client_time_seconds',
      help: say('metric.mattermost-client-time-seconds'),
      labelNames: ['method', 'success', 'status_code'],
      buckets: answerBuckets,
      registers,
    }),
  };
  const throttled = {
    teams: new Counter({
      name: 'isthmus_msgraph_throttled_total',
      help: say('metric.msgraph-throttled-total'),
      labelNames: ['resource'],
      registers,
    }),
    mattermost: new Counter({
      name: 'isthmus_mattermost_throttled_total',
      help: say('metric.mattermost-throttled-total'),
      registers,
    }),
  };
  const messages = new Counter({
    name: 'isthmus_events_messages_total',
    help: say('metric.events-messages-total'),
    labelNames: ['action', 'source', 'is_direct'],
    registers,
  });
  const delay = new Histogram({
    name: 'isthmus_events_message_delay_seconds',
    help: say('metric.events-message-delay-seconds'),
    labelNames: ['action', 'source', 'is_direct'],
    buckets: delayBuckets,
    registers,
  });
  const reactions = new Counter({
    name: 'isthmus_events_reactions_total',
    help: say('metric.events-reactions-total'),
    labelNames: ['action', 'source', 'is_direct'],
    registers,
  });
  const files = new Counter({
    name: 'isthmus_events_files_total',
    help: say('metric.events-files-total'),
    labelNames: ['action', 'source', 'is_direct', 'discarded_reason'],
    registers,
  });
  const notCarried = new Counter({
    name: 'isthmus_events_not_carried_total',
    help: say('metric.events-not-carried-total'),
    labelNames: ['source', 'discarded_reason'],
    registers,
  });
  const leases = new Counter({
    name: 'isthmus_lease_changes_total',
    help: say('metric.lease-changes-total'),
    registers,
  });
  const isConnected = new Gauge({
    name: 'isthmus_mattermost_socket_connected',
    help: say('metric.mattermost-socket-connected'),
    registers,
  });
  const connections = new Counter({
    name: 'isthmus_mattermost_socket_connections_total',
    help: say('metric.mattermost-socket-connections-total'),
    labelNames: ['replayed'],
    registers,
  });
  const signIns = new Counter({
    name: 'isthmus_sign_in_needed_total',
    help: say('metric.sign-in-needed-total'),
    labelNames: ['service'],
    registers,
  });
  const stored = new Histogram({
    name: 'isthmus_store_transaction_seconds',
    help: say('metric.store-transaction-seconds'),
    labelNames: ['kind'],
    buckets: storeBuckets,
    registers,
  });

  const count = (told: Observation): void => {
    switch (told.kind) {
      case 'request': {
        const { call: method, status, seconds } = told;
        const success = status !== null && status >= 200 && status < 300;
        const labels = { method, success: String(success), status_code: String(status ?? 'none') };
        return answers[told.service].observe(labels, seconds);
      }
      case 'throttled':
        if (told.service === 'teams') return throttled.teams.inc({ resource: told.limit ?? 'none' });
        return throttled.mattermost.inc();
      case 'carried': {
        const labels = { action: told.act, ...from(told) };
        messages.inc(labels);
        return told.seconds === null ? undefined : delay.observe(labels, told.seconds);
      }
      case 'reaction-carried':
        return reactions.inc({ action: told.act, ...from(told) });
      case 'file-carried':
        return files.inc({ action: 'created', ...from(told), discarded_reason: spelt(told.instead ?? '') });
      case 'not-carried':
        return notCarried.inc({ source: told.from, discarded_reason: spelt(told.reason) });
      case 'lease-taken':
        return leases.inc();
      case 'live-connected':
        isConnected.set(1);
        return connections.inc({ replayed: String(told.complete) });
      case 'live-lost':
        return isConnected.set(0);
      case 'sign-in-refused':
        return signIns.inc({ service: told.service });
      case 'author-taken':
      case 'author-returned':
        // How many are taken is a gauge.
        return undefined;
      case 'stored':
        return stored.observe({ kind: told.source }, told.seconds);
    }
  };
  return count;
};

const from = ({ from: source, direct }: Extract<Observation, { readonly direct: boolean }>) => ({
  source,
  is_direct: String(direct),
});

/** Our reason codes in the spelling of labels. */
export const spelt = (code: string): string => code.replaceAll('-', '_');
