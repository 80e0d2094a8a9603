// npm run bench -- <name>: see to what is needed, then run the built command (build/commands/bench/index.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/bench.js');
