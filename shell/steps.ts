// The steps of a start. A start that hangs is silent by itself, so its step is written to standard error.

/** Milliseconds without progress between two lines. */
const patience = 15_000;

/** A start that names its steps. */
export interface StartSteps {
  /** The start continues with this step. */
  readonly next: (step: string) => void;
  /** The start is over. */
  readonly end: () => void;
}

/** Watches a start: whenever a step has taken another 15 seconds, `say` gets one line that names it. */
export function watchSteps(say: (line: string) => void): StartSteps {
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => clearInterval(timer);
  return {
    next: (step) => {
      end();
      timer = setInterval(() => say(`The start stands still: ${step}`), patience);
      timer.unref();
    },
    end,
  };
}
