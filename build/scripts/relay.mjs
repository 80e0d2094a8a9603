// npm run relay: prepares what is needed, then runs the built command (build/commands/relay/index.ts).
import { prepare } from './prepare.mjs';

prepare();
await import('../../dist/tools/relay.js');
