/** The pretend Microsoft tenant: sign-in and Graph as two Request → Response functions over one state. */
import type { MicrosoftTenant, MicrosoftTenantOptions, MicrosoftUrls } from './contract.ts';
import { actsOn } from './acts.ts';
import { graphApp } from './graph/app.ts';
import { Counters } from './graph/counters.ts';
import { codeOfStatus, graphErrorBody } from './graph/errors.ts';
import type { GraphService } from './graph/service.ts';
import { loginApp } from './login/app.ts';
import { Grants } from './login/grants.ts';
import { SigningKey } from './login/keys.ts';
import type { SignInService } from './login/service.ts';
import { accessToken } from './login/token.ts';
import { defaultSettings, type MicrosoftSettings } from './settings.ts';
import { TenantState } from './state/tenant.ts';

export type { MicrosoftTenant, MicrosoftTenantOptions, MicrosoftUrls } from './contract.ts';
export { makeCertificate } from './certificate.ts';
export { listenMicrosoft } from './listen.ts';
export { defaultSettings, type MicrosoftSettings, type RedirectRegistration } from './settings.ts';
export { SigningKey } from './login/keys.ts';
export type { Counters } from './graph/counters.ts';

/** Makes an empty tenant; `acts.load` fills it. */
export const createMicrosoftTenant = (options: MicrosoftTenantOptions): MicrosoftTenant => {
  const { world, faults, clientId } = options;
  const settings: MicrosoftSettings = { ...defaultSettings, ...options.settings };
  let urls: MicrosoftUrls = { loginUrl: options.loginUrl, graphUrl: options.graphUrl };
  const state = new TenantState(world);
  const key = options.signingKey ?? new SigningKey();
  const grants = new Grants(world, settings);
  const counters = new Counters();
  const signIn: SignInService = {
    world,
    state,
    settings,
    clientId,
    key,
    grants,
    loginUrl: () => urls.loginUrl,
  };
  const graph: GraphService = {
    world,
    state,
    settings,
    key,
    clientId,
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
    clientId,
    tenantId: () => state.tenantId,
    urls: () => urls,
    moveTo: (to) => {
      urls = to;
    },
    revoke: (person) => grants.revoke(state.directory.byKey(person)),
    withdrawConsent: (person) => grants.withdrawConsent(state.directory.byKey(person)),
    tokenFor: (person, scopes) => accessToken(signIn, state.directory.byKey(person), scopes),
  };
};
