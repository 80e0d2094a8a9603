import type { SchemaStep } from './step.ts';

interface OlderRow {
  readonly linkId?: unknown;
  readonly service?: unknown;
  readonly state?: { readonly kind?: unknown } | null;
  lane?: string;
}

/** What of the outbox is still to be looked at stands in a lane, and is found there without reading what is settled. */
export const outboxLanesStep: SchemaStep = {
  stores: { outbox: 'messageId, [linkId+state.kind], lane, [lane+at]' },
  upgrade: async (transaction) => {
    await transaction
      .table('outbox')
      .toCollection()
      .modify((row: OlderRow) => {
        const kind = row.state?.kind;
        if (typeof kind !== 'string' || kind === 'failed' || kind === 'discarded') return;
        row.lane = `${String(row.linkId)} ${String(row.service)}`;
      });
  },
};
