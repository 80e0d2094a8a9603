// npm run simulate: see to what is needed, then run the built command (build/commands/simulate.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/simulate.js');
