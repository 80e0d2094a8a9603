// npm run test:live -- ...: see to what is needed, then run the built command (build/commands/live.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/live.js');
