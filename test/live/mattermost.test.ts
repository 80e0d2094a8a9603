/** Mattermost's and its connector's contract tests on a real server (`npm run test:live -- --mattermost URL --admin NAME`). */
import { beforeAll, describe } from 'vitest';
import { fileJournal } from '../../sandbox/live-journal.ts';
import { everyContract } from '../../sandbox/mattermost/contract/every.ts';
import type { Fixture } from '../../sandbox/mattermost/contract/fixture.ts';
import { LiveServer } from '../../sandbox/mattermost/contract/live/live.ts';
import { connectorContract } from './connector.ts';
import { openMattermost } from './mattermost-subject.ts';
import { targetsOf } from '../../build/commands/live-targets.ts';

const { mattermost } = targetsOf(process.env);

describe.runIf(mattermost)('Mattermost', () => {
  let server: LiveServer | null = null;
  beforeAll(async () => {
    if (mattermost) server = await LiveServer.open(mattermost.target, fileJournal(mattermost.journal));
  });

  const open = (): Promise<Fixture> => {
    if (!server) throw new Error('the server was not opened');
    return Promise.resolve(server.fixture());
  };
  everyContract(open);
  describe('connector', () => connectorContract(async () => openMattermost(await open())));
});
