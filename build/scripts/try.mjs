// npm run try -- FILE…: prepares what is needed, then runs the built command (build/commands/try/index.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/try.js');
