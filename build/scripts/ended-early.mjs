// A reporter of Vitest. It ends a run that has reached its limit of time, or of failed tests, so that no run lasts for ever. The reason is printed at
// once, and put into a file for the sum of `npm test`.
import { writeFileSync } from 'node:fs';

const nameOf = (test) => `${test.module.relativeModuleId} > ${test.fullName}`;

/**
 * Reads its limits from `ISTHMUS_TEST_LIMITS`, because a reporter on the command line has no options. JSON: `minutes`; `failures`; `graceSeconds`
 * (what is still under way then is killed with its process); `reasonFile`.
 */
export default class EndedEarly {
  #limits = JSON.parse(process.env.ISTHMUS_TEST_LIMITS);
  #running = new Set();
  #failures = 0;
  #hasEnded = false;
  #timers = [];
  #vitest;

  onInit(vitest) {
    this.#vitest = vitest;
  }

  onTestRunStart() {
    const { minutes } = this.#limits;
    this.#after(minutes * 60_000, () => this.#end(`they took longer than ${minutes} minutes`));
  }

  onTestCaseReady(test) {
    this.#running.add(nameOf(test));
  }

  onTestCaseResult(test) {
    this.#running.delete(nameOf(test));
    if (test.result().state !== 'failed') return;
    this.#failures += 1;
    if (this.#failures === this.#limits.failures) this.#end(`${this.#failures} of them failed`);
  }

  onTestRunEnd() {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #after(ms, work) {
    this.#timers.push(setTimeout(work, ms));
  }

  #end(why) {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const running = [...this.#running].map((name) => `\n  under way: ${name}`).join('');
    const reason = `ended early, because ${why}${running}`;
    process.stdout.write(`\nThe tests are ${reason}\n\n`);
    writeFileSync(this.#limits.reasonFile, reason);
    const cancel = () => void this.#vitest.cancelCurrentRun('test-failure');
    cancel();
    // The second time, Vitest ends the processes.
    this.#after(this.#limits.graceSeconds * 1_000, cancel);
  }
}
