/** What an account does and what is wrong, as sentences for the status line and the banner. */
import type { Account, AccountState, FillProgress, NotFollowed, OfflineReason } from '../../model/index.ts';
import type { EngineRow } from '../../store/index.ts';
import { lackSentence } from './feature-sentences.ts';
import { counted, untilWhen } from './when.ts';
import { english } from './locale.ts';
import { isolated } from './names.ts';
import { signInWords } from './sign-in-words.ts';

export interface Status {
  readonly tone: 'calm' | 'busy' | 'warning' | 'error';
  /** One short sentence. */
  readonly text: string;
  /** 0..1 when a bar tells how far; null when the total is not known yet; absent when nothing is being filled. */
  readonly progress?: number | null;
  /** What the user can do about it, and what only an administrator can, in whole sentences. */
  readonly advice?: string;
  readonly forAdministrator?: string;
  /** What the account does without because nobody has granted it: no fault. */
  readonly lacks?: string;
  /** The service's own code, to be told to an administrator. */
  readonly code?: string;
  /** The one thing the user can do about it by a button. `try-now`: silently, no browser opens. */
  readonly action?: 'sign-in' | 'try-now' | 'resume' | 'proxy-sign-in' | 'choose-certificate';
}

/** What to hand on to an administrator, in one line; null where there is nothing. */
export const forAdministrator = ({
  forAdministrator: what,
  code,
}: Pick<Status, 'forAdministrator' | 'code'>): string | null => {
  const parts = [
    ...(what === undefined ? [] : [`For your administrator: ${what}`]),
    ...(code === undefined ? [] : [`Code: ${code}.`]),
  ];
  return parts.length === 0 ? null : parts.join(' ');
};

/** What the status line says: how it stands, then what it does without. */
export const inOneLine = ({ text, lacks }: Pick<Status, 'text' | 'lacks'>): string =>
  lacks === undefined ? text : `${/[.…]$/.test(text) ? text : `${text}.`} ${lacks}`;

/** All that a status says. */
export const inFull = (status: Status): string =>
  [inOneLine(status), status.advice, forAdministrator(status)]
    .filter((part) => typeof part === 'string')
    .join(' ');

/** Whether a silent try may find that somebody has mended it. */
export const canBeTried = ({ action }: Status): boolean => action !== undefined && action !== 'resume';

/** Whether the first fill still runs. */
export const isFilling = ({ conversations }: FillProgress): boolean =>
  conversations.total > 0 && conversations.complete + conversations.setBack < conversations.total;

const filling = ({ conversations, messages }: FillProgress): Status => {
  const { total, readable, complete } = conversations;
  const stored = counted(messages, 'message');
  const text =
    readable < total
      ? `Fetching the newest messages: ${english.number(readable)} of ${counted(total, 'conversation')} readable, ${english.number(complete)} complete, ${stored}`
      : `Fetching older messages: ${english.number(complete)} of ${counted(total, 'conversation')} complete, ${stored}`;
  return { tone: 'busy', text, progress: complete / total };
};

/** Why the service cannot be reached. `host`: whose certificate is refused, where that is known. */
export const offlineSentence = (reason: OfflineReason, host?: string): string => {
  switch (reason) {
    case 'no-network':
      return 'This computer is off-line';
    case 'unreachable':
      return 'The server cannot be reached';
    case 'no-answer':
      return 'The server does not answer';
    case 'proxy-page':
      return 'A proxy or sign-in page of this network answers instead of the server';
    case 'broken-answer':
      return 'The server’s answers arrive damaged';
    case 'service-down':
      return 'The service reports a fault of its own';
    case 'certificate-refused':
      return `${host === undefined ? 'The server’s certificate' : `The certificate of ${isolated(host)}`} is not trusted, perhaps because a proxy of this network inspects what passes`;
    case 'proxy-sign-in':
      return 'The proxy of this network asks for a sign-in';
    case 'client-certificate':
      return 'The server asks for a certificate of this computer and got none that it takes';
    case 'clock-wrong':
      return 'The clock of this computer is wrong, and the service refuses it';
    case 'keyring-locked':
      return 'The keyring of this computer cannot be read just now';
  }
};

/** What people can do about it, where it does not pass by itself. */
const offlineAdvice = (reason: OfflineReason): Pick<Status, 'advice' | 'forAdministrator'> => {
  switch (reason) {
    case 'proxy-page':
      return { advice: 'Open a page in your browser: this network may want you to sign in there first.' };
    case 'certificate-refused':
      return {
        advice: 'If you do not know this network, use another one. Otherwise ask your administrator.',
        forAdministrator:
          'Install the certificate of the proxy on this computer, or let Isthmus pass unread.',
      };
    case 'proxy-sign-in':
      return {
        advice: 'Sign in to the proxy; Isthmus then goes on by itself.',
        forAdministrator: 'Let Isthmus through the proxy without a sign-in, or with that of the system.',
      };
    case 'client-certificate':
      return {
        advice: 'Choose another certificate, or ask your administrator which one it must be.',
        forAdministrator:
          'Install a client certificate that the server takes, or lay down in the preset which one is shown.',
      };
    case 'clock-wrong':
      return { advice: 'Set date, time and time zone of this computer right.' };
    case 'keyring-locked':
      return { advice: 'Unlock the keyring of this computer. Nothing of your sign-in is lost.' };
    case 'no-network':
    case 'unreachable':
    case 'no-answer':
    case 'broken-answer':
    case 'service-down':
      return {};
  }
};

/** What cannot be read although the service can be reached. */
const exceptions = (without: readonly NotFollowed[]): string => {
  const parts = without.map((one) => {
    switch (one.kind) {
      case 'team-list':
        return 'the list of teams';
      case 'chat-list':
        return 'the list of chats';
      case 'teams':
        return `the channels of ${counted(one.count, 'team')}`;
      case 'conversations':
        return counted(one.count, 'conversation');
    }
  });
  const last = parts.at(-1) ?? '';
  const before = parts.slice(0, -1).join(', ');
  return `${before === '' ? last : `${before} and ${last}`} that cannot be read at the moment`;
};

const offlineAction = (reason: OfflineReason): NonNullable<Status['action']> => {
  if (reason === 'proxy-sign-in') return 'proxy-sign-in';
  return reason === 'client-certificate' ? 'choose-certificate' : 'try-now';
};

type Told = Pick<Account, 'service' | 'state' | 'progress' | 'lacks'>;

/** One account's status, with what it does without. A sign-in that is not valid has to be mended first, and is told alone. */
export const accountStatus = (account: Told, engine: EngineRow['state'] | null, now: number): Status => {
  const status = standing(account, engine, now);
  const lacks = account.state.kind === 'sign-in-needed' ? null : lackSentence(account.lacks);
  return lacks === null ? status : { ...status, lacks };
};

/** The engine's own troubles come before the account's: nothing moves while it stands still. */
const standing = (
  { service, state, progress }: Told,
  engine: EngineRow['state'] | null,
  now: number,
): Status => {
  if (state.kind === 'sign-in-needed') {
    const { what, user, administrator, retry } = signInWords(state.reason, service);
    return {
      tone: 'warning',
      text: `${what}.`,
      advice: user,
      ...(administrator === null ? {} : { forAdministrator: administrator }),
      ...(state.code === undefined ? {} : { code: state.code }),
      // Where a sign-in would be refused as well, what the administrator has mended is found by trying.
      action: retry ? 'sign-in' : 'try-now',
    };
  }
  if (engine !== null && engine.kind !== 'running') return engineStatus(engine);
  switch (state.kind) {
    case 'connecting':
      return progress.conversations.total === 0
        ? { tone: 'busy', text: 'Connecting…', progress: null }
        : filling(progress);
    case 'live':
      return isFilling(progress) ? filling(progress) : { tone: 'calm', text: 'Up to date' };
    case 'partly-live':
      return isFilling(progress)
        ? filling(progress)
        : { tone: 'warning', text: `Up to date, except for ${exceptions(state.without)}.` };
    case 'without-push':
      return isFilling(progress)
        ? filling(progress)
        : {
            tone: 'warning',
            text: `No live connection: new messages are asked for now and then. Next try to connect ${untilWhen(state.retryAt, now)}.`,
          };
    case 'catching-up':
      return isFilling(progress)
        ? filling(progress)
        : { tone: 'busy', text: 'Catching up with what happened meanwhile…', progress: null };
    case 'offline':
      return {
        tone: 'warning',
        text: `${offlineSentence(state.reason, state.host)}. Next try ${untilWhen(state.retryAt, now)}.`,
        ...offlineAdvice(state.reason),
        action: offlineAction(state.reason),
      };
    case 'waiting':
      return {
        tone: 'busy',
        text: `The service asked for patience. Going on ${untilWhen(state.until, now)}.`,
      };
    case 'paused':
      return pausedStatus(state.by);
    case 'failed':
      return failedStatus(state);
  }
};

/** What has to be mended elsewhere. A row that was written when reasons were sentences is told like an answer of no use. */
const failedStatus = ({ reason, status, code }: Extract<AccountState, { kind: 'failed' }>): Status => {
  switch (reason) {
    case 'disk-full':
      return { tone: 'error', text: 'The disk is full. Make room, and it goes on by itself.' };
    case 'refused':
      return {
        tone: 'error',
        text: `The service does not let Isthmus read your account${status === undefined ? '' : ` (${status})`}.`,
        advice: 'Isthmus tries again by itself. If it lasts, ask your administrator.',
        ...(code === undefined || code === '' ? {} : { code }),
        action: 'try-now',
      };
    case 'unusable-answer':
    default:
      return {
        tone: 'error',
        text: 'The service answers in a way that Isthmus cannot use.',
        advice: 'Isthmus tries again by itself. If it lasts, ask your administrator.',
        action: 'try-now',
      };
  }
};

/** The engine's own state where it is not simply running. */
export const engineStatus = (engine: Exclude<EngineRow['state'], { kind: 'running' }>): Status => {
  switch (engine.kind) {
    case 'paused':
      return pausedStatus(engine.by);
    case 'disk-full':
      return {
        tone: 'error',
        text: 'The disk is full: nothing new is stored. Free some space, and it goes on by itself.',
      };
    case 'failed':
      return { tone: 'error', text: `The mirror has stopped: ${engine.reason}` };
  }
};

const pausedStatus = (by: 'user' | 'sleep'): Status =>
  by === 'user'
    ? { tone: 'warning', text: 'Paused by you.', action: 'resume' }
    : { tone: 'calm', text: 'Resting while this computer sleeps or is locked.' };

const isAdvised = (reason: OfflineReason): boolean => offlineAdvice(reason).advice !== undefined;

/**
 * The banner over everything when at least one account cannot reach its service; null when all can. Where somebody can do something about
 * it, a banner of its own says so.
 */
export const offlineBanner = (accounts: readonly Pick<Account, 'state' | 'label'>[]): string | null => {
  const offline = accounts.filter(({ state }) => state.kind === 'offline' && !isAdvised(state.reason));
  const first = offline[0];
  if (first?.state.kind !== 'offline') return null;
  const what = 'You can read everything that is on this computer.';
  if (offline.length === accounts.length) {
    const noNetwork = offline.every(({ state }) => state.kind === 'offline' && state.reason === 'no-network');
    return noNetwork ? `You are off-line. ${what}` : `No service can be reached. ${what}`;
  }
  return `${offlineSentence(first.state.reason)} (${first.label}). ${what}`;
};

/** Before the engine has said anything. */
export const startingStatus: Status = { tone: 'busy', text: 'Starting…', progress: null };
