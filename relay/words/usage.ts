import { say } from './say.ts';

/** How the relay itself is started. */
export const runUsage = (): string => say('usage.run');

/** How the relay on the sandbox is started. */
export const sandboxUsage = (): string => say('usage.sandbox');

/** `port`: the one that is taken without the option. */
export const signInUsage = (port: number): string => say('sign-in.usage', { port });

export const linksUsage = (): string => say('links.usage');

export const drainUsage = (): string => say('drain.usage');

export const statusUsage = (): string => say('status.usage');

/** A command of the relay, as it is typed. `config`: the configuration's path. */
export const commandLine = (name: string, config: string): string => say('run.command', { name, config });
