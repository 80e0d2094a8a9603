/** What connectors told, as tests of the mirror apply it. */
import type { Change, Message } from '../../renderer/model/index.ts';
import type { Batch } from '../../renderer/engine/mirror/store/batch.ts';
import { account, facts } from './rows.ts';

/** A batch of the Mattermost account. */
export const batchOf = (changes: readonly Change[], over: Partial<Batch> = {}): Batch => ({
  accountId: account,
  source: 'changes',
  changes,
  cursor: null,
  covers: null,
  notBefore: null,
  gone: new Map(),
  ...over,
});
export const told = (row: Message): Change => ({ kind: 'message', message: row });
export const conversation = (over: Parameters<typeof facts>[0] = {}): Change => ({
  kind: 'conversation',
  conversation: facts(over),
});
