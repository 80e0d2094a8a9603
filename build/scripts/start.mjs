// npm start: prepares what is needed, then runs the built command (build/commands/start.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/start.js');
