/** The outcome of connecting, as a sentence with one remedy. */
import type { Service } from '../../model/index.ts';
import type { ConnectOutcome } from '../../../preload/contract/accounts.ts';
import { isolated, serviceName } from './names.ts';
import { signInWords } from './sign-in-words.ts';
import { say } from './catalogue/say.ts';

export interface ConnectTrouble {
  readonly tone: 'info' | 'warning' | 'error';
  readonly title: string;
  /** The remedy. */
  readonly advice: string;
  /** What only an administrator can do, and the code to give them. */
  readonly forAdministrator?: string;
  readonly code?: string;
  /** The address at which an administrator can give the missing permissions. */
  readonly consentUrl?: string;
  /** Set if a retry cannot help, because something else must be done first. */
  readonly final?: true;
}

/** The words before and after what an administrator can do. */
export const forAdministratorWords = {
  lead: say('connect.for-administrator.lead'),
  copyCode: say('connect.for-administrator.copy-code'),
  copyLink: say('connect.for-administrator.copy-link'),
} as const;

/** The button that returns to the form, after a problem that a new sign-in cannot solve. */
export const startOver = say('connect.start-over');

type Trouble = Exclude<ConnectOutcome, { kind: 'connected' }>;

const tellAdministrator = (code: string): string =>
  code === ''
    ? say('connect.tell-administrator.no-code')
    : say('connect.tell-administrator.with-code', { code });

/** What to show for an outcome that did not connect. */
export const connectTrouble = (outcome: Trouble, service: Service): ConnectTrouble => {
  const name = serviceName(service);
  switch (outcome.kind) {
    case 'cancelled':
      return {
        tone: 'info',
        title: say('connect.connect-trouble.cancelled.title'),
        advice: say('connect.connect-trouble.cancelled.advice'),
      };
    case 'mfa-needed':
      if (outcome.wrong === true)
        return {
          tone: 'error',
          title: say('connect.connect-trouble.mfa-needed.wrong.title'),
          advice: say('connect.connect-trouble.mfa-needed.wrong.advice'),
        };
      return {
        tone: 'info',
        title: say('connect.connect-trouble.mfa-needed.title'),
        advice: say('connect.connect-trouble.mfa-needed.advice'),
      };
    case 'wrong-credentials':
      return {
        tone: 'error',
        title: say('connect.connect-trouble.wrong-credentials.title'),
        advice: say('connect.connect-trouble.wrong-credentials.advice'),
      };
    case 'not-allowed':
      return {
        tone: 'error',
        title: say('connect.connect-trouble.not-allowed.title', { name }),
        advice: tellAdministrator(outcome.detail),
      };
    case 'refused': {
      const { what, user, administrator, retry } = signInWords(outcome.reason, service, outcome.code);
      return {
        tone: retry ? 'warning' : 'error',
        title: what,
        advice: user,
        ...(administrator === null ? {} : { forAdministrator: administrator }),
        ...(outcome.code === '' || administrator === null ? {} : { code: outcome.code }),
        ...(outcome.consentUrl === undefined ? {} : { consentUrl: outcome.consentUrl }),
        ...(retry ? {} : { final: true }),
      };
    }
    case 'redirected':
      return {
        tone: 'warning',
        title: say('connect.connect-trouble.redirected.title', { to: isolated(outcome.to) }),
        advice: say('connect.connect-trouble.redirected.advice'),
      };
    case 'insecure-address':
      return {
        tone: 'error',
        title: say('connect.connect-trouble.insecure-address.title'),
        advice: say('connect.connect-trouble.insecure-address.advice'),
      };
    case 'timed-out':
      return {
        tone: 'warning',
        title: say('connect.connect-trouble.timed-out.title'),
        advice: say('connect.connect-trouble.timed-out.advice'),
      };
    case 'proxy-sign-in':
      return {
        tone: 'error',
        title: say('connect.connect-trouble.proxy-sign-in.title'),
        advice: say('connect.connect-trouble.proxy-sign-in.advice'),
      };
    case 'other-person':
      return {
        tone: 'warning',
        title: say('connect.connect-trouble.other-person.title', {
          label: isolated(outcome.label) || name,
        }),
        advice: say('connect.connect-trouble.other-person.advice'),
      };
    case 'unreachable':
      return {
        tone: 'error',
        title: say('connect.connect-trouble.unreachable.title', { name }),
        advice: say('connect.connect-trouble.unreachable.advice'),
      };
    case 'certificate-refused':
      return {
        tone: 'error',
        title:
          isolated(outcome.host ?? '') === ''
            ? say('connect.connect-trouble.certificate-refused.title.none')
            : say('connect.connect-trouble.certificate-refused.title.known', {
                host: isolated(outcome.host ?? ''),
              }),
        advice: say('connect.connect-trouble.certificate-refused.advice'),
      };
    case 'not-this-service':
      return {
        tone: 'error',
        title: say('connect.connect-trouble.not-this-service.title', { name }),
        advice: say('connect.connect-trouble.not-this-service.advice'),
      };
    case 'throttled':
      return {
        tone: 'warning',
        title: say('connect.connect-trouble.throttled.title'),
        advice: say('connect.throttled.advice', {
          seconds: Math.max(1, Math.ceil(outcome.retryAfterSeconds)),
        }),
      };
    case 'keyring-missing':
      return {
        tone: 'warning',
        title: say('connect.connect-trouble.keyring-missing.title'),
        advice: say('connect.connect-trouble.keyring-missing.advice'),
      };
    case 'failed':
      return {
        tone: 'error',
        title: say('connect.connect-trouble.failed.title'),
        advice: tellAdministrator(outcome.detail),
      };
  }
};
