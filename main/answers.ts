/** Main's answers to all calls of the door. Each answer calls the part of main that does the work. */
import type { Accounts } from './accounts/accounts.ts';
import type { Departures } from './accounts/departures.ts';
import type { Device } from './device/device.ts';
import type { Answers, Teller } from './door/door.ts';
import type { EngineKey } from './gateway/engine-key.ts';
import type { GraphTokens } from './gateway/graph-tokens.ts';
import type { Log } from './log/log.ts';
import type { Fetch } from './network/fetch.ts';
import type { Questions } from './network/questions.ts';
import type { Power } from './power/power.ts';
import type { Secrets } from './secrets/secrets.ts';
import type { MattermostSignIn } from './signin/mattermost/sign-in.ts';
import type { SignInPage } from './signin/page.ts';
import type { TeamsSignIn } from './signin/teams.ts';
import { asPagesKnow } from './signin/teams-consent.ts';
import { sendSignInRequest } from './signin/token-request.ts';
import type { Sockets } from './sockets/sockets.ts';
import type { Goals } from './notifications/goals.ts';
import type { NotificationAnswers } from './notifications/notification-answers.ts';
import type { Notifications } from './notifications/notifications.ts';
import type { Report } from './tray/menu.ts';
import type {
  CallResponse,
  CarryPause,
  ConnectOutcome,
  MattermostAnswer,
  Preset,
  RelayInviting,
} from '../preload/contract/index.ts';

/** The parts of main that answer. */
export interface Parts {
  readonly preset: Preset;
  readonly loginUrl: string;
  readonly about: CallResponse<'app:about'>;
  readonly accounts: Accounts;
  readonly departures: Departures;
  readonly secrets: Secrets;
  /** Called when the keyring works again, to tell the pages. */
  readonly secretsChanged: () => void;
  readonly teams: TeamsSignIn;
  readonly mattermost: MattermostSignIn;
  readonly askMattermost: (url: string) => Promise<MattermostAnswer>;
  /** Ends a sign-in that waits for the user's browser. */
  readonly cancelConnect: (service: 'teams' | 'mattermost') => void;
  readonly signInPage: SignInPage;
  readonly graphTokens: GraphTokens;
  readonly engineKey: EngineKey;
  readonly sockets: Sockets;
  readonly power: Power;
  readonly teller: Teller;
  readonly log: Log;
  readonly fetch: Fetch;
  /** Opens an address with the system's program, if it is allowed. Resolves to whether it was opened. */
  readonly openLink: (url: string) => Promise<boolean>;
  readonly questions: Questions;
  /** Asks the questions about the network again that the person has not answered. */
  readonly askAgain: () => void;
  readonly paused: () => boolean;
  readonly setPaused: (paused: boolean) => void;
  readonly report: (report: Report) => void;
  readonly notifications: Notifications;
  readonly notificationAnswers: NotificationAnswers;
  readonly device: Device;
  /** Time until which the user wants no notifications, ms since 1970; 0 if notifications are shown. */
  readonly notificationsPausedUntil: () => number;
  /** The pause of carrying that waits for the engine; once. */
  readonly takeCarryPause: () => CarryPause | null;
  /** Whom this computer invites to connect, where it is the organisation's relay. */
  readonly inviting: () => Promise<RelayInviting>;
  readonly goals: Goals;
  /** Empties the browser's cache, which may hold content of an account. */
  readonly clearCache: () => Promise<void>;
}

/** The name under which the secret store keeps the key of MSAL's cache. */
const cacheKeyName = 'msal-cache-key';

const nothing = {};

function accountAnswers(parts: Parts) {
  const { accounts, departures, cancelConnect, teams, mattermost, teller, clearCache } = parts;
  const { askAgain } = parts;
  const changed = (): void => teller.tell('accounts:changed', nothing);
  const heed = (outcome: ConnectOutcome): ConnectOutcome => {
    if (outcome.kind === 'connected') changed();
    if (outcome.kind === 'keyring-missing') parts.secretsChanged();
    return outcome;
  };
  return {
    'account:connect-teams': async (request) => {
      // Somebody who signs in can also answer a question of a proxy.
      askAgain();
      return heed(await teams.connect(request));
    },
    'account:connect-mattermost': async (request) => {
      askAgain();
      return heed(await mattermost.connect(request));
    },
    'account:ask-mattermost': ({ url }) => parts.askMattermost(url),
    'account:cancel-connect': ({ service }) => {
      cancelConnect(service);
      return nothing;
    },
    'account:list': () =>
      accounts.all().flatMap((account) => {
        if (account.leaving) return [];
        return [account.service === 'teams' ? asPagesKnow(account) : account.known];
      }),
    'account:sign-out': async ({ account }) => {
      if (accounts.find(account) === null) return nothing;
      const ended = departures.signOut(account);
      // Tells the pages at once. The remaining data is deleted in the background.
      teller.tell('account:signed-out', { account });
      changed();
      await ended;
      return nothing;
    },
    'account:removed': async ({ account }) => {
      // The account may have been signed in again meanwhile.
      if (accounts.find(account)?.leaving !== true) return nothing;
      await departures.mirrorRemoved(account);
      await clearCache();
      changed();
      return nothing;
    },
    'teams:access-token': ({ account, renew, claims }) => {
      const found = accounts.find(account);
      if (found?.service !== 'teams' || found.leaving)
        return { kind: 'sign-in-needed', reason: 'secret-lost', code: '' };
      return parts.graphTokens.see(found, renew, claims);
    },
  } satisfies Partial<Answers>;
}

function signInAnswers({ signInPage, teams, secrets, secretsChanged, accounts, loginUrl, fetch }: Parts) {
  const allowed = (): ReadonlySet<string> =>
    new Set(
      [
        loginUrl,
        ...accounts.all().flatMap((account) => (account.service === 'teams' ? [account.loginUrl] : [])),
      ].map((url) => new URL(url).origin),
    );
  return {
    'signin:ready': () => {
      signInPage.ready();
      return nothing;
    },
    'signin:cache-key': async () => {
      if (secrets.unreadable(cacheKeyName) && (await secrets.lookAgain())) secretsChanged();
      const key = secrets.read(cacheKeyName);
      if (key !== null) return { kind: 'key', key };
      // Without a Teams account the cache holds no tokens, so that nothing can be lost.
      const holds = accounts.all().some(({ service, leaving }) => service === 'teams' && !leaving);
      return { kind: secrets.unreadable(cacheKeyName) && holds ? 'unreadable' : 'none' };
    },
    'signin:keep-cache-key': async ({ key }) => {
      await secrets.keep(cacheKeyName, key);
      return nothing;
    },
    'signin:browse': ({ url }) => teams.browse(url),
    'signin:request': (request) => sendSignInRequest(request, allowed(), fetch),
    'signin:answer': ({ question, answer }) => {
      signInPage.answered(question, answer);
      return nothing;
    },
  } satisfies Partial<Answers>;
}

function engineAnswers(parts: Parts) {
  const { sockets, engineKey, power, paused, accounts, teller, report, notifications } = parts;
  return {
    'socket:open': (request) => {
      sockets.open(request);
      return nothing;
    },
    'socket:send': ({ socket, text }) => {
      sockets.send(socket, text);
      return nothing;
    },
    'socket:close': ({ socket }) => {
      sockets.close(socket);
      return nothing;
    },
    'engine:begin': () => {
      // The engine page has just started and has no sockets yet. Open sockets belong to the page before it. Closing them later would close
      // the new page's own.
      sockets.closeAll();
      engineKey.begin();
      return nothing;
    },
    'gateway:key': () => ({ key: engineKey.current() }),
    'gateway:cancel': ({ request }) => {
      engineKey.cancel(request);
      return nothing;
    },
    'engine:ready': () => {
      for (const { known, leaving, gone } of accounts.all())
        if (leaving && gone?.includes('mirror') !== true)
          teller.tell('account:signed-out', { account: known.id });
      return {
        paused: paused(),
        ...power.now(),
        notificationsPausedUntil: parts.notificationsPausedUntil(),
      };
    },
    'notification:show': async (told) => ({ failure: await notifications.show(told) }),
    'notification:close': ({ key }) => {
      notifications.close(key);
      return nothing;
    },
    'notification:reply-failed': ({ goal, text, reason }) => {
      notifications.replyFailed(goal, text, reason);
      return nothing;
    },
    'notification:take-answers': () => ({ answers: [...parts.notificationAnswers.take()] }),
    'carrying:take-pause': () => ({ pause: parts.takeCarryPause() }),
    'relay:inviting': () => parts.inviting(),
    'engine:report': (given) => {
      report(given);
      return nothing;
    },
  } satisfies Partial<Answers>;
}

/** Creates one answer for each call of the door. */
export function createAnswers(parts: Parts): Answers {
  const { preset, about, secrets, log, openLink, questions, askAgain, teller, setPaused } = parts;
  return {
    ...accountAnswers(parts),
    ...signInAnswers(parts),
    ...engineAnswers(parts),
    'preset:read': () => preset,
    'secrets:status': () => secrets.status(),
    'secrets:accept-memory-only': () => secrets.acceptMemoryOnly(),
    'link:open': async ({ url }) => ({ opened: await openLink(url) }),
    'mirror:set-paused': ({ paused }) => {
      setPaused(paused);
      return nothing;
    },
    'network:question': () => ({ question: questions.current() }),
    'network:answer': ({ id, answer }) => {
      questions.answer(id, answer);
      return nothing;
    },
    'network:ask-again': () => {
      askAgain();
      // Tells the engine to try its failed requests now. They bring the question again.
      teller.tell('power:changed', { state: 'online' });
      return nothing;
    },
    'goal:take': () => ({ goal: parts.goals.take() }),
    'device:read': () => parts.device.read(),
    'device:change': (change) => parts.device.change(change),
    'app:about': () => about,
    'log:write': ({ event, numbers }) => {
      log.write(event, numbers);
      return nothing;
    },
  };
}
