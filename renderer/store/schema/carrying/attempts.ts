import type { SchemaStep } from '../../schema-step.ts';

/** Sending. Open acts are read by lane, in order. Settled acts are read by conversation and outcome, and by the message that they made. */
export const attemptsStep: SchemaStep = {
  stores: {
    attempts: 'key, accountId, lane, [lane+at]',
    settledAttempts: 'key, accountId, state.made, [target+state.kind+at]',
  },
};
