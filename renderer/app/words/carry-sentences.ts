/** The outcome of carrying a message, as sentences. */
import { type Account, type CarryPause, otherService, type Service } from '../../model/index.ts';
import type { CarryFailure, EngineRow, NotCarried, OutboxState, WaitReason } from '../../store/index.ts';
import { notAllowedSentence } from './feature-sentences.ts';
import { serviceName } from './names.ts';
import { untilWhen } from './when.ts';
import { say } from './catalogue/say.ts';

/** Why nothing is carried to an account, whatever the message. */
export type Halt = 'paused' | 'sleep' | 'disk-full' | 'stopped' | 'offline' | 'sign-in-needed';

/** Why nothing is carried, where all else may work. */
export type CarryHalt = Halt | 'carrying-paused';

/** Why nothing is written to `account`: the engine's reason before the connection's; null if it works. */
export const haltOf = (
  engine: EngineRow['state'] | null,
  account: Pick<Account, 'state'> | undefined,
): Halt | null => {
  return engineHalt(engine) ?? accountHalt(account);
};

/** Why carrying to `account` stands still: the engine's reason, then the user's pause of carrying, then the connection's; null if it works. */
export const carryHaltOf = (
  engine: EngineRow['state'] | null,
  pause: CarryPause,
  account: Pick<Account, 'state'> | undefined,
): CarryHalt | null =>
  engineHalt(engine) ?? (pause.kind === 'none' ? accountHalt(account) : 'carrying-paused');

const engineHalt = (engine: EngineRow['state'] | null): Halt | null => {
  switch (engine?.kind) {
    case 'paused':
      return engine.by === 'user' ? 'paused' : 'sleep';
    case 'disk-full':
      return 'disk-full';
    case 'wrong-account':
    case 'failed':
      return 'stopped';
    case 'running':
    case undefined:
      return null;
  }
};

const accountHalt = (account: Pick<Account, 'state'> | undefined): Halt | null => {
  switch (account?.state.kind) {
    case 'offline':
      return 'offline';
    case 'sign-in-needed':
      return 'sign-in-needed';
    case 'paused':
      return account.state.by === 'user' ? 'paused' : 'sleep';
    case 'failed':
      return 'stopped';
    case 'connecting':
    case 'live':
    case 'partly-live':
    case 'without-push':
    case 'catching-up':
    case 'waiting':
    case undefined:
      return null;
  }
};

/** Why all messages wait. */
export const haltSentence = (halt: CarryHalt, to: Service): string => {
  switch (halt) {
    case 'paused':
      return say('carry.halt.paused');
    case 'carrying-paused':
      return say('carry.halt.carrying-paused');
    case 'sleep':
      return say('carry.halt.sleep');
    case 'disk-full':
      return say('carry.halt.disk-full');
    case 'stopped':
      return say('carry.halt.stopped');
    case 'offline':
      return say('carry.halt.offline', { service: serviceName(to) });
    case 'sign-in-needed':
      return say('carry.halt.sign-in-needed', { service: serviceName(to) });
  }
};

/** Why one message waits. */
export const waitSentence = (why: WaitReason, to: Service): string => {
  switch (why) {
    case 'offline':
      return say('carry.wait.offline', { service: serviceName(to) });
    case 'throttled':
      return say('carry.wait.throttled', { service: serviceName(to) });
    case 'sign-in-needed':
      return say('carry.wait.sign-in-needed', { service: serviceName(to) });
    case 'not-let-in':
      return say('carry.wait.not-let-in', { service: serviceName(to) });
    case 'root-not-carried':
      return say('carry.wait.root-not-carried');
    case 'other-attempt':
      return say('carry.wait.other-attempt');
    case 'author-settles':
      return say('carry.wait.author-settles');
    case 'members-hidden':
      return say('carry.wait.members-hidden');
    case 'refused-there':
      return say('carry.wait.refused-there', { service: serviceName(to) });
  }
};

/** Why a message could not be carried, finally. Codes are for the administrator. Services sometimes leave them out. */
export const failureSentence = (reason: CarryFailure, to: Service): string => {
  switch (reason.kind) {
    case 'forbidden':
      return reason.code === ''
        ? say('carry.failure.forbidden.no-code', { service: serviceName(to) })
        : say('carry.failure.forbidden.with-code', { service: serviceName(to), code: reason.code });
    case 'refused':
      return reason.code === ''
        ? say('carry.failure.refused.no-code', { service: serviceName(to) })
        : say('carry.failure.refused.with-code', { service: serviceName(to), code: reason.code });
    case 'too-long':
      return say('carry.failure.too-long', { service: serviceName(to) });
    case 'archived':
      return say('carry.failure.archived', { service: serviceName(to) });
    case 'blocked':
      return say('carry.failure.blocked', { service: serviceName(to) });
    case 'not-granted':
      // Chats need no extra permission.
      return reason.feature === undefined
        ? say('carry.failure.not-granted')
        : notAllowedSentence(reason.feature);
    case 'no-right':
      return say('carry.failure.no-right', { service: serviceName(to) });
    case 'reaction-unknown':
      return say('carry.failure.reaction-unknown', { service: serviceName(to) });
    case 'reactions-full':
      return say('carry.failure.reactions-full', { service: serviceName(to) });
    case 'no-room':
      return say('carry.failure.no-room', { service: serviceName(to) });
    case 'too-late':
      return say('carry.failure.too-late', { service: serviceName(to) });
    case 'gone':
      return say('carry.failure.gone', { service: serviceName(to) });
    case 'removed-there':
      return say('carry.failure.removed-there', { service: serviceName(to) });
    case 'broken':
      return say('carry.failure.broken', { service: serviceName(to) });
  }
};

/** Why a message is on one side only, as far as the page knows. The first three are the engine's own reasons. */
export type AloneReason =
  Extract<NotCarried, 'before-link' | 'not-carried-by-choice' | 'not-mine'> | 'deleted-there' | 'unknown';

/** The words for a message on one side only: a few beside its time, and the full reason. */
export const aloneWords = (
  on: Service,
  why: AloneReason,
): { readonly short: string; readonly full: string } => {
  const [here, there] = [serviceName(on), serviceName(otherService(on))];
  switch (why) {
    case 'before-link':
      return {
        short: say('carry.alone.before-link.short', { here }),
        full: say('carry.alone.before-link.full', { here }),
      };
    case 'not-carried-by-choice':
      return {
        short: say('carry.alone.not-carried-by-choice.short', { here }),
        full: say('carry.alone.not-carried-by-choice.full', { here }),
      };
    case 'not-mine':
      return {
        short: say('carry.alone.not-mine.short', { here }),
        full: say('carry.alone.not-mine.full', { here }),
      };
    case 'deleted-there':
      return {
        short: say('carry.alone.deleted-there.short', { here, there }),
        full: say('carry.alone.deleted-there.full', { there, here }),
      };
    case 'unknown':
      return {
        short: say('carry.alone.unknown.short', { here }),
        full: say('carry.alone.unknown.full', { here }),
      };
  }
};

export interface CarryStatus {
  readonly tone: 'quiet' | 'warning' | 'error';
  /** The words beside the message. */
  readonly text: string;
  readonly actions: readonly CarryAction[];
}

/** `retry` of a discarded message is called "Carry after all". `dismiss` removes a line that only informs. */
export type CarryAction = 'retry' | 'discard' | 'carry-after-all' | 'dismiss';

/** The state of a message that is not on the other side yet. */
export const carryStatus = (
  state: OutboxState,
  to: Service,
  halt: CarryHalt | null,
  now: number,
): CarryStatus => {
  switch (state.kind) {
    case 'failed':
      if (state.reason.kind === 'removed-there')
        return {
          tone: 'warning',
          text: say('carry.failed.removed-there.text', {
            sentence: failureSentence(state.reason, to),
          }),
          actions: ['dismiss'],
        };
      return {
        tone: 'error',
        text: say('carry.failed.text', { sentence: failureSentence(state.reason, to) }),
        actions: ['retry', 'discard'],
      };
    case 'discarded':
      return { tone: 'quiet', text: say('carry.discarded.text'), actions: ['carry-after-all'] };
    case 'queued':
    case 'uploading':
    case 'sending':
    case 'waiting':
      return halt === null
        ? underwayStatus(state, to, now)
        : // The line at the bottom warns of it once, for everything.
          { tone: 'quiet', text: haltSentence(halt, to), actions: ['discard'] };
  }
};

const underwayStatus = (
  state: Exclude<OutboxState, { kind: 'failed' | 'discarded' }>,
  to: Service,
  now: number,
): CarryStatus => {
  const there = serviceName(to);
  switch (state.kind) {
    case 'queued':
      return { tone: 'quiet', text: say('carry.underway.queued.text', { there }), actions: [] };
    case 'uploading':
      return { tone: 'quiet', text: say('carry.underway.uploading.text', { there }), actions: [] };
    case 'sending':
      return state.tries === 0
        ? { tone: 'quiet', text: say('carry.underway.sending.first.text', { there }), actions: [] }
        : {
            tone: 'warning',
            text: say('carry.underway.sending.again.text', {
              there,
              when: untilWhen(state.retryAt, now),
            }),
            actions: ['retry'],
          };
    case 'waiting':
      return {
        tone: 'warning',
        text: say('carry.underway.waiting.text', {
          sentence: waitSentence(state.why, to),
          when: untilWhen(state.until, now),
        }),
        actions: ['retry', 'discard'],
      };
  }
};

/** The label of a button. */
export const actionWord = (action: CarryAction): string => {
  switch (action) {
    case 'retry':
      return say('carry.action.retry');
    case 'discard':
      return say('carry.action.discard');
    case 'carry-after-all':
      return say('carry.action.carry-after-all');
    case 'dismiss':
      return say('carry.action.dismiss');
  }
};
