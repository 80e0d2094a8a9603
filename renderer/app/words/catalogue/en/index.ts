/** The catalogue in English: every message that the page can say, by its id, in ICU syntax. */
import { accountMessages } from './account.ts';
import { accountNamesMessages } from './account-names.ts';
import { browserMessages } from './browser.ts';
import { carryMessages } from './carry.ts';
import { connectMessages } from './connect.ts';
import { countsMessages } from './counts.ts';
import { discardMessages } from './discard.ts';
import { featureMessages } from './feature.ts';
import { keyringMessages } from './keyring.ts';
import { linkMessages } from './link.ts';
import { mattermostMessages } from './mattermost.ts';
import { namesMessages } from './names.ts';
import { networkMessages } from './network.ts';
import { overviewMessages } from './overview.ts';
import { setbackMessages } from './setback.ts';
import { signInMessages } from './sign-in.ts';
import { systemMessages } from './system.ts';
import { teamMessages } from './team.ts';
import { whenMessages } from './when.ts';

export const messages = {
  ...accountMessages,
  ...accountNamesMessages,
  ...browserMessages,
  ...carryMessages,
  ...connectMessages,
  ...countsMessages,
  ...discardMessages,
  ...featureMessages,
  ...keyringMessages,
  ...linkMessages,
  ...mattermostMessages,
  ...namesMessages,
  ...networkMessages,
  ...overviewMessages,
  ...setbackMessages,
  ...signInMessages,
  ...systemMessages,
  ...teamMessages,
  ...whenMessages,
};
