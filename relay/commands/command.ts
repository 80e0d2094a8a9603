/** What a command of the relay is, and what it is given. */
import type { ParseArgsConfig } from 'node:util';
import type { Cloud, CloudAddresses } from '../../sign-in/clouds.ts';
import type { RunTool } from '../secrets/run-tool.ts';
import type { Send } from '../network/network.ts';

/** 0: done. 2: it cannot be done like this, and a new try helps only after something was changed; the command has said what. */
export type ExitCode = 0 | 2;

export interface CommandWorld {
  /** What is typed before the words of a command to start this program: an administrator is shown whole command lines. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** This machine's name, for its administrator. */
  readonly host: string;
  /** Runs a program of the system. */
  readonly runTool: RunTool;
  /** What is given to standard input: by a person, who does not see it, after `prompt` was called; null if that is ended. */
  readonly askSecret: (prompt: () => void) => Promise<string | null>;
  /** All requests (`../network/`). */
  readonly send: Send;
  /** Where Microsoft's clouds are. */
  readonly clouds: Readonly<Record<Cloud, CloudAddresses>>;
  /** Says one line to the administrator. */
  readonly tell: (line: string) => void;
  /** Ends the command. */
  readonly end: AbortSignal;
}

/** The options as they were typed. */
export type Typed = Readonly<Record<string, string | boolean | undefined>>;

export interface Command {
  /** The word that names it; '' for the relay itself. */
  readonly name: string;
  /** @param program what is typed before its words */
  readonly usage: (program: string) => string;
  /** Its options besides `--config FILE`, which each command has, and `--help`. */
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /**
   * @param file the configuration's path
   * @returns null if the options are not right; then the usage is said
   */
  readonly run: (file: string, typed: Typed, world: CommandWorld) => Promise<ExitCode | null>;
}
