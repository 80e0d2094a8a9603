import type { Monitoring } from '../host/monitored.ts';
import { say } from './say.ts';

/** Whether and where the relay can be monitored. */
export const monitored = (monitoring: Monitoring): string => {
  switch (monitoring.kind) {
    case 'at':
      return say('run.monitored', {
        metrics: `${monitoring.url}/metrics`,
        status: `${monitoring.url}/status`,
      });
    case 'nowhere':
      return say('run.monitored-nowhere');
    case 'refused': {
      const { address, port, code } = monitoring;
      return say('run.monitor-refused', { address, port: String(port), code });
    }
  }
};
