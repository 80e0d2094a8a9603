/** Joins the messages of two linked conversations: of a message and its copies one is shown, with the reactions and replies of all. */
import {
  type Message,
  type MessageId,
  type PersonId,
  type Reaction,
  type Twins,
  writerOf,
} from '../../model/index.ts';
import type { CounterpartRow } from '../../store/index.ts';

/** One message as the user sees it. */
export interface Woven {
  readonly message: Message;
  /** All messages that this one represents: itself first, then its origin or its copies. */
  readonly forms: readonly Message[];
  /** The row that joins them. */
  readonly row: CounterpartRow;
}

/** By the id of each form. A message that is missing here represents only itself. */
export type Weave = ReadonlyMap<MessageId, Woven>;

/**
 * Joins messages that belong together. A row counts only if both forms are in the mirror and belong to the same person, or the copy is by the
 * relay that the row names. Anybody can put a mark on their own post, and it must never hide another person's message.
 */
export const weave = (
  messages: ReadonlyMap<MessageId, Message>,
  rows: readonly CounterpartRow[],
  twins: Twins,
): Weave => {
  const woven = new Map<MessageId, Woven>();
  for (const row of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const origin = messages.get(row.id);
    if (!origin) continue;
    const copies = row.copies
      .map((id) => (id === null ? undefined : messages.get(id)))
      .filter((copy) => copy !== undefined)
      .filter((copy) => isRelays(row, copy) || isSamePerson(origin, copy, twins));
    const forms = shownFirst(origin, copies);
    if (copies.length === 0 || forms.some(({ id }) => woven.has(id))) continue;
    // If a long text was split and its origin is deleted, its parts are shown.
    const shown = forms[0] === origin ? [origin] : copies.filter(({ deletedAt }) => deletedAt === null);
    for (const form of forms) {
      const message = shown.includes(form) ? form : (shown[0] ?? origin);
      const others = forms.filter(({ id }) => id !== message.id);
      const all = message === shown[0] ? others : [];
      woven.set(form.id, {
        message: { ...message, reactions: mergeReactions(message, all, twins) },
        forms: [message, ...others],
        row,
      });
    }
  }
  return woven;
};

/** The origin, unless it is deleted and a copy exists. */
const shownFirst = (origin: Message, copies: readonly Message[]): readonly Message[] => {
  const living = copies.filter(({ deletedAt }) => deletedAt === null);
  if (origin.deletedAt === null || living.length === 0) return [origin, ...copies];
  return [...living, origin, ...copies.filter(({ deletedAt }) => deletedAt !== null)];
};

/** Whether a relay wrote a copy. Rows of earlier versions do not name it; the engine made sure of it. */
const isRelays = ({ carriedBy, relayedBy }: CounterpartRow, copy: Message): boolean =>
  carriedBy === 'relay' && (relayedBy === undefined || copy.authorId === relayedBy);

const isSamePerson = (one: Message, other: Message, twins: Twins): boolean => {
  const [first, second] = [writerOf(one), writerOf(other)];
  return first !== null && second !== null && twins.get(first) === second;
};

/**
 * The reactions of both forms, each person once. A person who reacted on both sides counts on the side of the shown message. Reactions
 * without names may be by people of the other side, so only the number above all of those counts.
 */
export const mergeReactions = (
  shown: Message,
  others: readonly Message[],
  twins: Twins,
): readonly Reaction[] => {
  if (others.every(({ reactions }) => reactions.length === 0)) return shown.reactions;
  const merged = new Map<string, Reaction & { readonly people: Set<PersonId>; most: number }>();
  for (const form of [shown, ...others]) {
    for (const reaction of form.reactions) {
      const key = reaction.emoji ?? `:${reaction.name.replaceAll(':', '')}:`;
      const known = merged.get(key) ?? { ...reaction, people: new Set(), most: 0 };
      merged.set(key, known);
      known.most = Math.max(known.most, reaction.personIds.length + (reaction.unnamed ?? 0));
      for (const id of reaction.personIds)
        known.people.add(form.accountId === shown.accountId ? id : (twins.get(id) ?? id));
    }
  }
  return [...merged.values()].map(({ emoji, name, people, most }) => ({
    emoji,
    name,
    personIds: [...people].sort(),
    ...(most > people.size ? { unnamed: most - people.size } : {}),
  }));
};

/** The messages to show in a timeline: copies are replaced by the messages that represent them. */
export const shownInTimeline = (messages: readonly Message[], woven: Weave): readonly Message[] =>
  messages.flatMap((message) => {
    const found = woven.get(message.id);
    if (!found) return [message];
    return found.message.id === message.id ? [found.message] : [];
  });

/**
 * The replies to show in a thread. A copy is replaced by its origin. This also holds if the origin is in a timeline: chats of Teams have no
 * threads, so an answer there is a reply here.
 */
export const shownInThread = (
  messages: readonly Message[],
  woven: Weave,
  roots: ReadonlySet<string>,
): readonly Message[] => {
  const shown = new Map<MessageId, Message>();
  for (const message of messages) {
    const found = woven.get(message.id)?.message ?? message;
    if (found.id === message.id || !roots.has(found.threadId)) shown.set(found.id, found);
  }
  return [...shown.values()];
};
