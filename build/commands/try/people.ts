/** The directory of a tried message: people known on both sides. */
import { isRecord, type Payload } from './json.ts';

export interface Known {
  readonly name: string;
  /** The user name on Mattermost. */
  readonly username: string;
  readonly email: string;
  /** The person's ids on the services; null if the file does not have them. Then the id in the message counts, or one is made up. */
  readonly teamsId: string | null;
  readonly mattermostId: string | null;
}

const textOf = (...values: readonly unknown[]): string | null =>
  values.find((value): value is string => typeof value === 'string' && value.trim() !== '')?.trim() ?? null;

/**
 * Reads `people`: a list of names, or of records with `name`, `username`, `email`, `teamsId`, `mattermostId`. Null if it is not such a list.
 */
export const readPeople = (value: unknown): readonly Known[] | null => {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return null;
  const people = value.map((one: unknown) => (typeof one === 'string' ? known({ name: one }) : known(one)));
  return people.every((one) => one !== null) ? people : null;
};

const known = (raw: unknown): Known | null => {
  if (!isRecord(raw)) return null;
  const named = textOf(raw.name, raw.displayName);
  const username = textOf(raw.username, raw.handle);
  const name = named ?? username;
  if (name === null) return null;
  const handle = (username ?? name)
    .replace(/^@/, '')
    .toLowerCase()
    .replace(/[^a-z0-9._:-]+/g, '.');
  return {
    name: name.replace(/^@/, ''),
    username: handle,
    email: textOf(raw.email) ?? `${handle}@people.example`,
    teamsId: textOf(raw.teamsId, raw.teams),
    mattermostId: textOf(raw.mattermostId, raw.mattermost),
  };
};

/** The id in Teams: the given one, else the id in the message for a person of that name, else the username. */
export const teamsIdOf = ({ name, username, teamsId }: Known, message: Payload): string =>
  teamsId ?? namedIn(message, name) ?? username;

/** The id on Mattermost: the given one, else one made from the username. */
export const mattermostIdOf = ({ username, mattermostId }: Known): string =>
  mattermostId ?? username.replace(/[^a-z0-9]/g, '').padEnd(26, '0');

/** The id beside a display name, anywhere in a message. */
const namedIn = (value: unknown, name: string): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  if (isRecord(value) && value.displayName === name && typeof value.id === 'string') return value.id;
  for (const inner of Object.values(value)) {
    const found = namedIn(inner, name);
    if (found !== null) return found;
  }
  return null;
};
