// npm run simulate: prepares what is needed, then runs the built command (build/commands/simulate.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/simulate.js');
