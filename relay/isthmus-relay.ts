/** The relay as it is installed on a server: built into one file, `node isthmus-relay.mjs --config FILE`. */
import { argv } from 'node:process';
import { runProgram } from './commands/program.ts';

const [, path = 'isthmus-relay.mjs', ...words] = argv;
process.exitCode = await runProgram(`node ${/\s/.test(path) ? `"${path}"` : path}`, words);
