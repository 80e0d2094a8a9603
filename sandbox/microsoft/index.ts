/** Pretend Microsoft tenants: sign-in and Graph as two Request → Response functions, over a state for each tenant. */
import type { MicrosoftTenant, MicrosoftTenantOptions, MicrosoftUrls } from './contract.ts';
import { actsOn } from './acts.ts';
import { graphApp } from './graph/app.ts';
import { Challenges } from './graph/challenges.ts';
import { Counters } from './graph/counters.ts';
import { codeOfStatus, graphErrorBody } from './graph/errors.ts';
import type { GraphService } from './graph/service.ts';
import { Accounts } from './login/accounts.ts';
import { loginApp } from './login/app.ts';
import { Consents } from './login/consents.ts';
import { DeviceCodes } from './login/device-codes.ts';
import { Grants } from './login/grants.ts';
import { IssuedTokens } from './login/issued.ts';
import { SigningKey } from './login/keys.ts';
import type { SignInService } from './login/service.ts';
import { Policies } from './login/switches/policies.ts';
import { entraSwitches } from './login/switches/switches.ts';
import { accessToken, mayEnter } from './login/token.ts';
import { defaultSettings, type MicrosoftSettings } from './settings.ts';
import { TenantState } from './state/tenant.ts';
import { Subscriptions } from './subscriptions/subscriptions.ts';

export type { MicrosoftTenant, MicrosoftTenantOptions, MicrosoftUrls } from './contract.ts';
export { makeCertificate } from './certificate.ts';
export { listenMicrosoft } from './listen.ts';
export {
  defaultSettings,
  highImpactPermissions,
  type MicrosoftSettings,
  type RedirectRegistration,
} from './settings.ts';
export { SigningKey } from './login/keys.ts';
export { consumers as personalTenantId } from './login/accounts.ts';
export type { Counters } from './graph/counters.ts';

/** Makes an empty tenant; `acts.load` fills it. */
export const createMicrosoftTenant = (options: MicrosoftTenantOptions): MicrosoftTenant => {
  const cloud = cloudOf(options);
  return tenantIn(cloud, cloud.first);
};

interface TenantParts {
  readonly state: TenantState;
  readonly settings: MicrosoftSettings;
  readonly consents: Consents;
  readonly policies: Policies;
  readonly challenges: Challenges;
  readonly subscriptions: Subscriptions;
  readonly signIn: SignInService;
}

/** Both hosts, and the parts that all tenants share. */
interface Cloud {
  readonly login: MicrosoftTenant['login'];
  readonly graph: MicrosoftTenant['graph'];
  readonly first: TenantParts;
  readonly counters: Counters;
  readonly accounts: Accounts;
  readonly grants: Grants;
  readonly registration: { clientId: string };
  readonly place: { urls: MicrosoftUrls };
  readonly add: (settings: Partial<MicrosoftSettings>) => TenantParts;
}

const cloudOf = (options: MicrosoftTenantOptions): Cloud => {
  const { world, faults } = options;
  const now = (): number => world.now();
  const registration = { clientId: options.clientId };
  const place = { urls: { loginUrl: options.loginUrl, graphUrl: options.graphUrl } };
  const clientId = (): string => registration.clientId;
  const loginUrl = (): string => place.urls.loginUrl;
  const key = options.signingKey ?? new SigningKey();
  const states: TenantState[] = [];
  const accounts = new Accounts(states);
  const issued = new IssuedTokens();
  const counters = new Counters();
  const firstSettings: MicrosoftSettings = { ...defaultSettings, ...options.settings };
  const grants = new Grants(world, firstSettings);

  const make = (settings: MicrosoftSettings): { parts: TenantParts; api: GraphService } => {
    const state = new TenantState(world);
    states.push(state);
    const consents = new Consents(settings);
    const policies = new Policies(now);
    const challenges = new Challenges(now);
    const subscriptions = new Subscriptions(world, state);
    const signIn: SignInService = {
      world,
      state,
      settings,
      clientId,
      key,
      grants,
      accounts,
      consents,
      policies,
      issued,
      signedIn: (user, withClaims) => {
        policies.signedIn(user, withClaims);
        challenges.signedIn(user, withClaims);
      },
      loginUrl,
    };
    const api: GraphService = {
      world,
      state,
      settings,
      key,
      issued,
      challenges,
      subscriptions,
      endedAt: (user) =>
        mayEnter({ service: signIn, user }) ? grants.revokedAt(accounts.homeOf(user)) : Infinity,
      counters,
      graphUrl: () => place.urls.graphUrl,
    };
    return { parts: { state, settings, consents, policies, challenges, subscriptions, signIn }, api };
  };

  const first = make(firstSettings);
  const services = [first.parts.signIn];
  const apis: [GraphService, ...GraphService[]] = [first.api];
  const host = {
    ...{ world, services, settings: () => firstSettings, accounts, grants, clientId, loginUrl },
    deviceCodes: new DeviceCodes(world, firstSettings, grants),
  };
  const login = loginApp(host, first.parts.signIn);
  const api = graphApp(apis);
  const errorBody = (status: number): { body: string; contentType: string } => ({
    body: JSON.stringify(
      graphErrorBody(codeOfStatus(status), 'A fault of the sandbox.', world.now(), grants.trace()),
    ),
    contentType: 'application/json',
  });
  const signInErrorBody = (): { body: string; contentType: string } => ({
    body: JSON.stringify({
      error: 'temporarily_unavailable',
      error_description: 'AADSTS90033: A transient error has occurred. Please try again.',
      error_codes: [90033],
    }),
    contentType: 'application/json',
  });
  return {
    login: { fetch: faults.wrap((request) => Promise.resolve(login.fetch(request)), signInErrorBody) },
    graph: { fetch: faults.wrap((request) => Promise.resolve(api.fetch(request)), errorBody) },
    first: first.parts,
    counters,
    accounts,
    grants,
    registration,
    place,
    add: (settings) => {
      const more = make({ ...defaultSettings, ...settings });
      services.push(more.parts.signIn);
      apis.push(more.api);
      return more.parts;
    },
  };
};

/** The interface of one tenant for programs that run it. */
const tenantIn = (cloud: Cloud, parts: TenantParts): MicrosoftTenant => {
  const { accounts, grants, registration, place } = cloud;
  const { state, consents, policies, signIn } = parts;
  return {
    login: cloud.login,
    graph: cloud.graph,
    acts: actsOn(state, () => `${place.urls.graphUrl}/v1.0`),
    settings: parts.settings,
    counters: cloud.counters,
    entra: entraSwitches({
      state,
      accounts,
      grants,
      consents,
      policies,
      replaceClient: (to) => {
        registration.clientId = to;
      },
    }),
    graphSwitches: parts.challenges,
    subscriptions: parts.subscriptions,
    get clientId() {
      return registration.clientId;
    },
    tenantId: () => state.tenantId,
    addTenant: (settings = {}) => tenantIn(cloud, cloud.add(settings)),
    urls: () => place.urls,
    moveTo: (to) => {
      place.urls = to;
    },
    revoke: (person) => grants.revoke(accounts.homeOf(state.directory.byKey(person))),
    tokenFor: (person, scopes) =>
      accessToken(signIn, state.directory.byKey(person), scopes, {
        knowsChallenges: false,
        contexts: [],
        isChallenge: false,
      }),
  };
};
