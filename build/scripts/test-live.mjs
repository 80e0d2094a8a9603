// npm run test:live -- ...: prepares what is needed, then runs the built command (build/commands/live.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/live.js');
