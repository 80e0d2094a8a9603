import type { SchemaStep } from './step.ts';

/** Sending: open acts are read by lane, in order; settled ones by conversation and what became of them, and by the message they made. */
export const attemptsStep: SchemaStep = {
  stores: {
    attempts: 'key, accountId, lane, [lane+at]',
    settledAttempts: 'key, accountId, state.made, [target+state.kind+at]',
  },
};
