/** The pretend Microsoft tenant: sign-in and Graph as two Request → Response functions over one state. */
import type { MicrosoftTenant, MicrosoftTenantOptions, MicrosoftUrls } from './contract.ts';
import { actsOn } from './acts.ts';
import { graphApp } from './graph/app.ts';
import { Challenges } from './graph/challenges.ts';
import { Counters } from './graph/counters.ts';
import { codeOfStatus, graphErrorBody } from './graph/errors.ts';
import type { GraphService } from './graph/service.ts';
import { loginApp } from './login/app.ts';
import { Consents } from './login/consents.ts';
import { Grants } from './login/grants.ts';
import { IssuedTokens } from './login/issued.ts';
import { SigningKey } from './login/keys.ts';
import type { SignInService } from './login/service.ts';
import { Policies } from './login/switches/policies.ts';
import { entraSwitches } from './login/switches/switches.ts';
import { accessToken } from './login/token.ts';
import { defaultSettings, type MicrosoftSettings } from './settings.ts';
import { TenantState } from './state/tenant.ts';

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
export type { Counters } from './graph/counters.ts';

/** Makes an empty tenant; `acts.load` fills it. */
export const createMicrosoftTenant = (options: MicrosoftTenantOptions): MicrosoftTenant => {
  const { world, faults } = options;
  const now = (): number => world.now();
  let { clientId } = options;
  const settings: MicrosoftSettings = { ...defaultSettings, ...options.settings };
  let urls: MicrosoftUrls = { loginUrl: options.loginUrl, graphUrl: options.graphUrl };
  const state = new TenantState(world);
  const key = options.signingKey ?? new SigningKey();
  const grants = new Grants(world, settings);
  const consents = new Consents(settings);
  const policies = new Policies(now);
  const challenges = new Challenges(now);
  const issued = new IssuedTokens();
  const counters = new Counters();
  const signIn: SignInService = {
    world,
    state,
    settings,
    clientId: () => clientId,
    key,
    grants,
    consents,
    policies,
    issued,
    signedIn: (user, withClaims) => {
      policies.signedIn(user, withClaims);
      challenges.signedIn(user, withClaims);
    },
    loginUrl: () => urls.loginUrl,
  };
  const graph: GraphService = {
    world,
    state,
    settings,
    key,
    issued,
    challenges,
    endedAt: (user) => (state.directory.isEnabled(user) ? grants.revokedAt(user) : Infinity),
    counters,
    graphUrl: () => urls.graphUrl,
  };
  const login = loginApp(signIn);
  const api = graphApp(graph);
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
    acts: actsOn(state, () => `${urls.graphUrl}/v1.0`),
    settings,
    counters,
    entra: entraSwitches({
      state,
      grants,
      consents,
      policies,
      replaceClient: (to) => {
        clientId = to;
      },
    }),
    graphSwitches: challenges,
    get clientId() {
      return clientId;
    },
    tenantId: () => state.tenantId,
    urls: () => urls,
    moveTo: (to) => {
      urls = to;
    },
    revoke: (person) => grants.revoke(state.directory.byKey(person)),
    tokenFor: (person, scopes) =>
      accessToken(signIn, state.directory.byKey(person), scopes, {
        knowsChallenges: false,
        contexts: [],
        isChallenge: false,
      }),
  };
};
