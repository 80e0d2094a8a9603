/** Puts together the sign-ins to both services, the watch for granted permissions, and signing out. */
import { app, powerMonitor } from 'electron';
import type { Preset, Telling } from '../../preload/contract/index.ts';
import { createDepartures, type Departures } from '../accounts/departures.ts';
import type { Teller } from '../door/door.ts';
import type { GraphTokens } from '../gateway/graph-tokens.ts';
import type { DesktopNetwork } from '../network/open-network.ts';
import { createAttempts } from '../signin/attempt.ts';
import { createBrowsing } from '../signin/browsing.ts';
import { watchConsent } from '../signin/consent-watch.ts';
import { createLoopbacks } from '../signin/loopback.ts';
import { createAsking } from '../signin/mattermost/ask.ts';
import { createHanding, handedScheme } from '../signin/mattermost/handing.ts';
import { createMattermostSignIn, type MattermostSignIn } from '../signin/mattermost/sign-in.ts';
import type { SignInPage } from '../signin/page.ts';
import type { Cloud } from '../signin/teams-keeping.ts';
import { createTeamsSignIn, type TeamsSignIn } from '../signin/teams.ts';
import { after } from './after.ts';
import { openExternal } from './links.ts';
import type { Stores } from './stores.ts';

/** What the sign-ins need. */
export interface SignInsNeeds {
  readonly stores: Stores;
  readonly teller: Teller;
  readonly network: DesktopNetwork;
  readonly signInPage: SignInPage;
  readonly graphTokens: GraphTokens;
  readonly cloud: Cloud;
  /** The prepared Mattermost server, and the relay's accounts. */
  readonly preset: Pick<Preset, 'mattermost' | 'relay'>;
}

/** The sign-ins. */
export interface SignIns {
  readonly teams: TeamsSignIn;
  readonly mattermost: MattermostSignIn;
  readonly departures: Departures;
  readonly askMattermost: ReturnType<typeof createAsking>;
  /** Ends a sign-in that waits for the user's browser. */
  readonly cancelConnect: (service: 'teams' | 'mattermost') => void;
  /** Takes an address that the system or another program gave to the app. */
  readonly handed: (address: string) => void;
}

/** Makes the sign-ins, and begins to watch for granted permissions; called once. */
export function createSignIns(needs: SignInsNeeds): SignIns {
  const { teller, network, signInPage, graphTokens } = needs;
  const { accounts, secrets, log } = needs.stores;
  // Allows one interactive sign-in per service at a time. Both services may have one at the same time.
  const attempts = { teams: createAttempts(after), mattermost: createAttempts(after) };
  const surfing = {
    loopbacks: createLoopbacks(after, log),
    openExternal,
    tell: (message: Telling<'account:browsing'>) => teller.tell('account:browsing', message),
    log,
  };
  const teamsSignIn = createTeamsSignIn(
    {
      accounts,
      secrets,
      log,
      attempts: attempts.teams,
      browsing: createBrowsing('teams', surfing),
      page: signInPage,
      cloud: needs.cloud,
      relay: needs.preset.relay,
    },
    () => teller.tell('accounts:changed', {}),
  );
  // Notices granted permissions at the start, after a sleep, and when the user looks.
  const consent = watchConsent({ now: () => Date.now(), after, look: () => teamsSignIn.look(), log });
  consent.begin();
  app.on('browser-window-focus', () => consent.look());
  powerMonitor.on('resume', () => consent.begin());
  const teams: TeamsSignIn = {
    ...teamsSignIn,
    connect: async (request) => {
      const outcome = await teamsSignIn.connect(request);
      if (outcome.kind === 'connected') consent.wait();
      return outcome;
    },
  };
  // Isthmus handles this scheme only during a sign-in.
  const claimScheme = (): (() => void) | null =>
    app.setAsDefaultProtocolClient(handedScheme)
      ? () => void app.removeAsDefaultProtocolClient(handedScheme)
      : null;
  const handing = createHanding();
  const asking = {
    fetch: network.fetch,
    preset: needs.preset.mattermost,
    certificateRefused: network.certificateRefused,
  };
  const mattermost = createMattermostSignIn({
    accounts,
    secrets,
    log,
    attempts: attempts.mattermost,
    browsing: createBrowsing('mattermost', surfing),
    ...asking,
    relay: needs.preset.relay,
    handing,
    claimScheme,
    pause: (ms) => new Promise((resolve) => void after(ms, resolve)),
    now: () => Date.now(),
  });
  const departures = createDepartures({
    accounts,
    forget: async (account) => {
      if (account.service === 'mattermost') return mattermost.forget(account).then(() => true);
      const isForgotten = await teams.forget(account);
      // Forgets after the sign-in page, because a token that is on its way may be stored until then.
      graphTokens.forget(account.known.id);
      return isForgotten;
    },
    after,
    log,
  });
  return {
    teams,
    mattermost,
    departures,
    askMattermost: createAsking(asking),
    cancelConnect: (service) => attempts[service].cancel(),
    handed: (address) => handing.heard(address),
  };
}
