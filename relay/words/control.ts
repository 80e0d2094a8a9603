/** What commands say that ask a relay that runs. */
import { say } from './say.ts';

export const noRelayRuns = (): string => say('control.not-running');

/** `path`: the database that the relay has open. */
export const relayIsSilent = (path: string): string => say('control.no-answer', { path });

export const hasDrained = (): string => say('drain.done');
export const drainsSlowly = (seconds: number): string => say('drain.slow', { seconds });
