/** The engine's world in plain Node: this machine's clock, its network, and the bot accounts' tokens. */
import type { World } from '../../renderer/connectors/world.ts';
import { failed } from '../../renderer/model/index.ts';
import { type BotAccounts, botTeamsAccount } from './bot-accounts.ts';
import { openBotSocket } from './bot-socket.ts';

export interface NodeWorldOptions {
  readonly accounts: BotAccounts;
  /** Sends a request; Node's own `fetch` or one that trusts another certificate. Rejects if no answer came. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly log: World['log'];
}

export const nodeWorld = ({ accounts, fetch, log }: NodeWorldOptions): World => ({
  now: () => Date.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  fetch: (request) => {
    const { mattermost } = accounts;
    if (!isBelow(request.url, mattermost.serverUrl)) return fetch(request);
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${mattermost.token}`);
    return fetch(new Request(request, { headers }));
  },
  openSocket: (_account, resume, events) => openBotSocket(accounts.mattermost, resume, events),
  accessToken: (account, renew = false, claims) => {
    const { teams } = accounts;
    // Another user has signed in, and this one's mirror is about to end: it gets no token of the other.
    if (teams === null || botTeamsAccount(teams) !== account)
      return Promise.resolve(failed({ kind: 'cancelled' }));
    return teams.accessToken(renew, claims);
  },
  log,
});

/** Whether an address belongs to the server: its token goes nowhere else. */
const isBelow = (address: string, serverUrl: string): boolean => {
  const { origin, pathname } = new URL(address);
  const server = new URL(serverUrl);
  return origin === server.origin && pathname.startsWith(`${server.pathname.replace(/\/$/, '')}/`);
};
