// npm run build: all bundles into dist/.
import { prepare } from './prepare.mjs';

prepare({ force: true });
