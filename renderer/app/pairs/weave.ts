/** Weaves the messages of two linked conversations into one: of a message and what it became, one is shown, with what hangs on both. */
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
  /** Every message that this one stands for, itself first: its origin or its copies. */
  readonly forms: readonly Message[];
  /** The row that joins them. */
  readonly row: CounterpartRow;
}

/** By each form's id. What is not in here stands for itself alone. */
export type Weave = ReadonlyMap<MessageId, Woven>;

/**
 * Joins what belongs together among `messages`. A row counts only where both forms are in the mirror and are the same person's:
 * anybody can put a mark on their own post, and it must never hide what somebody else wrote.
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
      .filter((copy) => isSamePerson(origin, copy, twins));
    const forms = shownFirst(origin, copies);
    if (copies.length === 0 || forms.some(({ id }) => woven.has(id))) continue;
    // A long text that was split and whose origin is gone is shown as its parts: they are all there is.
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

/** The origin, unless it is deleted and a copy lives on. */
const shownFirst = (origin: Message, copies: readonly Message[]): readonly Message[] => {
  const living = copies.filter(({ deletedAt }) => deletedAt === null);
  if (origin.deletedAt === null || living.length === 0) return [origin, ...copies];
  return [...living, origin, ...copies.filter(({ deletedAt }) => deletedAt !== null)];
};

const isSamePerson = (one: Message, other: Message, twins: Twins): boolean => {
  const [first, second] = [writerOf(one), writerOf(other)];
  return first !== null && second !== null && twins.get(first) === second;
};

/**
 * Both forms' reactions, each person once: who reacted on both sides counts as the person of the shown message's side. Whom a service does
 * not name may well be one of the people on the other side, so only what one form has beyond all of them counts.
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

/** What of `messages` is shown in a timeline: copies give way to what they stand for. */
export const shownInTimeline = (messages: readonly Message[], woven: Weave): readonly Message[] =>
  messages.flatMap((message) => {
    const found = woven.get(message.id);
    if (!found) return [message];
    return found.message.id === message.id ? [found.message] : [];
  });

/**
 * What of a thread's replies is shown. A copy gives way to its origin, which takes its place where the origin stands in a timeline
 * (chats of Teams have no threads, so an answer there is a reply here).
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
