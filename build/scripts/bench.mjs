// npm run bench -- <name>: prepares what is needed, then runs the built command (build/commands/bench/index.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/bench.js');
