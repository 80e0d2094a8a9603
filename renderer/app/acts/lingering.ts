/**
 * Wishes that have just been done. Another query reads the messages, and may be a quarter of a second behind. Without these wishes, a new
 * reaction would vanish for a moment, together with the focus, before its message shows it. Pure.
 */
import type { MessageId } from '../../model/index.ts';
import { type ActWishes, noWish, type Wish } from './wishes.ts';

/** How long a done wish is still shown, ms. It is longer than a query may be behind. */
export const lingersFor = 600;

/** The wishes in `before` that are open no more; none for a message with a refused act. */
export const doneBetween = (before: ActWishes, after: ActWishes): ActWishes => {
  const done = new Map<MessageId, Wish>();
  for (const [id, was] of before) {
    const is = after.get(id) ?? noWish;
    if (is.refused.length > was.refused.length) continue;
    const reactions = new Map([...was.reactions].filter(([name]) => !is.reactions.has(name)));
    const text = is.text === null ? was.text : null;
    const pinned = is.pinned === null ? was.pinned : null;
    const isRemoved = was.isRemoved && !is.isRemoved;
    if (reactions.size > 0 || text !== null || pinned !== null || isRemoved)
      done.set(id, { ...noWish, reactions, text, pinned, isRemoved });
  }
  return done;
};

/** The open wishes together with those that are done. An open wish wins. Returns the same object if no wish is done. */
export const withDone = (wishes: ActWishes, done: ActWishes): ActWishes => {
  if (done.size === 0) return wishes;
  const all = new Map(wishes);
  for (const [id, was] of done) {
    const is = wishes.get(id) ?? noWish;
    all.set(id, {
      ...is,
      reactions: new Map([...was.reactions, ...is.reactions]),
      text: is.text ?? was.text,
      pinned: is.pinned ?? was.pinned,
      isRemoved: is.isRemoved || was.isRemoved,
    });
  }
  return all;
};
