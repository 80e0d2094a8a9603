/** What became of carrying a message, as sentences. */
import type { Account, Service } from '../../model/index.ts';
import type { CarryFailure, EngineRow, OutboxState, WaitReason } from '../../store/index.ts';
import { otherService, type AloneReason } from '../carrying/carry.ts';
import { doing } from './feature-sentences.ts';
import { serviceName } from './names.ts';
import { untilWhen } from './when.ts';

/** Why nothing is carried to an account at all, whatever the message. */
export type Halt = 'paused' | 'sleep' | 'disk-full' | 'stopped' | 'offline' | 'sign-in-needed';

/** What stands still for `account`: the engine before the connection; null while everything moves. */
export const haltOf = (
  engine: EngineRow['state'] | null,
  account: Pick<Account, 'state'> | undefined,
): Halt | null => {
  switch (engine?.kind) {
    case 'paused':
      return engine.by === 'user' ? 'paused' : 'sleep';
    case 'disk-full':
      return 'disk-full';
    case 'failed':
      return 'stopped';
    case 'running':
    case undefined:
      break;
  }
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

/** Why everything waits. */
export const haltSentence = (halt: Halt, to: Service): string => {
  switch (halt) {
    case 'paused':
      return 'Paused by you: it is carried when you resume';
    case 'sleep':
      return 'Isthmus rests while this computer sleeps or is locked';
    case 'disk-full':
      return 'The disk is full: it is carried when there is room';
    case 'stopped':
      return 'Isthmus has stopped: the line at the bottom says why';
    case 'offline':
      return `It is carried when ${serviceName(to)} can be reached`;
    case 'sign-in-needed':
      return `It is carried when you have signed in to ${serviceName(to)} again`;
  }
};

/** Why one message waits. */
export const waitSentence = (why: WaitReason, to: Service): string => {
  switch (why) {
    case 'offline':
      return `${serviceName(to)} could not be reached`;
    case 'throttled':
      return `${serviceName(to)} asked for patience`;
    case 'sign-in-needed':
      return `${serviceName(to)} wants you to sign in again`;
    case 'not-let-in':
      return `${serviceName(to)} does not accept your sign-in for this at the moment`;
    case 'root-not-carried':
      return 'The message it answers is not there yet';
    case 'other-attempt':
      return 'Isthmus finds out first whether an earlier attempt arrived';
  }
};

/** Why a message could not be carried, for good. */
export const failureSentence = (reason: CarryFailure, to: Service): string => {
  switch (reason.kind) {
    case 'forbidden':
      return `${serviceName(to)} does not let you do this there${coded(reason.code)}`;
    case 'refused':
      return `${serviceName(to)} refused it${coded(reason.code)}`;
    case 'too-long':
      return `It is too long for ${serviceName(to)}`;
    case 'archived':
      return `The conversation is archived in ${serviceName(to)}`;
    case 'blocked':
      return `Rules of the organisation block it in ${serviceName(to)}`;
    case 'not-granted':
      // A chat needs no permission of its own.
      return `Your organisation has not allowed Isthmus to ${reason.feature === undefined ? 'use channels or files there' : doing(reason.feature)} yet`;
    case 'too-late':
      return `${serviceName(to)} does not let it be changed any more: too much time has passed`;
    case 'gone':
      return `The conversation, or the message there, is gone from ${serviceName(to)}`;
    case 'removed-there':
      return `Its copy in ${serviceName(to)} was removed by an administrator`;
    case 'broken':
      return `${serviceName(to)} answered in a way that Isthmus does not understand`;
  }
};

/** For the administrator; services leave it out now and then. */
const coded = (code: string): string => (code === '' ? '' : ` (${code})`);

/** That a message stands on one side only: in a few words beside its time, and with all that is known of why. */
export const aloneWords = (
  on: Service,
  why: AloneReason,
): { readonly short: string; readonly full: string } => {
  const [here, there] = [serviceName(on), serviceName(otherService(on))];
  const only = `only in ${here}`;
  switch (why) {
    case 'before-link':
      return {
        short: `${only}, before the link`,
        full: `Written before the two were linked: it is ${only}.`,
      };
    case 'not-carried-by-choice':
      return { short: `${only}, not carried`, full: `You do not carry this conversation: it is ${only}.` };
    case 'not-mine':
      return { short: only, full: `Its author’s Isthmus has not carried it: it is ${only}.` };
    case 'deleted-there':
      return { short: `${only}, deleted in ${there}`, full: `It was deleted in ${there}: it is ${only}.` };
    case 'unknown':
      return { short: only, full: `It is ${only}.` };
  }
};

export interface CarryStatus {
  readonly tone: 'quiet' | 'warning' | 'error';
  /** What stands beside the message. */
  readonly text: string;
  readonly actions: readonly CarryAction[];
}

/** `retry` of what was discarded is called "Carry after all"; `dismiss` takes away what is only said. */
export type CarryAction = 'retry' | 'discard' | 'carry-after-all' | 'dismiss';

/** How a message that is not on the other side yet stands. */
export const carryStatus = (state: OutboxState, to: Service, halt: Halt | null, now: number): CarryStatus => {
  switch (state.kind) {
    case 'failed':
      if (state.reason.kind === 'removed-there')
        return {
          tone: 'warning',
          text: `${failureSentence(state.reason, to)}. The message itself stays here.`,
          actions: ['dismiss'],
        };
      return {
        tone: 'error',
        text: `Not carried. ${failureSentence(state.reason, to)}.`,
        actions: ['retry', 'discard'],
      };
    case 'discarded':
      return { tone: 'quiet', text: 'Not carried', actions: ['carry-after-all'] };
    case 'queued':
    case 'uploading':
    case 'sending':
    case 'waiting':
      return halt === null
        ? underwayStatus(state, to, now)
        : // The line at the bottom warns of it once, for everything.
          { tone: 'quiet', text: `${haltSentence(halt, to)}.`, actions: ['discard'] };
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
      return { tone: 'quiet', text: `Waits to be carried to ${there}…`, actions: [] };
    case 'uploading':
      return { tone: 'quiet', text: `Uploading files to ${there}…`, actions: [] };
    case 'sending':
      return state.tries === 0
        ? { tone: 'quiet', text: `Carrying to ${there}…`, actions: [] }
        : {
            tone: 'warning',
            text: `${there} did not answer. Isthmus looks whether it arrived ${untilWhen(state.retryAt, now)}.`,
            actions: ['retry'],
          };
    case 'waiting':
      return {
        tone: 'warning',
        text: `${waitSentence(state.why, to)}. Next try ${untilWhen(state.until, now)}.`,
        actions: ['retry', 'discard'],
      };
  }
};

/** What a button does. */
export const actionWord = (action: CarryAction): string => {
  switch (action) {
    case 'retry':
      return 'Try again';
    case 'discard':
      return 'Don’t carry';
    case 'carry-after-all':
      return 'Carry after all';
    case 'dismiss':
      return 'Dismiss';
  }
};
