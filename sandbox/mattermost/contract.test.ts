/** The contract tests against the sandbox. */
import { everyContract } from './contract/every.ts';
import { openSandbox } from './contract/sandbox.ts';

everyContract(() => openSandbox());
