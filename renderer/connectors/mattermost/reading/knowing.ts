/**
 * Before posts are mapped, reads what their mapping needs: the user's own profile (who is "me" in a mention), and the people whom mentions
 * name by username only. If these cannot be read, the posts are mapped without them, and a mention stays text.
 */
import { succeeded, type Change, type Result } from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import { remember } from './directory.ts';
import { changeOfUser } from './people.ts';
import { readPeopleByUsername } from './people-routes.ts';
import type { Rest } from '../rest/rest.ts';

/** Makes sure that the user's own profile is known; asks once per connector. */
export const knowMe = async (
  rest: Rest,
  context: MappingContext,
  signal: AbortSignal,
): Promise<Result<null>> => {
  if (context.directory.me !== null) return succeeded(null);
  const answer = await rest.ask(signal, (client) => client.getMe());
  if (!answer.ok) return answer;
  changeOfUser(answer.value, context);
  return succeeded(null);
};

/** How many names one request asks for. */
const namesAtOnce = 100;

/**
 * Looks up the names in mentions that no known person has, each once in a connector's life, and returns the people found. If that fails,
 * the posts do not fail.
 */
const knowNames = async (
  rest: Rest,
  context: MappingContext,
  signal: AbortSignal,
): Promise<readonly Change[]> => {
  const { unknownUsernames, noUsernames } = context.directory;
  const asked = [...unknownUsernames].filter((name) => !noUsernames.has(name)).slice(0, namesAtOnce);
  if (asked.length === 0) return [];
  const answer = await readPeopleByUsername(rest, context, asked, signal);
  if (!answer.ok) return [];
  for (const name of asked) {
    unknownUsernames.delete(name);
    if (!context.directory.personByUsername.has(name)) remember(noUsernames, name);
  }
  return answer.value;
};

/** Maps payloads, looks up the names that stayed unknown, and maps once more when some were found. */
export const mapKnowing = async <Mapped>(
  rest: Rest,
  context: MappingContext,
  signal: AbortSignal,
  map: () => Mapped,
): Promise<{ readonly mapped: Mapped; readonly people: readonly Change[] }> => {
  const mapped = map();
  const people = await knowNames(rest, context, signal);
  return people.length === 0 ? { mapped, people } : { mapped: map(), people };
};
