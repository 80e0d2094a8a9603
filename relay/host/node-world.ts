/** The engine's world in plain Node: this machine's clock, its network, and the bot accounts' tokens. */
import type { World } from '../../renderer/connectors/world.ts';
import { failed } from '../../renderer/model/index.ts';
import type { BotAccounts } from './bot-accounts.ts';
import { openBotSocket } from './bot-socket.ts';

export interface NodeWorldOptions {
  readonly accounts: BotAccounts;
  /** Sends a request; Node's own `fetch` or one that trusts another certificate. Rejects if no answer came. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly log: World['log'];
}

export const nodeWorld = ({ accounts: { teams, mattermost }, fetch, log }: NodeWorldOptions): World => ({
  now: () => Date.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  fetch: (request) => {
    if (!isBelow(request.url, mattermost.serverUrl)) return fetch(request);
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${mattermost.token}`);
    return fetch(new Request(request, { headers }));
  },
  openSocket: (_account, resume, events) => openBotSocket(mattermost, resume, events),
  accessToken: (_account, renew = false, claims) =>
    teams === null
      ? Promise.resolve(failed({ kind: 'sign-in-needed', reason: 'expired' }))
      : teams.accessToken(renew, claims),
  log,
});

/** Whether an address belongs to the server: its token goes nowhere else. */
const isBelow = (address: string, serverUrl: string): boolean => {
  const { origin, pathname } = new URL(address);
  const server = new URL(serverUrl);
  return origin === server.origin && pathname.startsWith(`${server.pathname.replace(/\/$/, '')}/`);
};
