import type { SchemaStep } from '../../schema-step.ts';

/** The engine's row says whether the user has paused carrying; before this nobody could. */
export const carryPauseStep: SchemaStep = {
  stores: {},
  upgrade: async (transaction) => {
    const engine = transaction.table<object>('engine');
    const before = await engine.get('engine');
    if (before !== undefined) await engine.put({ ...before, carryPause: { kind: 'none' } });
  },
};
