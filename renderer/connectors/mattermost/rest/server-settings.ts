/** The values of the server's configuration that decide about writing (`GET /config/client`, where all values are strings). */
import { payloadOf, textOf } from './reading.ts';
import type { Rest } from './rest.ts';

export interface ServerSettings {
  /** Characters that a post may have. */
  readonly maxPostSize: number;
  /** Bytes that a file may have; null if the server did not say. */
  readonly maxFileSize: number | null;
  /** How long after a post was written its text can be changed, ms; null for ever. */
  readonly editableFor: number | null;
  /** Whether posts can be important or urgent. */
  readonly hasPriority: boolean;
  /** How often others are told that somebody types, and how long that holds, ms. */
  readonly typingInterval: number;
  /** Whether `$…$` is drawn as a formula. */
  readonly inlineLatex: boolean;
  /** Whether the server has custom emoji. */
  readonly hasCustomEmoji: boolean;
  /** Whether posts of bots and webhooks are shown under the name that they ask for; null if the server did not say. */
  readonly overridesNames: boolean | null;
  /** Whether they are shown with the picture that they ask for. */
  readonly overridesPictures: boolean;
}

/**
 * The settings until the server has been asked: the length of a message is the schema's (facts, "Posts"), the others are those of a new
 * server.
 */
const unknown: ServerSettings = {
  maxPostSize: 16_383,
  maxFileSize: null,
  editableFor: null,
  hasPriority: true,
  typingInterval: 5_000,
  inlineLatex: false,
  hasCustomEmoji: true,
  overridesNames: null,
  overridesPictures: false,
};

export interface KnownSettings {
  readonly current: ServerSettings;
  /** Asks the server if it was not asked yet. If that fails, the next call asks again. */
  know(signal: AbortSignal): Promise<ServerSettings>;
  /** Asks the server again, because somebody may have changed its settings. If that fails, what was known counts. */
  renew(signal: AbortSignal): Promise<ServerSettings>;
}

/** The settings of one server. */
export const makeServerSettings = (rest: Rest): KnownSettings => {
  let current = unknown;
  let isKnown = false;
  const renew = async (signal: AbortSignal): Promise<ServerSettings> => {
    const answer = await rest.ask(signal, (client) => client.getClientConfig());
    if (!answer.ok) return current;
    // Without a session the server tells only some values. Then the settings count as not known yet.
    const isWhole = textOf(payloadOf(answer.value).MaxPostSize) !== '';
    if (isWhole || !isKnown) current = settingsOf(answer.value);
    isKnown ||= isWhole;
    return current;
  };
  return {
    get current() {
      return current;
    },
    know: async (signal) => (isKnown ? current : renew(signal)),
    renew,
  };
};

const settingsOf = (raw: unknown): ServerSettings => {
  const { MaxPostSize, MaxFileSize, PostPriority, EnableLatex, EnableInlineLatex, ...more } = payloadOf(raw);
  return {
    maxPostSize: sizeOf(MaxPostSize) ?? unknown.maxPostSize,
    maxFileSize: sizeOf(MaxFileSize),
    editableFor: secondsOf(more.PostEditTimeLimit),
    hasPriority: PostPriority !== 'false',
    typingInterval: sizeOf(more.TimeBetweenUserTypingUpdatesMilliseconds) ?? unknown.typingInterval,
    overridesNames: flagOf(more.EnablePostUsernameOverride),
    overridesPictures: flagOf(more.EnablePostIconOverride) === true,
    hasCustomEmoji: more.EnableCustomEmoji !== 'false',
    inlineLatex: EnableLatex === 'true' && EnableInlineLatex === 'true',
  };
};

const flagOf = (value: unknown): boolean | null =>
  value === 'true' ? true : value === 'false' ? false : null;

const sizeOf = (value: unknown): number | null => {
  const text = textOf(value);
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
};

/** A limit in seconds as ms; null for none, which the server says as -1 (facts, "Posts"). */
const secondsOf = (value: unknown): number | null => {
  const text = textOf(value);
  return /^\d{1,12}$/.test(text) ? Number(text) * 1_000 : null;
};
