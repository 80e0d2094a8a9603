// npm run pictures: see to what is needed, then run the built command (build/commands/pictures.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/pictures.js');
