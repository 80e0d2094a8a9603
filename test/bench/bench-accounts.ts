/** What a benchmark's page is told of its user. */
import type { KnownAccount } from '../../preload/contract/index.ts';

export interface BenchAccounts {
  readonly accounts: readonly KnownAccount[];
  readonly graphToken: string;
}
