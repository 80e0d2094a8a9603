import type { SchemaStep } from '../schema-step.ts';

/**
 * A table for requests that fail several times, with the reason. A refused conversation had lost its position, so it is read again from the
 * start.
 */
export const setbacksStep: SchemaStep = {
  stores: { setbacks: '[accountId+what+of], accountId, of' },
  upgrade: async (transaction) => {
    await transaction
      .table('cursors')
      .filter(
        ({ history }: { readonly history?: { readonly kind?: string } | null }) =>
          history?.kind === 'refused',
      )
      .modify({ history: { kind: 'unstarted' }, changes: null });
    await transaction.table('accounts').toCollection().modify({ 'progress.conversations.setBack': 0 });
  },
};
