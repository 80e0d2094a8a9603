/** The sentences of the box to write in. */
import { otherService, type Service, type ServiceFailure, type TeamsFeature } from '../../model/index.ts';
import type { CommandOutcome } from '../../store/index.ts';
import { haltSentence, type CarryHalt, type Halt } from '../words/carry-sentences.ts';
import { notAllowedSentence } from '../words/feature-sentences.ts';
import { serviceName } from '../words/names.ts';
import { say } from '../words/catalogue/say.ts';

type NotWritableReason =
  | { readonly kind: 'archived' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'no-right' }
  | { readonly kind: 'not-granted'; readonly feature: TeamsFeature };

/** Why nothing can be written in a conversation. */
export const notWritableSentence = (why: NotWritableReason, service: Service): string => {
  switch (why.kind) {
    case 'archived':
      return say('composer.not-writable.archived');
    case 'signed-out':
      return say('composer.not-writable.signed-out', { service: serviceName(service) });
    case 'no-right':
      return say('composer.not-writable.no-right', { service: serviceName(service) });
    case 'not-granted':
      return notAllowedSentence(why.feature);
  }
};

type OnOtherSide =
  | { readonly kind: 'carried' }
  | { readonly kind: 'not-carried' }
  | { readonly kind: 'held'; readonly halt: CarryHalt }
  | { readonly kind: 'not-writable-there'; readonly why: NotWritableReason };

/** On which side of a pair a message is written, and whether the other side gets it. */
export const sideSentence = (carriage: OnOtherSide, written: Service): string => {
  const there = otherService(written);
  const names = { here: serviceName(written), there: serviceName(there) };
  switch (carriage.kind) {
    case 'carried':
      return say('composer.side.carried', names);
    case 'not-carried':
      return say('composer.side.not-carried', { here: names.here });
    case 'held':
      return say('composer.side.held', { ...names, sentence: haltSentence(carriage.halt, there) });
    case 'not-writable-there':
      return carriage.why.kind === 'archived'
        ? say('composer.side.archived-there', names)
        : say('composer.side.not-allowed-there', {
            here: names.here,
            sentence: notWritableSentence(carriage.why, there),
          });
  }
};

/** Why a message that is written here waits. */
export const waitingSentence = (halt: Halt, service: Service): string => {
  switch (halt) {
    case 'paused':
      return say('composer.waits.paused');
    case 'sleep':
      return say('composer.waits.sleep');
    case 'disk-full':
      return say('composer.waits.disk-full');
    case 'stopped':
      return say('composer.waits.stopped');
    case 'offline':
      return say('composer.waits.offline', { service: serviceName(service) });
    case 'sign-in-needed':
      return say('composer.waits.sign-in-needed', { service: serviceName(service) });
  }
};

/** The sentence about the outcome of a command; null: it runs. `command`: its first word, with the slash. */
export const commandSentence = (
  outcome: CommandOutcome | null,
  command: string,
  service: Service,
): string => {
  switch (outcome?.kind) {
    case undefined:
    case 'opens':
      return say('composer.command.running');
    case 'unknown':
      return say('composer.command.unknown', { command });
    case 'not-connected':
      return say('composer.command.not-connected', { service: serviceName(service) });
    case 'perhaps':
      return say('composer.command.perhaps');
    case 'failed':
      return refusedCommandSentence(outcome.failure, service);
  }
};

const refusedCommandSentence = (failure: ServiceFailure, service: Service): string => {
  switch (failure.kind) {
    case 'throttled':
      return say('composer.command.wait');
    case 'sign-in-needed':
      return say('composer.command.sign-in-needed', { service: serviceName(service) });
    case 'forbidden':
    case 'refused':
      if (failure.because === 'archived') return say('composer.command.archived');
      if (failure.because === 'no-right') return say('composer.command.no-right');
      return failure.code === ''
        ? say('composer.command.failed')
        : say('composer.command.refused', { code: failure.code });
    default:
      return say('composer.command.failed');
  }
};

export type ComposerProblem =
  | 'disk-full'
  | 'not-kept'
  | 'not-sent-disk-full'
  | 'not-sent'
  | 'no-files-in-edit'
  | 'no-files-in-command'
  /** The user's role in the service does not permit files there. */
  | 'no-right-to-files'
  | 'file-stays'
  | 'not-loaded';

/** Why the draft cannot be kept or sent. */
export const problemSentence = (problem: ComposerProblem, service: Service): string => {
  switch (problem) {
    case 'disk-full':
      return say('composer.problem.disk-full');
    case 'not-kept':
      return say('composer.problem.not-kept');
    case 'not-sent-disk-full':
      return say('composer.problem.not-sent-disk-full');
    case 'not-sent':
      return say('composer.problem.not-sent');
    case 'no-files-in-edit':
      return say('composer.problem.no-files-in-edit');
    case 'no-files-in-command':
      return say('composer.problem.no-files-in-command');
    case 'no-right-to-files':
      return say('outgoing.file.no-right', { service: serviceName(service) });
    case 'file-stays':
      return say('composer.problem.file-stays');
    case 'not-loaded':
      return say('composer.problem.not-loaded');
  }
};
