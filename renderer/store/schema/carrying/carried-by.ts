import type { SchemaStep } from '../../schema-step.ts';

interface OlderRow {
  mine?: unknown;
  carriedBy?: 'me' | 'other';
}

/** Counterparts say who wrote the copies, because the organisation's relay can be a third one beside the user and other people. */
export const carriedByStep: SchemaStep = {
  stores: {},
  upgrade: async (transaction) => {
    await transaction
      .table('counterparts')
      .toCollection()
      .modify((row: OlderRow) => {
        row.carriedBy = row.mine === true ? 'me' : 'other';
        delete row.mine;
      });
  },
};
