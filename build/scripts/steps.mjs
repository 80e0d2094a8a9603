// Prints what a command is doing and how long it took, so that a long start is never silent.

/** Prints a line to stderr. stdout has only the requested output. */
const say = (line) => void process.stderr.write(`${line}\n`);

const seconds = (from) => `${((performance.now() - from) / 1_000).toFixed(1)} s`;

/** Does `work` between two lines: `Building main…` and `Building main: 3.2 s`. Returns and throws as `work` does. */
export const step = (what, work) => {
  say(`${what}…`);
  const from = performance.now();
  const result = work();
  const done = () => say(`${what}: ${seconds(from)}`);
  if (!(result instanceof Promise)) {
    done();
    return result;
  }
  return result.then((value) => {
    done();
    return value;
  });
};
