/** An account's activity and problems, as sentences for the status line and the banner. */
import type { Account, AccountState, FillProgress, NotFollowed, OfflineReason } from '../../model/index.ts';
import type { EngineRow } from '../../store/index.ts';
import { accountName, type NamedAccount } from './account-names.ts';
import { lackSentence } from './feature-sentences.ts';
import { untilWhen } from './when.ts';
import { english } from './locale.ts';
import { isolated, nameList } from './names.ts';
import { signInWords } from './sign-in-words.ts';
import { say } from './catalogue/say.ts';

export interface Status {
  readonly tone: 'calm' | 'busy' | 'warning' | 'error';
  /** One short sentence. */
  readonly text: string;
  /** Whether the text is a title, without a full stop. */
  readonly title?: true;
  /** The progress, 0 to 1; null if the total is not known yet; absent if nothing is being filled. */
  readonly progress?: number | null;
  /** What the user can do, and what only an administrator can, in whole sentences. */
  readonly advice?: string;
  readonly forAdministrator?: string;
  /** The features that the account lacks because nobody has granted them. It is not a fault. */
  readonly lacks?: string;
  /** The service's own code, for an administrator. */
  readonly code?: string;
  /** The button for the user. `try-now`: tries without opening a browser. */
  readonly action?: 'sign-in' | 'try-now' | 'resume' | 'proxy-sign-in' | 'choose-certificate';
}

/** The text to pass on to an administrator, in one line; null if there is none. */
export const forAdministrator = ({
  forAdministrator: what,
  code,
}: Pick<Status, 'forAdministrator' | 'code'>): string | null => {
  const parts = [
    ...(what === undefined ? [] : [say('account.for-administrator.what', { what })]),
    ...(code === undefined ? [] : [say('account.for-administrator.code', { code })]),
  ];
  return parts.length === 0 ? null : parts.join(' ');
};

/** The text of the status line: the state, then the missing features. */
export const inOneLine = ({ text, title, lacks }: Pick<Status, 'text' | 'title' | 'lacks'>): string => {
  if (lacks === undefined) return text;
  return title
    ? say('account.lacks.after-title', { title: text, lacks })
    : say('account.lacks.after-sentence', { sentence: text, lacks });
};

/** All texts of a status. */
export const inFull = (status: Status): string =>
  [inOneLine(status), status.advice, forAdministrator(status)]
    .filter((part) => typeof part === 'string')
    .join(' ');

/** Whether a silent retry may find the problem solved. */
export const canBeTried = ({ action }: Status): boolean => action !== undefined && action !== 'resume';

/** Whether the first fill still runs. */
export const isFilling = ({ conversations }: FillProgress): boolean =>
  conversations.total > 0 && conversations.complete + conversations.setBack < conversations.total;

const filling = ({ conversations, messages }: FillProgress): Status => {
  const { total, readable, complete } = conversations;
  const text =
    readable < total
      ? say('account.filling.newest', { readable, total, complete, messages })
      : say('account.filling.older', { total, complete, messages });
  return { tone: 'busy', text, title: true, progress: complete / total };
};

/** Why the service cannot be reached. `host`: the host whose certificate is refused, if it is known. */
export const offlineSentence = (reason: OfflineReason, host?: string): string => {
  switch (reason) {
    case 'no-network':
      return say('account.offline.no-network');
    case 'unreachable':
      return say('account.offline.unreachable');
    case 'no-answer':
      return say('account.offline.no-answer');
    case 'proxy-page':
      return say('account.offline.proxy-page');
    case 'broken-answer':
      return say('account.offline.broken-answer');
    case 'service-down':
      return say('account.offline.service-down');
    case 'certificate-refused':
      return isolated(host ?? '') === ''
        ? say('account.offline.certificate-refused.none')
        : say('account.offline.certificate-refused.known', { host: isolated(host ?? '') });
    case 'proxy-sign-in':
      return say('account.offline.proxy-sign-in');
    case 'client-certificate':
      return say('account.offline.client-certificate');
    case 'clock-wrong':
      return say('account.offline.clock-wrong');
    case 'keyring-locked':
      return say('account.offline.keyring-locked');
  }
};

/** What people can do about it, if it does not pass by itself. */
const offlineAdvice = (reason: OfflineReason): Pick<Status, 'advice' | 'forAdministrator'> => {
  switch (reason) {
    case 'proxy-page':
      return { advice: say('account.offline-advice.proxy-page.advice') };
    case 'certificate-refused':
      return {
        advice: say('account.offline-advice.certificate-refused.advice'),
        forAdministrator: say('account.offline-advice.certificate-refused.for-administrator'),
      };
    case 'proxy-sign-in':
      return {
        advice: say('account.offline-advice.proxy-sign-in.advice'),
        forAdministrator: say('account.offline-advice.proxy-sign-in.for-administrator'),
      };
    case 'client-certificate':
      return {
        advice: say('account.offline-advice.client-certificate.advice'),
        forAdministrator: say('account.offline-advice.client-certificate.for-administrator'),
      };
    case 'clock-wrong':
      return { advice: say('account.offline-advice.clock-wrong.advice') };
    case 'keyring-locked':
      return { advice: say('account.offline-advice.keyring-locked.advice') };
    case 'no-network':
    case 'unreachable':
    case 'no-answer':
    case 'broken-answer':
    case 'service-down':
      return {};
  }
};

/** One resource that cannot be read although the service can be reached, for a list. */
const exception = (one: NotFollowed): string => {
  switch (one.kind) {
    case 'team-list':
      return say('account.exceptions.team-list');
    case 'chat-list':
      return say('account.exceptions.chat-list');
    case 'teams':
      return say('account.exceptions.teams', { count: one.count });
    case 'conversations':
      return say('account.exceptions.conversations', { count: one.count });
  }
};

/** Says that everything except these is up to date. */
const partlyLive = (without: readonly NotFollowed[]): string => {
  const [only, ...others] = without;
  if (only === undefined || others.length > 0)
    return say('account.standing.partly-live.several', { exceptions: english.list(without.map(exception)) });
  switch (only.kind) {
    case 'team-list':
      return say('account.standing.partly-live.team-list');
    case 'chat-list':
      return say('account.standing.partly-live.chat-list');
    case 'teams':
      return say('account.standing.partly-live.teams', { count: only.count });
    case 'conversations':
      return say('account.standing.partly-live.conversations', { count: only.count });
  }
};

const offlineAction = (reason: OfflineReason): NonNullable<Status['action']> => {
  if (reason === 'proxy-sign-in') return 'proxy-sign-in';
  return reason === 'client-certificate' ? 'choose-certificate' : 'try-now';
};

type Told = Pick<Account, 'service' | 'state' | 'progress' | 'lacks'>;

/** One account's status, with its missing features. An invalid sign-in must be solved first, and is shown alone. */
export const accountStatus = (account: Told, engine: EngineRow['state'] | null, now: number): Status => {
  const status = standing(account, engine, now);
  const lacks = account.state.kind === 'sign-in-needed' ? null : lackSentence(account.lacks);
  return lacks === null ? status : { ...status, lacks };
};

/** The engine's own problems come before the account's, because nothing moves while it stands still. */
const standing = (
  { service, state, progress }: Told,
  engine: EngineRow['state'] | null,
  now: number,
): Status => {
  if (state.kind === 'sign-in-needed') {
    const { what, user, administrator, retry } = signInWords(state.reason, service);
    return {
      tone: 'warning',
      text: what,
      advice: user,
      ...(administrator === null ? {} : { forAdministrator: administrator }),
      ...(state.code === undefined ? {} : { code: state.code }),
      // If a new sign-in would be refused as well, only a retry can find that the administrator has solved it.
      action: retry ? 'sign-in' : 'try-now',
    };
  }
  if (engine !== null && engine.kind !== 'running') return engineStatus(engine);
  switch (state.kind) {
    case 'connecting':
      return progress.conversations.total === 0
        ? { tone: 'busy', text: say('account.standing.connecting.text'), progress: null }
        : filling(progress);
    case 'live':
      return isFilling(progress)
        ? filling(progress)
        : { tone: 'calm', text: say('account.standing.live.text'), title: true };
    case 'partly-live':
      return isFilling(progress)
        ? filling(progress)
        : {
            tone: 'warning',
            text: partlyLive(state.without),
          };
    case 'without-push':
      return isFilling(progress)
        ? filling(progress)
        : {
            tone: 'warning',
            text: say('account.standing.without-push.text', {
              when: untilWhen(state.retryAt, now),
            }),
          };
    case 'catching-up':
      return isFilling(progress)
        ? filling(progress)
        : { tone: 'busy', text: say('account.standing.catching-up.text'), progress: null };
    case 'offline':
      return {
        tone: 'warning',
        text: say('account.standing.offline.text', {
          sentence: offlineSentence(state.reason, state.host),
          when: untilWhen(state.retryAt, now),
        }),
        ...offlineAdvice(state.reason),
        action: offlineAction(state.reason),
      };
    case 'waiting':
      return {
        tone: 'busy',
        text: say('account.standing.waiting.text', { when: untilWhen(state.until, now) }),
      };
    case 'paused':
      return pausedStatus(state.by);
    case 'failed':
      return failedStatus(state);
  }
};

/** A problem to be solved elsewhere. A row of an earlier version, with a sentence instead of a reason, counts as an unusable answer. */
const failedStatus = ({ reason, status, code }: Extract<AccountState, { kind: 'failed' }>): Status => {
  switch (reason) {
    case 'disk-full':
      return { tone: 'error', text: say('account.failed.disk-full.text') };
    case 'refused':
      return {
        tone: 'error',
        text:
          status === undefined
            ? say('account.failed.refused.text.none')
            : say('account.failed.refused.text.known', { status }),
        advice: say('account.failed.refused.advice'),
        ...(code === undefined || code === '' ? {} : { code }),
        action: 'try-now',
      };
    case 'unusable-answer':
    default:
      return {
        tone: 'error',
        text: say('account.failed.default.text'),
        advice: say('account.failed.default.advice'),
        action: 'try-now',
      };
  }
};

/** The engine's own state, if it is not simply running. */
export const engineStatus = (engine: Exclude<EngineRow['state'], { kind: 'running' }>): Status => {
  switch (engine.kind) {
    case 'paused':
      return pausedStatus(engine.by);
    case 'disk-full':
      return {
        tone: 'error',
        text: say('account.engine.disk-full.text'),
      };
    case 'wrong-account':
      return { tone: 'error', text: say('account.engine.wrong-account.text') };
    case 'failed':
      return { tone: 'error', text: say('account.engine.failed.text', { reason: engine.reason }) };
  }
};

const pausedStatus = (by: 'user' | 'sleep'): Status =>
  by === 'user'
    ? { tone: 'warning', text: say('account.paused.user.text'), action: 'resume' }
    : { tone: 'calm', text: say('account.paused.sleep.text') };

const isAdvised = (reason: OfflineReason): boolean => offlineAdvice(reason).advice !== undefined;

/** The banner if at least one account cannot reach its service; null if all can. A problem that somebody can solve has another banner. */
export const offlineBanner = (
  accounts: readonly (NamedAccount & Pick<Account, 'state'>)[],
): string | null => {
  const offline = accounts.filter(({ state }) => state.kind === 'offline' && !isAdvised(state.reason));
  const first = offline[0];
  if (first?.state.kind !== 'offline') return null;
  if (offline.length === accounts.length) {
    const noNetwork = offline.every(({ state }) => state.kind === 'offline' && state.reason === 'no-network');
    return noNetwork ? say('account.offline-banner.all.no-network') : say('account.offline-banner.all.other');
  }
  // Their reasons stand in the line at the bottom.
  if (offline.length > 1)
    return say('account.offline-banner.several', {
      labels: nameList(offline.map((account) => accountName(account, accounts))),
    });
  return say('account.offline-banner.some', {
    sentence: offlineSentence(first.state.reason),
    label: isolated(accountName(first, accounts)),
  });
};

/** Before the engine has reported anything. */
export const startingStatus: Status = {
  tone: 'busy',
  text: say('account.starting.text'),
  progress: null,
};
