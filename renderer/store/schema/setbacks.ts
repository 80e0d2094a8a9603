import type { SchemaStep } from './step.ts';

/** What fails by itself, with its reason. A conversation that was refused had lost how far it was read; it is read anew. */
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
