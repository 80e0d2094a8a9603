import type { SchemaStep } from '../../schema-step.ts';

interface OlderRow {
  readonly linkId?: unknown;
  readonly service?: unknown;
  readonly state?: { readonly kind?: unknown } | null;
  lane?: string;
}

/** Open rows of the outbox get a lane, and are found by it without reading settled rows. */
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
