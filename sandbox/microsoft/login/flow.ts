/** One interactive sign-in: account, password, consent, answer. The pages' forms come back here step by step. */
import { accountKey, consumers, type Account } from './accounts.ts';
import { isResolved, resolve, type Authority, type Resolved } from './authority.ts';
import type { AuthorizeRequest } from './authorize.ts';
import type { DeviceSignIn } from './device-codes.ts';
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
import type { Session } from './grants.ts';
import type { SignInHost } from './service.ts';
import { refusalOf } from './switches/known-refusals.ts';
import { mayEnter } from './token.ts';

export interface Flow {
  readonly id: string;
  /** As the address names it. */
  readonly tenant: string;
  readonly authority: Authority;
  readonly request: AuthorizeRequest;
  /** The other device for which the person signs in; null if the app waits in this browser. */
  readonly device: DeviceSignIn | null;
  /** Whose name was typed, hinted at or picked, before the password. */
  account: Account | null;
  /** The account's user in the tenant, when it is known. */
  resolved: Resolved | null;
  /** When the user last signed in, now or earlier in this browser, ms since 1970. */
  signedInAt: number;
  consented: boolean;
}

export type Step =
  | { readonly kind: 'page'; readonly page: ReturnType<typeof emailPage> }
  | { readonly kind: 'code'; readonly resolved: Resolved }
  | { readonly kind: 'refused'; readonly problem: SignInError };

const place = (flow: Flow): { action: string; flow: string } => ({
  action: `/${flow.tenant}/login`,
  flow: flow.id,
});

const emailStep = (flow: Flow, problem: string | null): Step => ({
  kind: 'page',
  page: emailPage(place(flow), problem),
});

const passwordStep = (flow: Flow, account: Account, name: string, problem: string | null): Step => {
  flow.account = account;
  return { kind: 'page', page: passwordPage(place(flow), name, problem) };
};

const errorStep = ({ world }: SignInHost, problem: SignInError): Step => ({
  kind: 'page',
  page: errorPage(describe(problem, world.now())),
});

/** The scopes of a request that only an administrator can grant. */
const beyondTheUser = ({ service, user }: Resolved, { request }: Flow): string[] =>
  service.consents.missing(user, request.scopes.graph).filter((scope) => !service.consents.mayAgree(scope));

/** The step after an account is authenticated: whether it may enter the tenant, and which consent is needed first. */
const knownStep = (host: SignInHost, flow: Flow, account: Account): Step => {
  const resolved = resolve(host, flow.authority, account);
  if (!isResolved(resolved)) return errorStep(host, resolved);
  if (!mayEnter(resolved)) return errorStep(host, refusalOf({ number: 50057 }));
  const end = resolved.service.policies.earlyEnd(resolved.user);
  if (end)
    return end.way === 'page' ? errorStep(host, end.problem) : { kind: 'refused', problem: end.problem };
  flow.resolved = resolved;
  return consentStep(flow, resolved);
};

const consentStep = (flow: Flow, resolved: Resolved): Step => {
  const { request } = flow;
  const { service, user } = resolved;
  const asked =
    request.prompt === 'consent'
      ? request.scopes.graph
      : service.consents.missing(user, request.scopes.graph);
  const forAdmin = beyondTheUser(resolved, flow);
  if (forAdmin.length > 0)
    return {
      kind: 'page',
      page: approvalPage(place(flow), forAdmin, service.settings.adminConsentWorkflow),
    };
  if (asked.length > 0 && !flow.consented)
    return { kind: 'page', page: consentPage(place(flow), user, asked) };
  return { kind: 'code', resolved };
};

/** Whose name this is at this authority: a tenant knows its guests by the addresses of their homes. */
const accountNamed = ({ accounts }: SignInHost, { authority }: Flow, name: string): Account | undefined =>
  accounts.byName(name, authority.kind === 'tenant' ? authority.service.state : null);

/** Begins: a browser that is signed in already may get its answer without any page. */
export const begin = (host: SignInHost, flow: Flow, signedIn: readonly Session[]): Step => {
  const { prompt, loginHint } = flow.request;
  const hinted = loginHint === null ? undefined : accountNamed(host, flow, loginHint);
  const session = signedIn.find(
    ({ account }) =>
      (hinted && accountKey(account) === accountKey(hinted)) ?? (loginHint === null && signedIn.length === 1),
  );
  if (prompt === 'none') return silent(host, flow, session, signedIn);
  if (prompt === 'select_account' || (loginHint === null && signedIn.length > 1)) {
    const tiles = signedIn.map(({ account }) => ({ ...host.accounts.shown(account), id: account.uid }));
    return { kind: 'page', page: accountPickerPage(place(flow), tiles) };
  }
  if (session && prompt !== 'login') return sessionStep(host, flow, session);
  if (hinted && loginHint !== null) return passwordStep(flow, hinted, loginHint, null);
  return emailStep(flow, null);
};

/** Continues as a user of this browser, without a password, unless the sign-in is too old or a claims challenge demands a new one. */
const sessionStep = (host: SignInHost, flow: Flow, { account, signedInAt }: Session): Step => {
  const resolved = resolve(host, flow.authority, account);
  const tooOld =
    isResolved(resolved) && resolved.service.policies.limits.isOver(resolved.user.key, signedInAt);
  if (flow.request.claims.isChallenge || tooOld)
    return passwordStep(flow, account, host.accounts.shown(account).userPrincipalName, null);
  flow.signedInAt = signedInAt;
  return knownStep(host, flow, account);
};

const silent = (
  host: SignInHost,
  { authority, request }: Flow,
  session: Session | undefined,
  signedIn: readonly Session[],
): Step => {
  if (!session) {
    return {
      kind: 'refused',
      problem: signedIn.length > 1 ? signInErrors.selectAccount() : signInErrors.loginRequired(),
    };
  }
  const resolved = resolve(host, authority, session.account);
  if (!isResolved(resolved)) return { kind: 'refused', problem: resolved };
  if (resolved.service.consents.missing(resolved.user, request.scopes.graph).length > 0) {
    return { kind: 'refused', problem: signInErrors.consentRequired(host.clientId()) };
  }
  return { kind: 'code', resolved };
};

/** The step after a posted form. */
export const advance = (
  host: SignInHost,
  flow: Flow,
  fields: URLSearchParams,
  signedIn: readonly Session[],
): Step => {
  const step = fields.get('step');
  if (fields.get('action') === 'cancel') {
    const problem =
      step === 'consent' || step === 'approval' ? signInErrors.declined() : signInErrors.cancelled();
    return { kind: 'refused', problem };
  }
  const { account, resolved } = flow;
  switch (step) {
    case 'pick': {
      const session = signedIn.find((one) => one.account.uid === fields.get('account'));
      return session ? sessionStep(host, flow, session) : emailStep(flow, null);
    }
    case 'email': {
      const name = fields.get('loginfmt') ?? '';
      const named = accountNamed(host, flow, name);
      if (!named) {
        return emailStep(
          flow,
          'This username may be incorrect. Make sure you typed it correctly. Otherwise, contact your admin.',
        );
      }
      if (named.utid === consumers && flow.authority.kind === 'organizations') {
        return emailStep(
          flow,
          'You can’t sign in here with a personal account. Use your work or school account instead.',
        );
      }
      return passwordStep(flow, named, name, null);
    }
    case 'password': {
      if (!account) return emailStep(flow, null);
      if (!host.accounts.isPassword(account, fields.get('passwd'))) {
        return passwordStep(
          flow,
          account,
          host.accounts.shown(account).userPrincipalName,
          'Your account or password is incorrect. If you don’t remember your password, reset it now.',
        );
      }
      flow.signedInAt = host.world.now();
      return knownStep(host, flow, account);
    }
    case 'approval': {
      if (!resolved) return emailStep(flow, null);
      resolved.service.consents.request(resolved.user, beyondTheUser(resolved, flow));
      return { kind: 'page', page: approvalSentPage() };
    }
    case 'consent': {
      if (!resolved) return emailStep(flow, null);
      const { consents } = resolved.service;
      flow.consented = true;
      consents.agree(resolved.user, consents.missing(resolved.user, flow.request.scopes.graph));
      return consentStep(flow, resolved);
    }
    default:
      return emailStep(flow, null);
  }
};
