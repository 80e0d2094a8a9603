/** The relay's own process under `npm run relay`. SIGTERM, SIGINT, and the end of the command drain it; then it ends with 0. */
import { startMonitored } from '../../../relay/host/monitored.ts';
import { monitored } from '../../../relay/words/monitored.ts';
import { storeRefused } from '../../../relay/words/store-refused.ts';
import { createNetworkFetch } from '../../../sandbox/browser/network-fetch.ts';
import { describeProgress } from '../progress.ts';
import type { Begin, ToRelay } from './messages.ts';
import { TokenAsker } from './token-asker.ts';

const lookEvery = 1_000;
const refusedCode = 2;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const told = new Promise<void>((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
  process.once('disconnect', resolve);
});

const tokens = new TokenAsker((question, lost) => {
  if (!process.send) return lost();
  process.send(question, undefined, undefined, (error) => {
    if (error) lost();
  });
});
process.once('disconnect', () => tokens.giveUp());

const begin = async ({ path, certificatePem, teams, mattermost }: Begin): Promise<void> => {
  const started = await startMonitored(
    {
      path,
      accounts: { teams: { ...teams, accessToken: tokens.ask }, mattermost },
      fetch: createNetworkFetch(certificatePem),
      days: null,
      log: (event, numbers = {}) => {
        if (event.startsWith('caught-') || event.startsWith('relay-'))
          say(`${event} ${JSON.stringify(numbers)}`);
      },
    },
    { address: '127.0.0.1', port: 0, hosts: [] },
  );
  if (started.kind === 'refused') {
    say(storeRefused(started.reason, path));
    process.exit(refusedCode);
  }
  const { relay } = started;
  say(`The relay runs, with ${await relay.database.messages.count()} messages from its file.`);
  say(monitored(started.monitoring));
  let last = '';
  const timer = setInterval(() => void tell(), lookEvery);
  const tell = async (): Promise<void> => {
    const line = describeProgress(await relay.database.accounts.toArray());
    // How many messages there are changes all the time.
    const standing = line.replaceAll(/\b\d{1,9} messages/g, '');
    if (standing !== last) say(line);
    last = standing;
  };
  await told;
  clearInterval(timer);
  say('The relay drains.');
  await relay.drain();
  say('The relay has ended.');
  process.exit(0);
};

process.on('message', (message: ToRelay) => {
  switch (message.kind) {
    case 'begin':
      return void begin(message);
    case 'token':
      return tokens.answer(message.number, message.token);
  }
});
