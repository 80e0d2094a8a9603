/** The task of a caught error in the log (`caughtEvent`): its place and class, `connector-call-type-error`; null for any other event. */
export const failedTask = (event: string): string | null =>
  /^caught-([a-z-]{1,60})$/.exec(event)?.[1] ?? null;
