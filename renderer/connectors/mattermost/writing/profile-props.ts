/**
 * Reads and writes in a user's profile which Teams user they are. It is a string in the props under `isthmus` (docs/carrying-props.md), as
 * all profile props are strings. Everybody can read it.
 */
import type { SharedKey } from '../../../model/index.ts';
import { payloadOf, textOf, type Payload } from '../rest/reading.ts';
import { propName } from './post-props.ts';

const version = 1;
const longest = 1_000;

/** The Teams user that a profile claims to be; null if it holds no claim that can be read. */
export const claimOf = (props: Payload): SharedKey | null => {
  const text = textOf(props[propName]);
  if (text === '' || text.length > longest) return null;
  try {
    const { version: written, teams } = payloadOf(JSON.parse(text));
    return written === version && typeof teams === 'string' && teams !== '' ? (teams as SharedKey) : null;
  } catch {
    // Harmless: anybody may write anything into their profile. A value that cannot be read is no claim.
    return null;
  }
};

/** The profile's props with this claim. All other props stay. */
export const withClaim = (props: Payload, teams: SharedKey | null): Record<string, unknown> => {
  const others = Object.entries(props).filter(([name]) => name !== propName);
  const claim = teams === null ? [] : [[propName, JSON.stringify({ version, teams })] as const];
  return Object.fromEntries([...others, ...claim]);
};
