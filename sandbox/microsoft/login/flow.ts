/** One interactive sign-in: account, password, consent, answer. The pages' forms come back here step by step. */
import type { User } from '../state/directory.ts';
import type { AuthorizeRequest } from './authorize.ts';
import { signInErrors, type SignInError } from './errors.ts';
import { accountPickerPage, approvalPage, consentPage, emailPage, passwordPage } from './pages.ts';
import { needsAdmin } from './scopes.ts';
import type { SignInService } from './service.ts';

export interface Flow {
  readonly id: string;
  readonly tenant: string;
  readonly request: AuthorizeRequest;
  /** The name typed or hinted at, before the password. */
  name: string | null;
  user: User | null;
  consented: boolean;
}

export type Step =
  | { readonly kind: 'page'; readonly page: ReturnType<typeof emailPage> }
  | { readonly kind: 'code'; readonly user: User }
  | { readonly kind: 'refused'; readonly problem: SignInError };

/** The permissions of a request that still need somebody's consent. */
export const missingConsent = (service: SignInService, user: User, scopes: readonly string[]): string[] =>
  scopes.filter((scope) => !service.grants.hasConsent(user, scope));

const place = (flow: Flow): { action: string; flow: string } => ({
  action: `/${flow.tenant}/login`,
  flow: flow.id,
});

const consentStep = (service: SignInService, flow: Flow, user: User): Step => {
  const { request } = flow;
  const missing = missingConsent(service, user, request.scopes.graph);
  const asked = request.prompt === 'consent' ? request.scopes.graph : missing;
  const forAdmin = missing.filter((scope) => needsAdmin(scope) || !service.settings.userConsentAllowed);
  if (forAdmin.length > 0) return { kind: 'page', page: approvalPage(place(flow), forAdmin) };
  if (asked.length > 0 && !flow.consented)
    return { kind: 'page', page: consentPage(place(flow), user, asked) };
  return { kind: 'code', user };
};

/** Begins: a browser that is signed in already may get its answer without any page. */
export const begin = (service: SignInService, flow: Flow, signedIn: readonly User[]): Step => {
  const { request } = flow;
  const hinted =
    request.loginHint === null ? undefined : service.state.directory.signInName(request.loginHint);
  const session =
    hinted && signedIn.includes(hinted)
      ? hinted
      : request.loginHint === null && signedIn.length === 1
        ? signedIn[0]
        : undefined;
  if (request.prompt === 'none') return silent(service, request, session, signedIn);
  if (request.prompt === 'select_account' || (request.loginHint === null && signedIn.length > 1)) {
    return { kind: 'page', page: accountPickerPage(place(flow), signedIn) };
  }
  if (session && request.prompt !== 'login') {
    flow.user = session;
    return consentStep(service, flow, session);
  }
  if (request.loginHint !== null) {
    flow.name = request.loginHint;
    return { kind: 'page', page: passwordPage(place(flow), request.loginHint, null) };
  }
  return { kind: 'page', page: emailPage(place(flow), null) };
};

const silent = (
  service: SignInService,
  request: AuthorizeRequest,
  session: User | undefined,
  signedIn: readonly User[],
): Step => {
  if (!session) {
    return {
      kind: 'refused',
      problem: signedIn.length > 1 ? signInErrors.selectAccount() : signInErrors.loginRequired(),
    };
  }
  if (missingConsent(service, session, request.scopes.graph).length > 0) {
    return { kind: 'refused', problem: signInErrors.consentRequired(service.clientId) };
  }
  return { kind: 'code', user: session };
};

/** What a posted form leads to. */
export const advance = (
  service: SignInService,
  flow: Flow,
  fields: URLSearchParams,
  signedIn: readonly User[],
): Step => {
  const step = fields.get('step');
  if (fields.get('action') === 'cancel') {
    const problem =
      step === 'consent' || step === 'approval' ? signInErrors.declined() : signInErrors.cancelled();
    return { kind: 'refused', problem };
  }
  switch (step) {
    case 'pick': {
      const user = signedIn.find((one) => one.id === fields.get('account'));
      if (!user) return { kind: 'page', page: emailPage(place(flow), null) };
      flow.user = user;
      return consentStep(service, flow, user);
    }
    case 'email': {
      const name = fields.get('loginfmt') ?? '';
      if (!service.state.directory.signInName(name)) {
        return {
          kind: 'page',
          page: emailPage(
            place(flow),
            'This username may be incorrect. Make sure you typed it correctly. Otherwise, contact your admin.',
          ),
        };
      }
      flow.name = name;
      return { kind: 'page', page: passwordPage(place(flow), name, null) };
    }
    case 'password': {
      const name = flow.name ?? '';
      const user = service.state.directory.signInName(name);
      if (user?.password !== fields.get('passwd')) {
        return {
          kind: 'page',
          page: passwordPage(
            place(flow),
            name,
            'Your account or password is incorrect. If you don’t remember your password, reset it now.',
          ),
        };
      }
      flow.user = user;
      return consentStep(service, flow, user);
    }
    case 'consent': {
      if (!flow.user) return { kind: 'page', page: emailPage(place(flow), null) };
      flow.consented = true;
      service.grants.consent(flow.user, flow.request.scopes.graph);
      return consentStep(service, flow, flow.user);
    }
    default:
      return { kind: 'page', page: emailPage(place(flow), null) };
  }
};
