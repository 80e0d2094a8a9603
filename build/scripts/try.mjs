// npm run try -- FILE…: see to what is needed, then run the built command (build/commands/try/index.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/try.js');
