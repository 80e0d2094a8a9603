/** Finds who is mentioned in a post. Mattermost keeps mentions as text (`@username`, `@channel`), so they are found in the post's prose. */
import type { Mention } from '../../../model/index.ts';
import type { MappingContext } from '../context.ts';
import { remember } from '../reading/directory.ts';

export interface FoundMentions {
  readonly mentions: readonly Mention[];
  readonly mentionsMe: boolean;
}

export const noMentions: FoundMentions = Object.freeze({ mentions: [], mentionsMe: false });

/**
 * A mention starts at the start of a word. Usernames hold letters, digits, dots, dashes and underscores. People of other servers (shared
 * channels) have the server's name after a colon: `@name:server` never means the local user `name`.
 */
const mark = /(?<![\p{L}\p{N}_@])@([a-z0-9][a-z0-9._-]*(?::[\p{L}\p{N}._-]+)*)/giu;
const everyone = new Set(['channel', 'all', 'here']);

/**
 * The mentions in a post's prose (its text without code), each once, in order. `channelId` decides whether channel-wide mentions
 * count for the user.
 */
export const mentionsIn = (prose: string, channelId: string, context: MappingContext): FoundMentions => {
  const { directory } = context;
  const byKeyword = mentionsMyWords(prose, context);
  if (!prose.includes('@')) return byKeyword ? { ...noMentions, mentionsMe: true } : noMentions;
  const mentions = new Map<string, Mention>();
  let mentionsMe = byKeyword;
  for (const match of prose.matchAll(mark)) {
    const name = match[1]?.toLowerCase() ?? '';
    const bare = name.replace(/(?<![._:-])[._:-]+$/, '');
    if (everyone.has(bare)) {
      mentions.set(bare, { kind: 'everyone', text: `@${bare}` });
      if ((directory.me?.channelWide ?? true) && !directory.ignoringChannelMentions.has(channelId))
        mentionsMe = true;
      continue;
    }
    const username = knownUsername(name, context);
    if (username === null) {
      noteUnknown(bare, context);
      continue;
    }
    if (username === directory.me?.username) mentionsMe = true;
    const personId = directory.personByUsername.get(username);
    if (personId !== undefined) mentions.set(username, { kind: 'person', personId, text: `@${username}` });
  }
  return { mentions: [...mentions.values()], mentionsMe };
};

/** Remembers a name, so that it is looked up (see knowing.ts). */
const noteUnknown = (name: string, { directory }: MappingContext): void => {
  if (!possibleUsername.test(name) || directory.noUsernames.has(name)) return;
  directory.unknownMet += 1;
  remember(directory.unknownUsernames, name);
};

/** Usernames begin with a letter and have 3 to 64 characters (more than 22 only for people of other servers). */
const possibleUsername = /^(?=.{3,64}$)[a-z][a-z0-9._-]*(?::[a-z0-9._-]+)?$/;

/** The longest known username that the text can mean. The full stop of a sentence is no part of the name (`@ada.`). */
const knownUsername = (name: string, { directory }: MappingContext): string | null => {
  for (let candidate = name; candidate !== '';) {
    if (directory.personByUsername.has(candidate) || candidate === directory.me?.username) return candidate;
    if (!/[._:-]$/.test(candidate)) return null;
    candidate = candidate.slice(0, -1);
  }
  return null;
};

/** Whether the text holds one of the user's own keywords (notify_props.mention_keys, first name). */
const mentionsMyWords = (prose: string, { directory: { me } }: MappingContext): boolean => {
  if (me === null || (me.keywords.length === 0 && me.firstName === '')) return false;
  if (me.firstName !== '' && hasWord(prose, me.firstName)) return true;
  if (me.keywords.length === 0) return false;
  const lowered = prose.toLowerCase();
  return me.keywords.some((keyword) => hasWord(lowered, keyword));
};

const wordCharacter = /[\p{L}\p{N}_]/u;

/** Whether `word` stands in `text` with no letter or digit on either side. */
const hasWord = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1];
    const after = text[at + word.length];
    if (
      (before === undefined || !wordCharacter.test(before)) &&
      (after === undefined || !wordCharacter.test(after))
    )
      return true;
  }
  return false;
};
