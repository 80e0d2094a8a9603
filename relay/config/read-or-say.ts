import { readConfig } from './read-config.ts';
import type { RelayConfig } from './relay-config.ts';
import { configMistake } from '../words/config-mistake.ts';

/** The configuration at `file`; null if it is not right, and every mistake has been said. */
export const readOrSay = async (file: string, tell: (line: string) => void): Promise<RelayConfig | null> => {
  const reading = await readConfig(file);
  if (reading.kind === 'read') return reading.config;
  for (const mistake of reading.mistakes) tell(configMistake(mistake, file));
  return null;
};
