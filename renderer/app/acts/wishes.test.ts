import { describe, expect, it } from 'vitest';
import { account, ada, general, me, message } from '../../../test/support/rows.ts';
import { keyOfWritten, reactionOf } from '../../model/index.ts';
import type {
  AttemptRow,
  AttemptState,
  AttemptWant,
  IntentRow,
  SettledAttemptRow,
  WrittenText,
} from '../../store/index.ts';
import { paragraph, plainOfDocument, textInline } from '../../text/document/index.ts';
import { hasReacted, textToEdit, type Wish, actWishesOf, withWishes } from './wishes.ts';

const one = message('1', { reactions: [{ ...reactionOf('👍'), personIds: [ada] }] });
const of = { kind: 'message', id: one.id } as const;
const text = (words: string): WrittenText => ({
  document: { blocks: [paragraph(textInline(words))] },
  ...{ subject: null, importance: 'normal', threadId: '', quotes: null },
});
let made = 0;
const base = () => ({
  key: keyOfWritten(`${(made += 1)}`),
  ...{ accountId: account, target: general, lane: general, at: made },
});
const attempt = (want: AttemptWant, state: AttemptState = { kind: 'queued' }): AttemptRow => ({
  ...base(),
  want,
  state,
});
const failed = (want: AttemptWant): SettledAttemptRow => ({
  ...base(),
  want,
  state: { kind: 'failed', reason: { kind: 'archived' } },
});
const place = { accountId: account, conversationId: general, messageId: one.id, at: 0 };
const react = (emoji: string, set: boolean): AttemptWant => ({
  kind: 'react',
  of,
  reaction: reactionOf(emoji),
  set,
});
const intent = (emoji: string, set: boolean): IntentRow => ({
  kind: 'react',
  ...place,
  reaction: reactionOf(emoji),
  set,
});

const wishOf = (
  attempts: readonly AttemptRow[],
  intents: readonly IntentRow[] = [],
  settled: readonly SettledAttemptRow[] = [],
): Wish | undefined => actWishesOf({ attempts, intents, failed: settled }).get(one.id);
const shown = (wish: Wish | undefined): Record<string, number> =>
  Object.fromEntries(
    withWishes(one, wish, me).reactions.map(({ name, personIds }) => [name, personIds.length]),
  );

describe('the user’s wishes for a message', () => {
  it('are none without an intent, and the message is the same object', () => {
    expect(wishOf([attempt({ kind: 'send', text: text('new'), files: [] })])).toBeUndefined();
    expect(withWishes(one, undefined, me)).toBe(one);
  });

  it('are shown as soon as the intent exists, and the newest wish counts', () => {
    expect(shown(wishOf([], [intent('🎉', true)]))).toEqual({ '👍': 1, '🎉': 1 });
    expect(shown(wishOf([attempt(react('🎉', true))], [intent('🎉', false)]))).toEqual({ '👍': 1 });
    expect(shown(wishOf([attempt(react('👍', true))]))).toEqual({ '👍': 2 });
    const mine = { ...one, reactions: [{ ...reactionOf('👍'), personIds: [me] }] };
    const wish = wishOf([attempt(react('👍', false))]);
    expect(withWishes(mine, wish, me).reactions).toEqual([]);
    expect(hasReacted(mine, reactionOf('👍'), me)).toBe(true);
    expect(hasReacted(withWishes(mine, wish, me), reactionOf('👍'), me)).toBe(false);
  });

  it('are the text that the next edit begins with', () => {
    const wish = wishOf([attempt({ kind: 'edit', of, text: text('first') })]);
    expect(plainOfDocument(textToEdit(one, wish))).toBe('first');
    expect(plainOfDocument(textToEdit(one, undefined))).toBe(one.plain);
  });

  it('have the newest text, and say whether it is being sent or why it waits', () => {
    const waiting: AttemptState = { kind: 'waiting', why: 'throttled', until: 9, tries: 1 };
    const wish = wishOf(
      [attempt({ kind: 'edit', of, text: text('first') }, waiting)],
      [
        { kind: 'edit', ...place, text: text('second'), edition: 0 },
        { kind: 'remove', ...place },
      ],
    );
    expect(wish?.text && plainOfDocument(wish.text.document)).toBe('second');
    expect(wish).toMatchObject({ isRemoved: true, waits: 'throttled' });
  });

  it('disappear when the service refuses them; the refusal stays until the user answers it', () => {
    const refusal = failed(react('🎉', true));
    const wish = wishOf([], [], [refusal]);
    expect(shown(wish)).toEqual({ '👍': 1 });
    expect(wish?.refused).toMatchObject([{ key: refusal.key, act: 'react', reason: { kind: 'archived' } }]);
    const { key } = refusal;
    for (const kind of ['let-go', 'send-again'] as const)
      expect(
        wishOf([], [{ kind, key, accountId: account, conversationId: general, at: 0 }], [refusal]),
      ).toBeUndefined();
  });

  it('take the place of a refusal of the same kind, and a deletion of each: the row never says both', () => {
    const edit: AttemptWant = { kind: 'edit', of, text: text('words') };
    const pin: AttemptWant = { kind: 'pin', of, set: true };
    const refused = [failed(react('🎉', true)), failed(edit), failed(pin)];
    const kinds = (...open: AttemptWant[]) =>
      wishOf(
        open.map((want) => attempt(want)),
        [],
        refused,
      )?.refused.map(({ act }) => act);
    expect(kinds()).toEqual(['react', 'edit', 'pin']);
    expect(kinds(react('👍', true))).toEqual(['react', 'edit', 'pin']);
    expect(kinds(react('🎉', false))).toEqual(['edit', 'pin']);
    expect(kinds(edit)).toEqual(['react', 'pin']);
    expect(kinds(pin)).toEqual(['react', 'edit']);
    expect(kinds({ kind: 'remove', of })).toEqual([]);
    const intended: IntentRow = { kind: 'edit', ...place, text: text('second'), edition: 0 };
    expect(wishOf([], [intended], refused)?.refused.map(({ act }) => act)).toEqual(['react', 'pin']);
  });

  it('do not include an edit of a message that is not sent yet', () => {
    const ofAttempt = { kind: 'attempt', key: keyOfWritten('x') } as const;
    expect(
      actWishesOf({ attempts: [attempt({ kind: 'remove', of: ofAttempt })], failed: [], intents: [] }).size,
    ).toBe(0);
  });
});

it('a pin is shown as the newest wish says', () => {
  const pin = (set: boolean): AttemptWant => ({ kind: 'pin', of, set });
  expect(withWishes(one, wishOf([attempt(pin(true))]), me).pinned).toBe(true);
  expect(withWishes(one, wishOf([attempt(pin(true)), attempt(pin(false))]), null).pinned).toBe(false);
  const intended: IntentRow = { kind: 'pin', ...place, set: true };
  expect(withWishes(one, wishOf([attempt(pin(false))], [intended]), me).pinned).toBe(true);
  // The user wants no change of it: the same object, so that its row is not drawn again.
  expect(withWishes(one, wishOf([attempt({ kind: 'remove', of })]), me)).toBe(one);
});
