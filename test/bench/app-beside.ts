/** The page beside the app page in `npm run bench -- app`: fills the database, and stores as the engine does. */
import './like-the-app.ts';
import { IsthmusDatabase } from '../../renderer/store/index.ts';
import { besidePage, type Beside } from '../support/pages/beside-page.ts';

/** The page's global. */
export interface BesidePage {
  readonly beside: Beside;
}

Object.assign(globalThis, { beside: besidePage(new IsthmusDatabase()) } satisfies BesidePage);
