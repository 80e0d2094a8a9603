import { say } from './say.ts';

/** How the relay itself is started. */
export const runUsage = (program: string): string => say('usage.run', { program });

/** How the relay on the sandbox is started. */
export const sandboxUsage = (): string => say('usage.sandbox');

/** `port`: the one that is taken without the option. */
export const signInUsage = (program: string, port: number): string => say('sign-in.usage', { program, port });

export const linksUsage = (program: string): string => say('links.usage', { program });

export const drainUsage = (program: string): string => say('drain.usage', { program });

export const statusUsage = (program: string): string => say('status.usage', { program });

/** A command of the relay, as it is typed. `program`: what is typed before its words; `config`: the configuration's path. */
export const commandLine = (program: string, name: string, config: string): string =>
  say('run.command', { program, name, config });
