import { describe, expect, it } from 'vitest';
import { emojiOfName, nameOfEmoji } from '../../text/mattermost-markdown/emoji.ts';
import { allEmoji, emojiGroups, inTone, skinTones } from './emoji-list.ts';

const named = (label: string) => {
  const found = allEmoji.find((one) => one.label === label);
  if (!found) throw new Error(`no emoji ${label}`);
  return found;
};

describe('the list of emoji', () => {
  it('has each emoji once, in groups', () => {
    expect(allEmoji.length).toBeGreaterThan(1_800);
    expect(new Set(allEmoji.map(({ emoji }) => emoji)).size).toBe(allEmoji.length);
    const order = allEmoji.map(({ group }) => emojiGroups.findIndex((one) => one === group));
    expect(order.every((group, at) => group >= (order[at - 1] ?? 0))).toBe(true);
  });

  it('spells each emoji as both services do, because two spellings would be two reactions', () => {
    expect(named('thumbs up').emoji).toBe('👍');
    expect(named('red heart').emoji).toBe('❤️');
    const otherwise = allEmoji.filter(({ emoji }) => {
      const name = nameOfEmoji(emoji);
      return name !== null && emojiOfName(name) !== emoji;
    });
    expect(otherwise.map(({ label }) => label)).toEqual([]);
  });

  it('has skin tones from light to dark, and for two people only pairs of one tone', () => {
    const wave = named('waving hand');
    expect(skinTones.map((tone) => inTone(wave, tone))).toEqual(['👋', '👋🏻', '👋🏼', '👋🏽', '👋🏾', '👋🏿']);
    expect(inTone(named('handshake'), 5)).toBe('🤝🏿');
    expect(inTone(named('dog face'), 3)).toBe('🐶');
  });
});
