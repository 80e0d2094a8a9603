// The Teams half of signing in, for tests of what Entra and Graph answer: services, an app, and the way through the real pages.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { type MirrorRows, truthOfMirror } from '../../build/commands/mirror-truth.ts';
import { readAccountRows, readMirror } from '../../build/commands/read-mirror.ts';
import type { ConnectOutcome, Feature, TokenOutcome } from '../../preload/contract/index.ts';
import { type BrowserOutcome, createSandboxBrowser, type SandboxBrowser } from '../../sandbox/browser.ts';
import { compareTruth, describeDifference } from '../../sandbox/compare.ts';
import type { MicrosoftTenant } from '../../sandbox/microsoft/index.ts';
import type { PlannedPerson } from '../../sandbox/organisation/plan.ts';
import type { Truth } from '../../sandbox/service.ts';
import { type Services, startApp, type StartedApp, startServices, tokenAtGraph } from './both-services.ts';
import { removeFolder } from '../../main/files/testing/remove-folder.ts';

/** Whom a sign-in is for; each has what most tests want when absent. */
export interface ConnectChoices {
  /** Who sits at the browser. */
  readonly browser?: SandboxBrowser;
  /** The tenant as the card names it. */
  readonly tenant?: string;
  /** The account that is signed in again. */
  readonly account?: string | null;
  /** What of Teams is asked for beyond chats. */
  readonly asks?: readonly Feature[];
}

/** What came of a walk through the browser: how the app's call ends, and where the browser stood after each visit. */
export interface Walked {
  readonly outcome: Promise<ConnectOutcome>;
  readonly visits: readonly BrowserOutcome[];
}

export class TeamsScene {
  private constructor(
    readonly services: Services,
    readonly profile: string,
    public app: StartedApp,
  ) {}

  /** Starts both services and the app on a new profile. */
  static async start(): Promise<TeamsScene> {
    const services = await startServices();
    const profile = await mkdtemp(join(tmpdir(), 'isthmus-profile-'));
    return new TeamsScene(services, profile, await startApp(services, profile));
  }

  get microsoft(): MicrosoftTenant {
    return this.services.microsoft;
  }

  /** The key of the person whom the tests are about. */
  get person(): string {
    return this.services.person.key;
  }

  /** A browser of its own for somebody, or for an address and a password. */
  browserOf(who: PlannedPerson | { readonly username: string; readonly password: string }): SandboxBrowser {
    if ('key' in who) return this.services.browserOf(who);
    return createSandboxBrowser({ fetch: this.services.fetch, credentialsFor: () => who });
  }

  /** Begins a sign-in and walks through the browser, each time the app asks for it, until it is over or the browser has no way on. */
  async walk({ browser, tenant, account = null, asks }: ConnectChoices = {}): Promise<Walked> {
    const outcome = this.app.call('app', 'account:connect-teams', {
      tenant: tenant ?? this.microsoft.tenantId(),
      clientId: this.services.clientId,
      account,
      ...(asks === undefined ? {} : { asks: [...asks] }),
    });
    const call = { over: false };
    const settle = (): void => void (call.over = true);
    outcome.then(settle, settle);
    const at = browser ?? this.browserOf(this.services.person);
    const visits: BrowserOutcome[] = [];
    while (!call.over && visits.at(-1)?.kind !== 'stuck') {
      const address = await this.app.opened(outcome).catch((error: unknown) => {
        if (!call.over) throw error;
        return null;
      });
      if (address !== null) visits.push(await at.open(address));
    }
    return { outcome, visits };
  }

  async connect(choices: ConnectChoices = {}): Promise<ConnectOutcome> {
    return (await this.walk(choices)).outcome;
  }

  /** Signs in and answers the account's id. */
  async connected(choices: ConnectChoices = {}): Promise<string> {
    const outcome = await this.connect(choices);
    if (outcome.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(outcome)}`);
    return outcome.account.id;
  }

  /** A token as the engine asks for it; `renew` passes the cached one by. */
  token(account: string, renew = false): Promise<TokenOutcome> {
    return this.app.call('engine', 'teams:access-token', { account, renew });
  }

  /** The claims of a token that there must be. */
  async claims(account: string, renew = false): Promise<Record<string, unknown>> {
    const [, payload = ''] = (await tokenAtGraph(this.app, this.services, account, renew)).split('.');
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  }

  /** The account's row in the mirror; undefined while there is none. */
  async row(account: string): Promise<MirrorRows['accounts'][number] | undefined> {
    const rows = await readAccountRows(await this.app.page('app'));
    return rows.find(({ id }) => id === account);
  }

  /** How the account stands, as the page shows it. */
  async state(account: string): Promise<MirrorRows['accounts'][number]['state'] | undefined> {
    return (await this.row(account))?.state;
  }

  /** What the account's mirror does not agree on with the tenant, in words; only of what `part` leaves of both. */
  async differences(account: string, part: (truth: Truth) => Truth = (truth) => truth): Promise<string[]> {
    const rows = await readMirror(await this.app.page('app'));
    const row = rows.accounts.find(({ id }) => id === account);
    if (!row) return [`no account ${account}`];
    const truth = this.microsoft.acts.truth(this.person);
    return compareTruth(part(truth), part(truthOfMirror(rows, row))).map(describeDifference);
  }

  /** Waits until the account's mirror agrees with the tenant. */
  async untilMirrored(account: string, part?: (truth: Truth) => Truth): Promise<void> {
    await vi.waitFor(
      async () => {
        const left = await this.differences(account, part);
        const state = JSON.stringify(await this.state(account));
        if (left.length > 0) throw new Error(`${left.length} differences, ${left[0] ?? ''}; ${state}`);
      },
      { timeout: 60_000, interval: 200 },
    );
  }

  /** Waits until the account stands so. */
  async untilState(account: string, wanted: object): Promise<void> {
    await vi.waitFor(async () => expect(await this.state(account)).toEqual(wanted), {
      timeout: 60_000,
      interval: 200,
    });
  }

  /** The user comes back to the app's window. */
  async look(): Promise<void> {
    await this.app.app.evaluate(({ app }) => void app.emit('browser-window-focus'));
  }

  /** The machine wakes from a sleep: whatever is new is asked for at once, as after a start. */
  async wake(): Promise<void> {
    await this.app.app.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('suspend');
      powerMonitor.emit('resume');
    });
  }

  /** Somebody writes to the person; answers nothing, for the mirror is compared whole. */
  post(): void {
    const { acts } = this.microsoft;
    const chat = acts
      .conversations()
      .find(({ kind, members }) => kind === 'direct' && members.includes(this.person));
    const author = chat?.members.find((one) => one !== this.person);
    if (!chat || author === undefined) throw new Error('the person has no chat of two');
    acts.post(author, chat.id, { content: '<p>What came meanwhile.</p>' });
  }

  async restart(end: 'close' | 'kill' = 'close'): Promise<void> {
    await this.app[end]();
    this.app = await startApp(this.services, this.profile);
  }

  /** Takes back what tests switch. */
  calm(): void {
    this.services.microsoftFaults.clear();
    this.microsoft.entra.clear();
    this.microsoft.graphSwitches.clear();
    Object.assign(this.microsoft.settings, {
      adminConsent: true,
      userConsentAllowed: true,
      consentNeedsAdmin: [],
      adminConsentWorkflow: false,
      registration: 'ready',
      missingPermissions: [],
      personalAccounts: false,
    });
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.services.close();
    await removeFolder(this.profile);
  }
}
