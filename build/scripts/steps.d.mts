/** Says to stderr what is being done, and then how long it took. */
export declare const step: <Value>(what: string, work: () => Value) => Value;
