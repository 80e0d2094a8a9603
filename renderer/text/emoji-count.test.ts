import data from 'emojibase-data/en/data.json';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attacksOn, attackText } from '../../test/house/expressions/attacks.ts';
import { countEmoji, isOneEmoji, isOnlyEmoji } from './emoji-count.ts';

/** What an emoji is. */
const anyEmoji = new RegExp('\\p{RGI_Emoji}', 'gv');
const byExpression = (text: string) => {
  const count = text.match(anyEmoji)?.length ?? 0;
  const isOnly = count > 0 && text.replace(anyEmoji, '').trim() === '';
  return [count, isOnly, isOnly && count === 1 && text.length <= 40];
};
const found = (text: string) => [countEmoji(text), isOnlyEmoji(text), isOneEmoji(text)];

/** Every emoji of Unicode's list, with its skin tones. */
const all = data.flatMap(({ emoji, skins = [] }) => [emoji, ...skins.map((skin) => skin.emoji)]);
const parts = [
  '\u200d',
  '\ufe0f',
  '\ufe0e',
  '\u20e3',
  '🏻',
  '🏿',
  '🇩',
  '🇪',
  '🏴',
  '\u{e0067}',
  '\u{e007f}',
  '1',
];

/** The texts that are not taken as by the expression. An assertion for each of thousands would take long. */
const differing = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => found(text).join(' ') !== byExpression(text).join(' '));

it('takes every character of the planes that have emoji for what the expression takes it', () => {
  const [planes, tags] = [Array.from({ length: 0x2_0000 }, (_, at) => at), 0xe_0000];
  const characters = [...planes, ...Array.from({ length: 0x80 }, (_, at) => tags + at)];
  expect(differing(characters.map((one) => String.fromCodePoint(one)))).toEqual([]);
});

it('takes every emoji of the list, whole, cut short, and with more behind it, as the expression does', () => {
  expect(all.length).toBeGreaterThan(3_500);
  expect(all.filter(isOneEmoji).length).toBeGreaterThan(3_000);
  for (const behind of ['', '\u200d', '\ufe0f', '🏽'])
    expect(differing(all.map((emoji) => emoji + behind))).toEqual([]);
  for (const end of [-1, -2, -3]) expect(differing(all.map((emoji) => emoji.slice(0, end)))).toEqual([]);
});

it('takes any mixture as the expression does', () => {
  const piece = fc.oneof(
    fc.constantFrom(...all),
    fc.constantFrom(...all).map((emoji) => String.fromCodePoint(emoji.codePointAt(0) ?? 0)),
    fc.constantFrom(...parts, ' ', '\n', 'a', '\ud83d'),
    fc.integer({ min: 0, max: 0x10_ffff }).map((one) => String.fromCodePoint(one)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      expect(found(text)).toEqual(byExpression(text));
    }),
    { numRuns: 250, seed: 1 },
  );
});

it('takes the texts that are dear for the expression as it does', () => {
  const attacks = attacksOn('\\p{RGI_Emoji}', 'gv');
  expect(attacks.length).toBeGreaterThan(5);
  for (const attack of attacks) {
    const text = attackText(attack, 400);
    expect(found(text)).toEqual(byExpression(text));
  }
  const joined = '👩\u200d'.repeat(200);
  expect(found(joined)).toEqual(byExpression(joined));
});
