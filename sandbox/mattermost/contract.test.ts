/** The contract tests against the sandbox. */
import { channelContract } from './contract/channels.ts';
import { postListContract } from './contract/postLists.ts';
import { postContract } from './contract/posts.ts';
import { profileContract } from './contract/profiles.ts';
import { openSandbox } from './contract/sandbox.ts';
import { signInContract } from './contract/signIn.ts';
import { socketContract } from './contract/sockets.ts';

const open = () => openSandbox();

signInContract(open);
profileContract(open);
channelContract(open);
postContract(open);
postListContract(open);
socketContract(open);
