/** The relay's metrics: takes what the engine tells, and answers who asks. */
import { Counter, Gauge, Registry } from 'prom-client';
import type { Observe } from '../../renderer/engine/observing/observation.ts';
import type { Figures } from './figures.ts';
import { gauges } from './gauges.ts';
import { observedMetrics } from './observed.ts';
import { type HubFigures, hubGauges } from './hub-gauges.ts';
import { processMetrics } from './process.ts';
import { statusOf, type Version } from './status.ts';
import { failedTask } from './failed-task.ts';
import { say } from '../words/say.ts';

/** What else is monitored where the relay has it. Without it, its metrics are not there. */
export interface MoreFigures {
  /** Where change notifications are received. Null where they cannot be now. */
  readonly hub?: () => HubFigures | null;
  /** When the refresh token of the Teams user was last renewed, ms; null if that is not known. */
  readonly refreshedAt?: () => number | null;
}

export class RelayMetrics {
  /** Takes an observation of the engine. */
  readonly observe: Observe;
  readonly contentType: string;
  readonly #registry = new Registry();
  readonly #setGauges: (figures: Figures) => void;
  readonly #process: ReturnType<typeof processMetrics>;
  readonly #failures: Counter<'task'>;

  readonly #setMore: (now: number) => void;

  constructor(
    private readonly version: Version,
    private readonly more: MoreFigures = {},
  ) {
    const registers = [this.#registry];
    this.contentType = this.#registry.contentType;
    this.observe = observedMetrics(this.#registry);
    this.#setGauges = gauges(this.#registry);
    this.#process = processMetrics(this.#registry);
    this.#setMore = moreGauges(this.#registry, more);
    this.#failures = new Counter({
      name: 'isthmus_system_task_failures_total',
      help: say('metric.system-task-failures-total'),
      labelNames: ['task'],
      registers,
    });
    new Gauge({
      name: 'isthmus_system_start_timestamp_seconds',
      help: say('metric.system-start-timestamp-seconds'),
      registers,
    }).set(version.startedAt / 1_000);
    new Gauge({
      name: 'isthmus_build_info',
      help: say('metric.build-info'),
      labelNames: ['version', 'mode'],
      registers,
    }).set({ version: version.version, mode: 'relay' }, 1);
  }

  /** Takes an event of the log (`World.log`). Of these, caught errors are counted. */
  logged(event: string): void {
    const task = failedTask(event);
    if (task !== null) this.#failures.inc({ task });
  }

  /** All metrics, as Prometheus reads them. */
  async text(figures: Figures): Promise<string> {
    this.#setGauges(figures);
    this.#setMore(Date.now());
    this.#process.refresh();
    return this.#registry.metrics();
  }

  /** The same figures as JSON. */
  status(figures: Figures): string {
    return `${JSON.stringify(statusOf(this.version, figures, { hub: this.more.hub?.(), refreshedAt: this.more.refreshedAt?.() }), null, 2)}\n`;
  }

  stop(): void {
    this.#process.stop();
  }
}

/** Registers the metrics of what there is, and returns what sets them. */
const moreGauges = (registry: Registry, { hub, refreshedAt }: MoreFigures): ((now: number) => void) => {
  const setHub = hub && hubGauges(registry);
  const age =
    refreshedAt &&
    new Gauge({
      name: 'isthmus_refresh_token_age_seconds',
      help: say('metric.refresh-token-age-seconds'),
      labelNames: ['service'],
      registers: [registry],
    });
  return (now) => {
    const found = hub?.() ?? null;
    if (found) setHub?.(found, now);
    age?.reset();
    const at = refreshedAt?.() ?? null;
    if (at !== null) age?.set({ service: 'teams' }, Math.max(0, now - at) / 1_000);
  };
};
