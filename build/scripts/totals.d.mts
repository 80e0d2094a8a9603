/** What a part of `npm test` adds to the sum. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Tests that failed and then passed: `file > test`, and the failure with its stack. */
  readonly secondTries: readonly { readonly name: string; readonly firstFailure: string }[];
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
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Counts one run of Vitest from its JSON report (null where it wrote none) and its exit code. Names of files are given below `root`. */
export declare const countReport: (report: Report | null, code: number, root: string) => Count;

/** The last lines of the output of `npm test`. The last one is always the sum; the ones before name each second try, with its first failure. */
export declare const closingLines: (counts: readonly Count[]) => string[];
