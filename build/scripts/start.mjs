// npm start: see to what is needed, then run the built command (build/commands/start.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/start.js');
