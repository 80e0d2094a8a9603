/** Every contract test of Mattermost, for whatever fixture: `npm test` runs them on the sandbox, `npm run test:live` on a real server. */
import { administrationContract } from './administration.ts';
import { botContract } from './bots.ts';
import { channelContract } from './channels.ts';
import { commandContract } from './commands.ts';
import type { OpenFixture } from './fixture.ts';
import { postListContract } from './post-lists.ts';
import { postContract } from './posts.ts';
import { profileContract } from './profiles.ts';
import { roleContract } from './roles.ts';
import { seenContract } from './seen.ts';
import { signInContract } from './sign-in.ts';
import { socketContract } from './sockets.ts';
import { writingContract } from './writing.ts';

export const everyContract = (open: OpenFixture): void => {
  signInContract(open);
  profileContract(open);
  channelContract(open);
  postContract(open);
  botContract(open);
  postListContract(open);
  writingContract(open);
  commandContract(open);
  roleContract(open);
  socketContract(open);
  administrationContract(open);
  seenContract(open);
};
