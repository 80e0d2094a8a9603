/** The state of an unsent message, as sentences. */
import type { FileBar, Service } from '../../model/index.ts';
import type { AttemptFailure, AttemptState } from '../../store/index.ts';
import { failureSentence, type Halt, waitSentence } from './carry-sentences.ts';
import { say } from './catalogue/say.ts';
import { notAllowedSentence } from './feature-sentences.ts';
import { isolated, serviceName } from './names.ts';
import { humanSize } from './size.ts';
import { untilWhen } from './when.ts';

export type OutgoingAction = 'try-again' | 'edit' | 'delete' | 'cancel';

export interface OutgoingStatus {
  readonly tone: 'quiet' | 'warning' | 'error';
  readonly text: string;
  /** Whether only a mark is shown, because the state usually lasts a moment. The words are the mark's name. */
  readonly isBrief: boolean;
  readonly actions: readonly OutgoingAction[];
}

interface Surroundings {
  readonly service: Service;
  /** What stops sending for its account. */
  readonly halt: Halt | null;
  /** This machine's clock, ms. */
  readonly now: number;
  /** The names of its files, by their ids. */
  readonly nameOf: (file: string) => string;
}

/** The state of an unsent message, and what its user can do. */
export const outgoingStatus = (
  state: AttemptState | { readonly kind: 'failed'; readonly reason: AttemptFailure },
  around: Surroundings,
): OutgoingStatus => {
  const { service, halt } = around;
  if (state.kind === 'failed')
    return {
      tone: 'error',
      text: say('outgoing.failed', { sentence: notSentSentence(state.reason, around) }),
      isBrief: false,
      actions: ['try-again', 'edit', 'delete'],
    };
  if (halt !== null && !(state.kind === 'sending' && state.tries === 0))
    // The status line warns of it once, for all messages.
    return {
      tone: 'quiet',
      text: haltedSentence(halt, service),
      isBrief: false,
      actions: ['edit', 'delete'],
    };
  return underwayStatus(state, around);
};

const underwayStatus = (state: AttemptState, { service, now }: Surroundings): OutgoingStatus => {
  const brief = (text: string): OutgoingStatus => ({ tone: 'quiet', text, isBrief: true, actions: [] });
  switch (state.kind) {
    case 'queued':
      return brief(say('outgoing.queued'));
    case 'uploading':
      return { tone: 'quiet', text: say('outgoing.uploading'), isBrief: false, actions: ['cancel'] };
    case 'sending':
      if (state.givenUp) return { ...brief(say('outgoing.giving-up')), isBrief: false };
      if (state.tries === 0) return brief(say('outgoing.sending'));
      return {
        tone: 'warning',
        text: say('outgoing.sending.again', {
          service: serviceName(service),
          when: untilWhen(state.retryAt, now),
        }),
        isBrief: false,
        actions: ['try-again', 'edit', 'delete'],
      };
    case 'waiting':
      return {
        tone: 'warning',
        text: say('outgoing.waiting', {
          sentence: waitSentence(state.why, service),
          when: untilWhen(state.until, now),
        }),
        isBrief: false,
        actions: ['try-again', 'edit', 'delete'],
      };
  }
};

const haltedSentence = (halt: Halt, to: Service): string => {
  switch (halt) {
    case 'paused':
      return say('outgoing.halt.paused');
    case 'sleep':
      return say('outgoing.halt.sleep');
    case 'disk-full':
      return say('outgoing.halt.disk-full');
    case 'stopped':
      return say('outgoing.halt.stopped');
    case 'offline':
      return say('outgoing.halt.offline', { service: serviceName(to) });
    case 'sign-in-needed':
      return say('outgoing.halt.sign-in-needed', { service: serviceName(to) });
  }
};

/** Why a message could not be sent, finally. */
const notSentSentence = (reason: AttemptFailure, { service, nameOf }: Surroundings): string => {
  if (reason.kind === 'gone') return say('outgoing.gone', { service: serviceName(service) });
  // This reason occurs for edits of existing messages, never for a new one.
  if (reason.kind === 'edited-since') return failureSentence({ kind: 'refused', code: '' }, service);
  if (reason.kind !== 'file-not-taken') return failureSentence(reason, service);
  const name = isolated(nameOf(reason.of));
  switch (reason.why.kind) {
    case 'too-large':
      return say('outgoing.file.too-large', {
        ...{ name, service: serviceName(service), limit: humanSize(reason.why.limit) },
      });
    case 'gone':
    case 'unreadable':
      return say('outgoing.file.gone', { name });
    case 'no-right':
      return failureSentence({ kind: 'no-right' }, service);
    case 'no-room':
      return say('outgoing.file.no-room', { name, service: serviceName(service) });
    case 'refused':
      return say('outgoing.file.refused', { name, service: serviceName(service) });
  }
};

/** Why a file cannot be sent, before anything is sent. */
export const fileBarSentence = (bar: FileBar, name: string, service: Service): string => {
  switch (bar.kind) {
    case 'archived':
      return say('carry.failure.archived', { service: serviceName(service) });
    case 'no-right':
      return say('outgoing.file.no-right', { service: serviceName(service) });
    case 'not-granted':
      return notAllowedSentence(bar.feature);
    case 'too-many':
      return say('outgoing.file.too-many', { service: serviceName(service), count: bar.most });
    case 'too-large':
      return say('outgoing.file.too-large', {
        ...{ name: isolated(name), service: serviceName(service), limit: humanSize(bar.limit) },
      });
  }
};

/** The label of a button. */
export const outgoingActionWord = (action: OutgoingAction): string => {
  switch (action) {
    case 'try-again':
      return say('outgoing.action.try-again');
    case 'edit':
      return say('outgoing.action.edit');
    case 'delete':
      return say('outgoing.action.delete');
    case 'cancel':
      return say('outgoing.action.cancel');
  }
};
