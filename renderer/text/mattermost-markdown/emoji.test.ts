import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { systemEmoji } from '../../../sandbox/mattermost/domain/posts/emoji-names.ts';
import { emojiNamedLike, emojiOfName, nameOfEmoji } from './emoji.ts';

const contract = new URL('../../../../shared/contracts/mattermost-emoji.json', import.meta.url);

describe('emoji by Mattermost’s names', () => {
  it.each([
    ['+1', '👍'],
    ['thumbsup', '👍'],
    ['-1', '👎'],
    ['smile', '😄'],
    ['slightly_smiling_face', '🙂'],
    ['heart', '❤️'],
    ['tada', '🎉'],
    ['white_check_mark', '✅'],
    ['eyes', '👀'],
    ['rocket', '🚀'],
    ['100', '💯'],
    ['hankey', '💩'],
    ['flag-de', '🇩🇪'],
    ['de', '🇩🇪'],
    ['hash', '#️⃣'],
    ['wave_dark_skin_tone', '👋🏿'],
    ['+1_medium_light_skin_tone', '👍🏼'],
    ['point_up_light_skin_tone', '☝🏻'],
    // Other lists differ here: the flag of Oman, and an umbrella on the ground.
    ['om', '🕉️'],
    ['beach_umbrella', '🏖️'],
    // Other lists have no tones here.
    ['male-detective_dark_skin_tone', '🕵🏿‍♂️'],
    ['woman-golfing_light_skin_tone', '🏌🏻‍♀️'],
    ['man-bouncing-ball_medium_skin_tone', '⛹🏽‍♂️'],
    ['people_holding_hands_light_skin_tone_dark_skin_tone', '🧑🏻‍🤝‍🧑🏿'],
  ])('%s', (name, emoji) => {
    expect(emojiOfName(name)).toBe(emoji);
  });

  it.each([
    'partyparrot',
    'mattermost',
    '',
    '__proto__',
    'constructor',
    'x_dark_skin_tone',
    'handshake_dark_skin_tone',
    // Names of other lists.
    'wave_tone1',
    'saluting_face',
  ])('%j has no Unicode form', (name) => {
    expect(emojiOfName(name)).toBeNull();
  });

  it.each([
    ['👍', '+1'],
    ['❤️', 'heart'],
    ['❤', 'heart'],
    ['🇩🇪', 'de'],
    ['🕉', 'om_symbol'],
    ['🕵🏿‍♂', 'male-detective_dark_skin_tone'],
  ])('%s is %s, with and without its variation selectors', (emoji, name) => {
    expect(nameOfEmoji(emoji)).toBe(name);
  });

  it.each(['🫡', '🥹', '🫠', '🩷', '❤️‍🔥', '😮‍💨', 'x', ''])('%j has no name', (emoji) => {
    expect(nameOfEmoji(emoji)).toBeNull();
  });

  it('include every name of the server, and each leads back to one of the same emoji', () => {
    const names = systemEmoji();
    expect(names).toHaveLength(4_463);
    for (const name of names) {
      const emoji = emojiOfName(name);
      expect(emoji, name).not.toBeNull();
      expect(emojiOfName(nameOfEmoji(emoji ?? '') ?? ''), name).toBe(emoji);
    }
  });

  it.runIf(existsSync(contract))('are the server’s list, code point by code point', () => {
    const listed = JSON.parse(readFileSync(contract, 'utf8')) as Record<string, string>;
    const shown = Object.fromEntries(
      Object.keys(listed).map((name) => [
        name,
        Array.from(emojiOfName(name) ?? '')
          .map((sign) => (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0'))
          .join('-'),
      ]),
    );
    expect(shown).toEqual(listed);
    expect([...systemEmoji()].sort()).toEqual(Object.keys(listed).sort());
  });
});

it('emoji are found by a part of their name, those with that beginning first, without skin tones', () => {
  const found = emojiNamedLike('smil', 5).map(({ name }) => name);
  expect(found).toHaveLength(5);
  expect(found.slice(0, 2).every((name) => name.startsWith('smil'))).toBe(true);
  expect(emojiNamedLike('wave', 50).some(({ name }) => name.includes('skin_tone'))).toBe(false);
  expect(emojiNamedLike('nosuchname', 5)).toEqual([]);
});
