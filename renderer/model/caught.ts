/**
 * What the log says of an error that was caught: where, by a fixed code of its own, and of what class. Never its message, which may hold
 * text, an address or a name.
 */

/** As long as the door and the log take an event's name, and one word of it. */
const longest = 60;
const longestWord = 20;

/** `QuotaExceededError` is `quota-exceeded-error`; what is no class's name is `no-error`. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z-]/g, '')
    .split('-')
    .filter((word) => word !== '')
    .map((word) => word.slice(0, longestWord));

/** Dexie wraps what the browser threw: an aborted transaction says why inside. */
const classesOf = (error: unknown): readonly string[] => {
  if (!(error instanceof Error) && !isNamed(error)) return ['no-error'];
  const inner = 'inner' in error && isNamed(error.inner) ? [error.inner.name] : [];
  return [error.name, ...inner.filter((name) => name !== error.name)];
};

const isNamed = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

/** The event for an error caught at `place`, a code in kebab case that stands at one place of the code only. */
export const caughtEvent = (place: string, error: unknown): string => {
  let event = `caught-${place}`;
  for (const word of classesOf(error).flatMap(wordsOf))
    if (event.length + 1 + word.length <= longest) event += `-${word}`;
  return event;
};
