/**
 * What a user's profile says of their Teams user, in its props under `isthmus` (docs/carrying-props.md): a string, as all profile
 * props are. Everybody reads everybody's.
 */
import type { SharedKey } from '../../../model/index.ts';
import { payloadOf, textOf, type Payload } from '../rest/reading.ts';
import { propName } from './post-props.ts';

const version = 1;
const longest = 1_000;

/** Which Teams user a profile claims to be; null when it claims none, or nothing that can be read. */
export const claimOf = (props: Payload): SharedKey | null => {
  const text = textOf(props[propName]);
  if (text === '' || text.length > longest) return null;
  try {
    const { version: written, teams } = payloadOf(JSON.parse(text));
    return written === version && typeof teams === 'string' && teams !== '' ? (teams as SharedKey) : null;
  } catch {
    // Harmless: anybody may write anything into a profile; what cannot be read claims nobody.
    return null;
  }
};

/** The profile's props with this claim; all others stay. */
export const withClaim = (props: Payload, teams: SharedKey | null): Record<string, unknown> => {
  const others = Object.entries(props).filter(([name]) => name !== propName);
  const claim = teams === null ? [] : [[propName, JSON.stringify({ version, teams })] as const];
  return Object.fromEntries([...others, ...claim]);
};
