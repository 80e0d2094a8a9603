import type { VirtualTime } from '../../../../../test/support/virtual-time.ts';
import type { SharedMemoryCapability } from '../../../../connectors/writing.ts';
import { failed, type Lease, type LeaseShare, succeeded } from '../../../../model/index.ts';

/** The leases in one user's preferences, reached over a line that may be down; answers take `ms`. */
export class Preferences {
  readonly leases = new Map<LeaseShare, Lease>();

  constructor(private readonly time: Pick<VirtualTime, 'after'>) {}

  get lease(): Lease | null {
    return this.leases.get(0) ?? null;
  }

  memory(line: { up: boolean; losesAnswers: number }, ms = 20): SharedMemoryCapability {
    const later = <Value>(value: () => Value): Promise<Value> =>
      new Promise((resolve) => void this.time.after(ms, () => resolve(value())));
    const offline = failed({ kind: 'offline', reason: 'unreachable', status: null } as const);
    const unused = (): never => {
      throw new Error('not part of a lease');
    };
    return {
      readLeases: () => later(() => (line.up ? succeeded([...this.leases.values()]) : offline)),
      writeLease: (lease) =>
        later(() => {
          if (!line.up) return offline;
          this.leases.set(lease.share, lease);
          line.losesAnswers -= 1;
          return line.losesAnswers >= 0 ? offline : succeeded(null);
        }),
      removeLease: (share) =>
        later(() => {
          if (!line.up) return offline;
          this.leases.delete(share);
          return succeeded(null);
        }),
      mark: unused,
      link: unused,
      pin: unused,
      mayLink: unused,
      linkPosts: unused,
      deletedSince: unused,
      readChoices: unused,
      readOwnChoices: unused,
      writeOwnChoices: unused,
      writeChoice: unused,
      claim: unused,
      signOf: unused,
    };
  }
}
