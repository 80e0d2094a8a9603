/** Finds the people, channels and emoji that a typed name can mean, best first. Pure. */
import type { AccountId, ConversationId, PersonId, ServerCommand } from '../../../model/index.ts';
import type { Leaf } from '../../../text/document/index.ts';

export interface PersonChoice {
  readonly kind: 'person';
  readonly id: PersonId;
  readonly name: string;
  /** The short name for mentions; '' if there is none. */
  readonly handle: string;
  /** The same person's name on the other service, if it differs; else ''. */
  readonly otherName: string;
  readonly isMember: boolean;
}

export interface ChannelChoice {
  readonly kind: 'channel';
  readonly id: ConversationId;
  readonly name: string;
}

export type Choice =
  | PersonChoice
  /** Everybody in the conversation; `word` is the written word. */
  | { readonly kind: 'everyone'; readonly word: string }
  | ChannelChoice
  | { readonly kind: 'emoji'; readonly emoji: string; readonly name: string }
  | CustomEmojiChoice
  | CommandChoice;

/** A slash command of the server. */
export interface CommandChoice extends ServerCommand {
  readonly kind: 'command';
}

/** An emoji that people of the server have made. */
export interface CustomEmojiChoice {
  readonly kind: 'custom-emoji';
  readonly accountId: AccountId;
  readonly name: string;
}

/** So many places are kept for custom emoji beside those of Unicode. */
const leastCustom = 3;

/** Those of Unicode first, and some of the server's own among them. */
export const emojiChoices = (
  unicode: readonly Extract<Choice, { readonly kind: 'emoji' }>[],
  custom: readonly CustomEmojiChoice[],
): readonly Choice[] =>
  [...unicode.slice(0, mostChoices - Math.min(leastCustom, custom.length)), ...custom].slice(0, mostChoices);

/** At most this many are offered. */
export const mostChoices = 8;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** How well `names` fit what was typed: 0 whole from its start, 1 from the start of a word, null not at all. */
const fit = (query: string, names: readonly string[]): number | null => {
  const wanted = plain(query);
  const known = names.map(plain);
  if (known.some((name) => name.startsWith(wanted))) return 0;
  if (known.some((name) => name.split(/[\s.,_-]+/).some((word) => word.startsWith(wanted)))) return 1;
  return null;
};

/** The choices that fit, best first, and equal ones in the order of `before`. */
const best = <One>(
  query: string,
  all: readonly One[],
  namesOf: (one: One) => readonly string[],
  before: (a: One, b: One) => number,
): readonly One[] =>
  all
    .flatMap((one) => {
      const rank = fit(query, namesOf(one));
      return rank === null ? [] : [{ one, rank }];
    })
    .sort((a, b) => before(a.one, b.one) || a.rank - b.rank)
    .slice(0, mostChoices)
    .map(({ one }) => one);

/** People by any of their names, members first. */
export const peopleFor = (query: string, people: readonly PersonChoice[]): readonly PersonChoice[] =>
  best(
    query,
    people,
    ({ name, handle, otherName }) => [name, handle, otherName],
    (a, b) => Number(b.isMember) - Number(a.isMember),
  );

/** The channels whose name fits `query`, best first. */
export const channelsFor = (query: string, channels: readonly ChannelChoice[]): readonly ChannelChoice[] =>
  best(
    query,
    channels,
    ({ name }) => [name],
    () => 0,
  );

/** The words for everybody that fit the typed text. */
export const everyoneFor = (query: string, words: readonly string[]): readonly Choice[] =>
  query === ''
    ? []
    : words
        .filter((word) => plain(word).startsWith(plain(query)))
        .map((word) => ({ kind: 'everyone', word }));

/** The maximum number of offered commands: a user who has typed only the slash reads through them. */
const mostCommands = 50;

/** The commands that begin so, in the order in which they are given. */
export const commandsFor = (query: string, commands: readonly ServerCommand[]): readonly CommandChoice[] =>
  commands
    .filter(({ trigger }) => trigger.toLowerCase().startsWith(query.toLowerCase()))
    .slice(0, mostCommands)
    .map((command) => ({ kind: 'command', ...command }));

/** The inline that is put into the text for a choice. `marksHandles`: whether the service mentions by `@handle`, as Mattermost does. */
export const leafOf = (choice: Choice, marksHandles: boolean): Leaf => {
  switch (choice.kind) {
    case 'person':
      return {
        kind: 'mention',
        target: { kind: 'person', personId: choice.id },
        text: marksHandles && choice.handle !== '' ? `@${choice.handle}` : choice.name,
      };
    case 'everyone':
      return {
        kind: 'mention',
        target: { kind: 'everyone' },
        text: marksHandles ? `@${choice.word}` : choice.word,
      };
    case 'channel':
      return {
        kind: 'mention',
        target: { kind: 'channel', conversationId: choice.id },
        text: `~${choice.name}`,
      };
    case 'emoji':
      return { kind: 'emoji', emoji: choice.emoji, name: choice.name };
    case 'custom-emoji':
      return { kind: 'emoji', emoji: null, name: choice.name };
    case 'command':
      return { kind: 'text', text: `/${choice.trigger}` };
  }
};

/** A key that distinguishes choices in a list. */
export const choiceKey = (choice: Choice): string => {
  switch (choice.kind) {
    case 'person':
    case 'channel':
      return choice.id;
    case 'everyone':
      return choice.word;
    case 'emoji':
      return choice.name;
    case 'custom-emoji':
      // A server may have a custom emoji with a name that Unicode's list has by now.
      return `:${choice.name}:`;
    case 'command':
      return `/${choice.trigger}`;
  }
};
