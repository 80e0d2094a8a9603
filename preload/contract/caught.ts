/**
 * What the log says of an error, in every process: of what class it is, and what code it has of the system's. Never its message, which may
 * hold text, an address or a name.
 */

/** What the door and the log take as an event's name: so many characters, so many words, and so many characters of one. */
const longest = 60;
const mostWords = 10;
const longestWord = 20;

/** `QuotaExceededError` is `quota-exceeded-error`, `ERR_STREAM_DESTROYED` is `err-stream-destroyed`. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()
    .replace(/[^a-z-]/g, '')
    .split('-')
    .filter((word) => word !== '')
    .map((word) => word.slice(0, longestWord));

/** A class that gives its errors no name is known by its own, but where the build has shortened that to a letter or two. */
const classOf = (error: { readonly name: string }): string => {
  const own = error instanceof Error && error.name === 'Error' ? error.constructor.name : '';
  return own.length > 2 ? own : error.name;
};

/** Codes of Node and Chromium have this form (`ECONNRESET`); what a service or a person writes has not. */
const systemCode = /^[A-Z][A-Z0-9_]*$/;

/** Dexie wraps what the browser threw: an aborted transaction says why inside. */
const kindsOf = (error: unknown): readonly string[] => {
  if (!isError(error)) return ['no-error'];
  const inner = 'inner' in error && isError(error.inner) ? [classOf(error.inner)] : [];
  const code = 'code' in error && typeof error.code === 'string' && systemCode.test(error.code);
  return [...new Set([classOf(error), ...inner]), ...(code ? [String(error.code)] : [])];
};

/** Errors of another window or library are no instances of ours. Of all else that can be thrown, a name may be a person's. */
const isError = (value: unknown): value is { readonly name: string } =>
  value instanceof Error ||
  (typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    errorName.test(value.name));
const errorName = /^([A-Z]\w*)?(Error|Exception)$/;

/** The event that says of what kind `error` is after `what`, which is in kebab case; `no-error` for what is none. */
export const errorEvent = (what: string, error: unknown): string => {
  const words = what.split('-');
  for (const word of kindsOf(error).flatMap(wordsOf))
    if (words.length < mostWords && [...words, word].join('-').length <= longest) words.push(word);
  return words.join('-');
};

/** The event for an error caught at `place`, a code in kebab case that stands at one place of the code only. */
export const caughtEvent = (place: string, error: unknown): string => errorEvent(`caught-${place}`, error);
