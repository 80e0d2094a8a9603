/**
 * The log's description of an error, in every process: its class, and its code of the system if it has one. The error's message is never
 * logged, because it may hold text, an address or a name.
 */

/** The limits of an event's name, for the door and the log: characters of the name, number of words, and characters of one word. */
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

/** The class of an error without a name of its own is taken, unless the build has shortened the class name to one or two letters. */
const classOf = (error: { readonly name: string }): string => {
  const own = error instanceof Error && error.name === 'Error' ? error.constructor.name : '';
  return own.length > 2 ? own : error.name;
};

/** The form of codes of Node and Chromium (`ECONNRESET`). Texts of services or people do not have it. */
const systemCode = /^[A-Z][A-Z0-9_]*$/;

/** The classes of an error and its inner error. Dexie wraps the browser's error: the inner error tells why a transaction was aborted. */
const kindsOf = (error: unknown): readonly string[] => {
  if (!isError(error)) return ['no-error'];
  const inner = 'inner' in error && isError(error.inner) ? [classOf(error.inner)] : [];
  const code = 'code' in error && typeof error.code === 'string' && systemCode.test(error.code);
  return [...new Set([classOf(error), ...inner]), ...(code ? [String(error.code)] : [])];
};

/**
 * Errors of another window or library are not instances of our `Error`. Other thrown values are not logged, because a `name` may be a
 * person's.
 */
const isError = (value: unknown): value is { readonly name: string } =>
  value instanceof Error ||
  (typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    errorName.test(value.name));
const errorName = /^([A-Z]\w*)?(Error|Exception)$/;

/** The event for `error` after the prefix `what` in kebab case; ends with `no-error` if the value is not an error. */
export const errorEvent = (what: string, error: unknown): string => {
  const words = what.split('-');
  for (const word of kindsOf(error).flatMap(wordsOf))
    if (words.length < mostWords && [...words, word].join('-').length <= longest) words.push(word);
  return words.join('-');
};

/** The event for an error caught at `place`, a code in kebab case that is used at one place only. */
export const caughtEvent = (place: string, error: unknown): string => errorEvent(`caught-${place}`, error);
