/**
 * The metrics of the process, under the names that all programs of Node use. prom-client's own set is not taken: promtool refuses three of
 * its names.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';
import { say } from '../words/say.ts';

/** How exactly a delay of the event loop is measured, ms. */
const resolution = 20;

/** Registers them; `refresh` reads them, `stop` ends measuring. */
export const processMetrics = (
  registry: Registry,
): { readonly refresh: () => void; readonly stop: () => void } => {
  const registers = [registry];
  const cpu = new Counter({
    name: 'process_cpu_seconds_total',
    help: say('metric.process-cpu-seconds-total'),
    registers,
  });
  const memory = new Gauge({
    name: 'process_resident_memory_bytes',
    help: say('metric.process-resident-memory-bytes'),
    registers,
  });
  const heap = new Gauge({
    name: 'nodejs_heap_size_used_bytes',
    help: say('metric.nodejs-heap-size-used-bytes'),
    registers,
  });
  const lag = new Gauge({
    name: 'nodejs_eventloop_lag_p99_seconds',
    help: say('metric.nodejs-eventloop-lag-p99-seconds'),
    registers,
  });
  new Gauge({
    name: 'process_start_time_seconds',
    help: say('metric.process-start-time-seconds'),
    registers,
  }).set(Math.round(Date.now() / 1_000 - process.uptime()));
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  return {
    refresh: () => {
      const { user, system } = process.cpuUsage();
      cpu.reset();
      cpu.inc((user + system) / 1e6);
      memory.set(process.memoryUsage.rss());
      heap.set(process.memoryUsage().heapUsed);
      lag.set(delays.count === 0 ? 0 : Math.max(0, delays.percentile(99) / 1e9 - resolution / 1_000));
      delays.reset();
    },
    stop: () => void delays.disable(),
  };
};
