/** The relay's metrics: takes what the engine tells, and answers who asks. */
import { Counter, Gauge, Registry } from 'prom-client';
import type { Observe } from '../../renderer/engine/observing/observation.ts';
import type { Figures } from './figures.ts';
import { gauges } from './gauges.ts';
import { observedMetrics } from './observed.ts';
import { processMetrics } from './process.ts';
import { statusOf, type Version } from './status.ts';
import { failedTask } from './failed-task.ts';
import { say } from '../words/say.ts';

export class RelayMetrics {
  /** Takes an observation of the engine. */
  readonly observe: Observe;
  readonly contentType: string;
  readonly #registry = new Registry();
  readonly #setGauges: (figures: Figures) => void;
  readonly #process: ReturnType<typeof processMetrics>;
  readonly #failures: Counter<'task'>;

  constructor(private readonly version: Version) {
    const registers = [this.#registry];
    this.contentType = this.#registry.contentType;
    this.observe = observedMetrics(this.#registry);
    this.#setGauges = gauges(this.#registry);
    this.#process = processMetrics(this.#registry);
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
    this.#process.refresh();
    return this.#registry.metrics();
  }

  /** The same figures as JSON. */
  status(figures: Figures): string {
    return `${JSON.stringify(statusOf(this.version, figures), null, 2)}\n`;
  }

  stop(): void {
    this.#process.stop();
  }
}
