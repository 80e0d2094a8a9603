/** What a part of `npm test` adds to the sum. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Tests that failed and then passed: `file > test`, and the failure with its stack. */
  readonly secondTries: readonly { readonly name: string; readonly firstFailure: string }[];
  /** What failed: `file > test`, a file that could not be loaded, or a check; and the failure with its stack, empty if there is none. */
  readonly failures: readonly { readonly name: string; readonly failure: string }[];
  /** A sentence if its run was ended before all tests had run. */
  readonly endedEarly: string | null;
}

/** The fields that are read of Vitest's JSON report. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    /** Why the file could not be loaded; empty for others. */
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** How a run of Vitest ended. Names of files are given below `root`. */
export interface RunEnd {
  readonly code: number;
  readonly root: string;
  readonly endedEarly?: string | null;
}

/** Counts one run of Vitest from its JSON report (null where it wrote none) and its end. */
export declare const countReport: (report: Report | null, end: RunEnd) => Count;

/** The last lines of the output of `npm test`. The last one is always the sum; the ones before name each second try and each failure, with the beginning of what went wrong, and what was ended early. */
export declare const closingLines: (counts: readonly Count[]) => string[];
