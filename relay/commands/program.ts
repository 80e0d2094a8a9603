/** The relay's commands in this process: its environment, its signals, its network. */
import { hostname } from 'node:os';
import { cloudAddresses } from '../../sign-in/clouds.ts';
import { nodeNetwork } from '../network/network.ts';
import { runTool } from '../secrets/run-tool.ts';
import { askSecret } from './ask-secret.ts';
import { runCommandLine } from './index.ts';

/** Another exit code than a command's own: the relay has a fault. */
const faultCode = 1;

/**
 * Runs a command until it has done its work, or SIGTERM or SIGINT ends it. What it says goes to standard error.
 * @param program what is typed before the words of a command
 * @param words what was typed behind it
 * @returns the exit code of the process
 */
export const runProgram = async (program: string, words: readonly string[]): Promise<number> => {
  const tell = (line: string): void => void process.stderr.write(`${visible(line)}\n`);
  const end = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end.abort());
  try {
    return await runCommandLine(words, {
      program,
      environment: process.env,
      platform: process.platform,
      host: hostname(),
      runTool,
      askSecret: async (prompt) => askSecret(process.stdin, prompt),
      send: nodeNetwork,
      clouds: cloudAddresses,
      tell,
      end: end.signal,
    });
  } catch (error) {
    // Harmless: the administrator is told, and the exit code says that it is a fault.
    tell(error instanceof Error ? error.message : String(error));
    return faultCode;
  }
};

/** A name that somebody gave a conversation must neither steer the administrator's terminal nor look like lines of the relay's own. */
export const visible = (line: string): string => line.replaceAll(/\p{Cc}|\p{Zl}|\p{Zp}/gu, '\ufffd');
