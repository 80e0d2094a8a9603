import { say } from './say.ts';

/** How the command is used. */
export const usage = (): string => say('usage');
