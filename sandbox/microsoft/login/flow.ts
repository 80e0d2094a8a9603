/** One interactive sign-in: account, password, consent, answer. The pages' forms come back here step by step. */
import type { User } from '../state/directory.ts';
import type { AuthorizeRequest } from './authorize.ts';
import { describe, signInErrors, type SignInError } from './errors.ts';
import {
  accountPickerPage,
  approvalPage,
  approvalSentPage,
  consentPage,
  emailPage,
  errorPage,
  passwordPage,
} from './pages.ts';
import type { SignInService } from './service.ts';
import { refusalOf } from './switches/known-refusals.ts';

export interface Flow {
  readonly id: string;
  readonly tenant: string;
  readonly request: AuthorizeRequest;
  /** The name typed or hinted at, before the password. */
  name: string | null;
  user: User | null;
  /** When this user showed who they are, now or earlier in this browser, ms. */
  signedInAt: number;
  consented: boolean;
}

/** Somebody who is signed in with this browser, and since when, ms. */
export interface SessionUser {
  readonly user: User;
  readonly signedInAt: number;
}

export type Step =
  | { readonly kind: 'page'; readonly page: ReturnType<typeof emailPage> }
  | { readonly kind: 'code'; readonly user: User }
  | { readonly kind: 'refused'; readonly problem: SignInError };

const place = (flow: Flow): { action: string; flow: string } => ({
  action: `/${flow.tenant}/login`,
  flow: flow.id,
});

/** What of a request only an administrator can agree to. */
const beyondTheUser = ({ consents }: SignInService, user: User, { request }: Flow): string[] =>
  consents.missing(user, request.scopes.graph).filter((scope) => !consents.mayAgree(scope));

const errorStep = (service: SignInService, problem: SignInError): Step => ({
  kind: 'page',
  page: errorPage(describe(problem, service.world.now())),
});

/** This user is who they say: whether they may go on, and what they must agree to first. */
const knownUserStep = (service: SignInService, flow: Flow, user: User): Step => {
  if (!service.state.directory.isEnabled(user)) return errorStep(service, refusalOf({ number: 50057 }));
  const end = service.policies.earlyEnd(user);
  if (end)
    return end.way === 'page' ? errorStep(service, end.problem) : { kind: 'refused', problem: end.problem };
  return consentStep(service, flow, user);
};

const consentStep = (service: SignInService, flow: Flow, user: User): Step => {
  const { request } = flow;
  const asked =
    request.prompt === 'consent'
      ? request.scopes.graph
      : service.consents.missing(user, request.scopes.graph);
  const forAdmin = beyondTheUser(service, user, flow);
  if (forAdmin.length > 0)
    return {
      kind: 'page',
      page: approvalPage(place(flow), forAdmin, service.settings.adminConsentWorkflow),
    };
  if (asked.length > 0 && !flow.consented)
    return { kind: 'page', page: consentPage(place(flow), user, asked) };
  return { kind: 'code', user };
};

/** Begins: a browser that is signed in already may get its answer without any page. */
export const begin = (service: SignInService, flow: Flow, signedIn: readonly SessionUser[]): Step => {
  const { request } = flow;
  const hinted =
    request.loginHint === null ? undefined : service.state.directory.signInName(request.loginHint);
  const session =
    signedIn.find(({ user }) => user === hinted) ??
    (request.loginHint === null && signedIn.length === 1 ? signedIn[0] : undefined);
  if (request.prompt === 'none') return silent(service, request, session, signedIn);
  if (request.prompt === 'select_account' || (request.loginHint === null && signedIn.length > 1)) {
    return {
      kind: 'page',
      page: accountPickerPage(
        place(flow),
        signedIn.map(({ user }) => user),
      ),
    };
  }
  if (session && request.prompt !== 'login') return sessionStep(service, flow, session);
  if (request.loginHint !== null) {
    flow.name = request.loginHint;
    return { kind: 'page', page: passwordPage(place(flow), request.loginHint, null) };
  }
  return { kind: 'page', page: emailPage(place(flow), null) };
};

/** Goes on as somebody of this browser: without a password, unless their sign-in is too old or a claims challenge wants it anew. */
const sessionStep = (service: SignInService, flow: Flow, { user, signedInAt }: SessionUser): Step => {
  flow.user = user;
  flow.signedInAt = signedInAt;
  if (!flow.request.claims.isChallenge && !service.policies.limits.isOver(user.key, signedInAt))
    return knownUserStep(service, flow, user);
  flow.name = user.userPrincipalName;
  return { kind: 'page', page: passwordPage(place(flow), user.userPrincipalName, null) };
};

const silent = (
  service: SignInService,
  request: AuthorizeRequest,
  session: SessionUser | undefined,
  signedIn: readonly SessionUser[],
): Step => {
  if (!session) {
    return {
      kind: 'refused',
      problem: signedIn.length > 1 ? signInErrors.selectAccount() : signInErrors.loginRequired(),
    };
  }
  if (service.consents.missing(session.user, request.scopes.graph).length > 0) {
    return { kind: 'refused', problem: signInErrors.consentRequired(service.clientId()) };
  }
  return { kind: 'code', user: session.user };
};

/** What a posted form leads to. */
export const advance = (
  service: SignInService,
  flow: Flow,
  fields: URLSearchParams,
  signedIn: readonly SessionUser[],
): Step => {
  const step = fields.get('step');
  if (fields.get('action') === 'cancel') {
    const problem =
      step === 'consent' || step === 'approval' ? signInErrors.declined() : signInErrors.cancelled();
    return { kind: 'refused', problem };
  }
  switch (step) {
    case 'pick': {
      const session = signedIn.find(({ user }) => user.id === fields.get('account'));
      if (!session) return { kind: 'page', page: emailPage(place(flow), null) };
      return sessionStep(service, flow, session);
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
      if (!user || service.state.directory.password(user) !== fields.get('passwd')) {
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
      flow.signedInAt = service.world.now();
      return knownUserStep(service, flow, user);
    }
    case 'approval': {
      if (!flow.user) return { kind: 'page', page: emailPage(place(flow), null) };
      service.consents.request(flow.user, beyondTheUser(service, flow.user, flow));
      return { kind: 'page', page: approvalSentPage() };
    }
    case 'consent': {
      if (!flow.user) return { kind: 'page', page: emailPage(place(flow), null) };
      flow.consented = true;
      service.consents.agree(flow.user, service.consents.missing(flow.user, flow.request.scopes.graph));
      return consentStep(service, flow, flow.user);
    }
    default:
      return { kind: 'page', page: emailPage(place(flow), null) };
  }
};
